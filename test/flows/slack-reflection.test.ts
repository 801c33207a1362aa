import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackSeat } from '../support/flow-slack.ts';
import { createFlowWorld, type FlowWorld } from '../support/flow-world.ts';
import { createTestDatabase } from '../support/test-database.ts';

describe('a reflection in Slack', () => {
  let world: FlowWorld;
  let mentor: SlackSeat;
  let partner: SlackSeat;

  beforeEach(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url });
    await world.join('P01A');
    mentor = world.slackOf('M01A');
    partner = world.slackOf('M01B');
    await mentor.click('同意してはじめる');
    await partner.click('同意してはじめる');
    await world.playUntil('2024-11-05T21:15:00+09:00');
  });
  afterEach(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  const reflection = async (code = 'M01A') =>
    (
      await world.query(
        `select r.id, r.status, r.met, r.satisfaction, r.sent_at from reflections r join people p on p.id = r.person_id
         where p.code = $1 and r.form_key = 'mentoring.mentor'`,
        [code],
      )
    )[0];
  const isStored = async (text: string): Promise<boolean> =>
    (await world.query('select 1 from answers where position($1 in value::text) > 0', [text])).length > 0;
  const inGroup = (): string =>
    mentor
      .messages()
      .filter(({ kind }) => kind === 'group')
      .map(mentor.textOf)
      .join('\n');
  const blockOf = (label: string): string => {
    const view = mentor.user.currentView();
    const block = view?.blocks.find((one) => JSON.stringify(one).includes(label));
    const id = block?.block_id;
    if (typeof id !== 'string') throw new Error(`no field ${label}: ${JSON.stringify(view?.blocks)}`);
    return id;
  };

  it('is asked in each mentor’s own DM when the session is over and quiet time has passed', () => {
    for (const seat of [mentor, partner]) {
      const ask = seat.message('おつかれさまでした');
      expect(ask.kind).toBe('dm');
      expect(ask.at.toISOString()).toBe('2024-11-05T12:00:00.000Z');
    }
  });

  it('stores the rating at the tap, once, whatever follows', async () => {
    await mentor.click('4 よかった');
    expect(await reflection()).toMatchObject({ met: true, satisfaction: 4 });
    await mentor.user.closeView({ all: true });
    await world.settle();
    expect(await reflection()).toMatchObject({ satisfaction: 4 });
    expect(await reflection('M01B')).toMatchObject({ satisfaction: null });
  });

  it('keeps what was typed into a modal that was closed', async () => {
    await mentor.click('4 よかった');
    await mentor.user.typeInView(blockOf('整理できたこと'), '途中まで書いた言葉', { pieces: 3 });
    await mentor.user.closeView({ all: true });
    await world.settle();
    await mentor.click('続きを書く');
    expect(JSON.stringify(mentor.user.currentView()?.blocks)).toContain('途中まで書いた言葉');
  });

  it('shows what is wrong in the modal and loses nothing', async () => {
    await mentor.click('4 よかった');
    const field = blockOf('整理できたこと');
    await mentor.user.typeInView(field, 'あ😀\n'.repeat(700));
    const sent = await mentor.user.submitView();
    await world.settle();
    if (sent.accepted) expect(await isStored('あ😀')).toBe(true);
    else {
      expect(Object.values(sent.errors ?? {}).join()).not.toBe('');
      await mentor.user.typeInView(field, '短い言葉');
      expect(await mentor.user.submitView()).toMatchObject({ accepted: true });
      await world.settle();
      expect(await isStored('短い言葉')).toBe(true);
    }
  });

  it('reaches the partner when sent, never the group, and can be changed', async () => {
    await mentor.click('4 よかった');
    await mentor.user.typeInView(blockOf('整理できたこと'), 'ペアに伝えたい言葉');
    await mentor.user.submitView();
    await partner.click('5 とてもよかった');
    await world.playUntil('2024-11-06T12:00:00+09:00');
    expect(inGroup()).not.toContain('ペアに伝えたい言葉');
    expect(inGroup()).not.toContain('よかった');
    expect(partner.messages().map(partner.textOf).join('\n')).not.toContain('4 よかった を');
    await mentor.click('直す');
    await mentor.user.typeInView(blockOf('整理できたこと'), '直した言葉');
    await mentor.user.submitView();
    await world.settle();
    expect(await isStored('直した言葉')).toBe(true);
  });

  it('does not ask again who said not this time, and nudges others once', async () => {
    await mentor.click('今回は書かない');
    await world.playUntil('2024-11-14T12:00:00+09:00');
    const nudges = (seat: SlackSeat): number =>
      seat.messages().filter((one) => seat.textOf(one).includes('お知らせはこれで最後です')).length;
    expect([nudges(mentor), nudges(partner)]).toEqual([0, 1]);
  });

  it('changes nothing when a button is clicked twice or is another’s', async () => {
    await Promise.all([mentor.click('3 どちらともいえない'), mentor.click('3 どちらともいえない')]);
    const [row] = await world.query(
      "select count(*)::int as n from reflections where form_key = 'mentoring.mentor' and satisfaction = 3",
    );
    expect(row).toEqual({ n: 1 });
  });

  it('sends a participant’s words after the mentor’s own rating, to each alone', async () => {
    const phone = world.phone('P01A');
    await phone.tap('終わったら振り返る');
    await phone.say('5');
    await phone.say('ひとこと残して送る');
    await phone.say('心に残った言葉です');
    await phone.say('次へ');
    await phone.say('とばす');
    await phone.say('送る');
    const sees = (seat: SlackSeat): boolean =>
      seat.messages().map(seat.textOf).join().includes('心に残った言葉です');
    expect([sees(mentor), sees(partner)]).toEqual([false, false]);
    await mentor.click('4 よかった');
    await world.playUntil('2024-11-06T12:00:00+09:00');
    expect([sees(mentor), sees(partner)]).toEqual([true, false]);
    await world.playUntil('2024-11-08T12:00:00+09:00');
    expect([sees(mentor), sees(partner)]).toEqual([true, true]);
    expect(inGroup()).not.toContain('心に残った言葉です');
    expect(mentor.messages().map(mentor.textOf).join()).not.toContain('5 とてもよかった／');
  });

  it('shows a worry to the coordinators only, and only behind a button', async () => {
    await mentor.click('4 よかった');
    await mentor.user.typeInView(blockOf('気がかり'), '事務局だけへの気がかり');
    await mentor.user.submitView();
    await world.playUntil('2024-11-06T12:00:00+09:00');
    const desk = world.slackOf('K1');
    expect(desk.message('気がかりが1件あります').blocks).not.toEqual([]);
    const everything = [mentor, partner, desk].flatMap((seat) => seat.messages().map(seat.textOf)).join();
    expect(everything).not.toContain('事務局だけへの気がかり');
    await desk.click('読む');
    expect(JSON.stringify(desk.user.currentView()?.blocks)).toContain('事務局だけへの気がかり');
  });
});
