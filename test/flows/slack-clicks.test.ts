import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackSeat } from '../support/flows/flow-slack.ts';
import type { FlowWorld } from '../support/flows/flow-world.ts';
import { clickBody, postInteraction } from '../support/slack/slack-payloads.ts';
import {
  answersOf,
  askOf,
  buttonValue,
  createAskedWorld,
  runOf,
  saidInGroups,
} from '../support/slack/slack-reflections.ts';

describe('clicks on a reflection in Slack, again, late and by others', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createAskedWorld();
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  let stamps = 0;
  /** When an act made by hand happened, as Slack writes it. */
  const stamp = (): string => {
    stamps += 1;
    return `${Math.floor(world.clock.now().getTime() / 1000)}.${String(stamps).padStart(6, '0')}`;
  };

  it('counts a click once, however often it is made, doubled by the network or sent again', async () => {
    const mentor = world.slackOf('M06A');
    world.slack.faults.duplicateWebhooks(1);
    await Promise.all([mentor.click('3 どちらともいえない'), mentor.click('3 どちらともいえない')]);
    const { channel, ts } = askOf(mentor);
    const value = `b1:a:${(await runOf(world, 'M06A')).id}:q1:not_met`;
    const click = { userId: mentor.user.id, channel, messageTs: ts, value, actionTs: stamp() };
    for (let time = 0; time < 5; time += 1) await postInteraction(world.slack, clickBody(click));
    await world.settle();
    const given = await answersOf(world, 'M06A', 'q1');
    expect(given.map((value) => JSON.stringify(value).includes('false'))).toEqual([false, false, true]);
    expect(await runOf(world, 'M06A')).toMatchObject({ met: false, satisfaction: null });
    expect(
      await world.query(
        "select 1 from reflections r join people p on p.id = r.person_id where p.code = 'M06A'",
      ),
    ).toHaveLength(1);
  });

  it('takes an old button as a correction, and sends one submission once', async () => {
    const mentor = world.slackOf('M06A');
    await mentor.click('直す');
    await mentor.type('整理できたこと', '一度だけの言葉');
    world.slack.faults.duplicateWebhooks(1);
    await mentor.submit();
    expect(await answersOf(world, 'M06A', 'sorted')).toHaveLength(1);
    await mentor.clickStale(askOf(mentor), '1 よくなかった');
    await mentor.close();
    expect(await runOf(world, 'M06A')).toMatchObject({ satisfaction: 1, status: 'sent' });
  });

  it('changes nothing when the button was meant for somebody else, and says so', async () => {
    const [mine, other] = [world.slackOf('M06B'), world.slackOf('M07A')];
    const before = await runOf(world, 'M06B');
    const { channel, ts } = askOf(other);
    const value = buttonValue(mine, '1 よくなかった');
    const click = { userId: other.user.id, channel, messageTs: ts, actionTs: stamp() };
    expect(await postInteraction(world.slack, clickBody({ ...click, value }))).toBe(200);
    await world.settle();
    expect(await runOf(world, 'M06B')).toEqual(before);
    expect(other.message('別の方あて').kind).toBe('dm');
    const unknown = value.replace(before.id, '00000000-0000-4000-8000-000000000000');
    const odd = { ...click, actionTs: stamp(), value: unknown };
    const older = { ...click, actionTs: stamp(), value: value.replace(before.id, 'no-id') };
    expect(await postInteraction(world.slack, clickBody(odd))).toBe(200);
    expect(await postInteraction(world.slack, clickBody(older))).toBe(200);
    await world.settle();
    expect(other.messages().filter((one) => other.textOf(one).includes('もう残っていません'))).toHaveLength(
      2,
    );
  });

  it('is reminded of once after two days, if it was not answered nor declined', async () => {
    const [declined, later, rated] = ['M05A', 'M05B', 'M04B'].map((code) => world.slackOf(code));
    await declined?.click('今回は書かない');
    await later?.click('あとにする');
    await rated?.click('5 とてもよかった');
    await world.playUntil('2024-11-20T12:00:00+09:00');
    const nudges = (seat: SlackSeat | undefined) =>
      (seat?.messages() ?? []).filter((one) => seat?.textOf(one).includes('これで最後です'));
    expect([declined, later, rated].map((seat) => nudges(seat).length)).toEqual([0, 1, 0]);
    expect(nudges(later)[0]?.at.toISOString()).toBe('2024-11-07T12:00:00.000Z');
    await declined?.click('振り返りを書く');
    await declined?.user.chooseInView('q1', '4');
    await declined?.submit();
    expect(await runOf(world, 'M05A')).toMatchObject({ satisfaction: 4, status: 'sent' });
  });

  it('closes after three weeks and says when', async () => {
    await world.playUntil('2024-11-27T12:00:00+09:00');
    const mentor = world.slackOf('M05B');
    await mentor.clickStale(askOf(mentor), '3 どちらともいえない');
    expect(await runOf(world, 'M05B')).toMatchObject({ satisfaction: null });
    expect(mentor.message('受付は11月26日に終わりました').ephemeral).toBe(true);
  });

  it('never shows a rating, a word or who has answered in any pair’s group', () => {
    const said = saidInGroups(world);
    expect(said).toContain('ペアと伴走の場所です');
    const secret = [
      'よかった',
      'どちらともいえない',
      '会えなかった',
      '言葉',
      '一歩',
      '預かりました',
      '受け取りました',
      '気がかり：',
    ];
    expect(secret.filter((words) => said.includes(words))).toEqual([]);
  });
});
