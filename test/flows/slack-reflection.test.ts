import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackSeat } from '../support/flows/flow-slack.ts';
import type { FlowWorld } from '../support/flows/flow-world.ts';
import { postInteraction, typingBody } from '../support/slack/slack-payloads.ts';
import {
  answersOf,
  askOf,
  createAskedWorld,
  runOf,
  saidInGroups,
} from '../support/slack/slack-reflections.ts';

describe('a reflection in Slack', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createAskedWorld();
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  /** Lets the seconds pass that messages to one conversation need. */
  const pause = (): Promise<void> => world.playUntil(new Date(world.clock.now().getTime() + 10_000));
  const textOfAsk = (seat: SlackSeat): string => seat.textOf(askOf(seat));

  it('is asked ten minutes after the end, or when the mentor’s quiet range is over, in their own DM', () => {
    const asked = (code: string) => {
      const ask = askOf(world.slackOf(code));
      return [ask.kind, ask.at.toISOString()];
    };
    expect(asked('M08A')).toEqual(['dm', '2024-11-05T03:50:00.000Z']);
    expect(asked('M08B')).toEqual(['dm', '2024-11-05T03:50:00.000Z']);
    expect(asked('M01A')).toEqual(['dm', '2024-11-05T12:00:00.000Z']);
    expect(textOfAsk(world.slackOf('M01A'))).toContain('ペアの相手と参加者には見えません');
  });

  it('stores the rating at the tap, for that mentor alone, and opens the rest with it', async () => {
    const mentor = world.slackOf('M01A');
    await mentor.click('4 よかった');
    expect(await runOf(world, 'M01A')).toMatchObject({ met: true, satisfaction: 4, sent_at: null });
    expect(await runOf(world, 'M01B')).toMatchObject({ met: null, satisfaction: null });
    expect(mentor.user.currentView()?.title).toBe('第1回の振り返り');
    expect(JSON.stringify(mentor.user.currentView()?.values.q1)).toContain('"4"');
    await mentor.close();
    expect(textOfAsk(mentor)).toContain('4 よかった を預かりました');
    expect(textOfAsk(world.slackOf('M01B'))).not.toContain('預かりました');
    await mentor.click('続きを書く');
    expect((await mentor.submit()).accepted).toBe(true);
    expect(await runOf(world, 'M01A')).toMatchObject({ met: true, satisfaction: 4, status: 'sent' });
    expect(textOfAsk(mentor)).toContain('受け取りました');
  });

  it('keeps the tap when Slack does not open the modal', async () => {
    const mentor = world.slackOf('M01B');
    const trouble = world.slack.faults.onCall('views.open', 'reset');
    await mentor.click('2 あまりよくなかった');
    expect(trouble.fired()).toBe(1);
    expect(mentor.user.currentView()).toBeNull();
    expect(await runOf(world, 'M01B')).toMatchObject({ met: true, satisfaction: 2 });
    expect(textOfAsk(mentor)).toContain('2 あまりよくなかった を預かりました');
    await mentor.click('続きを書く');
    expect(JSON.stringify(mentor.user.currentView()?.values.q1)).toContain('"2"');
    await mentor.close();
  });

  it('asks why when nobody met, without a modal', async () => {
    const mentor = world.slackOf('M08A');
    await mentor.click('会えなかった');
    expect(mentor.user.currentView()).toBeNull();
    await mentor.click('つながらなかった');
    await mentor.click('これで送る');
    expect(await runOf(world, 'M08A')).toMatchObject({ met: false, satisfaction: null, status: 'sent' });
    expect(await answersOf(world, 'M08A', 'reason')).toEqual([{ kind: 'choice', value: 'no_connection' }]);
  });

  it('keeps what was typed into a modal that was closed, and calls it no answer yet', async () => {
    const mentor = world.slackOf('M02A');
    await mentor.click('4 よかった');
    await mentor.type('整理できたこと', '途中まで書いた言葉', { pieces: 3 });
    await mentor.type('気がかり', 'まだ迷っている気がかり');
    await mentor.close();
    expect(await answersOf(world, 'M02A', 'sorted')).toEqual([]);
    await mentor.click('続きを書く');
    expect(mentor.modalText()).toContain('途中まで書いた言葉');
    expect(mentor.modalText()).toContain('まだ迷っている気がかり');
    await mentor.submit();
    expect(await answersOf(world, 'M02A', 'sorted')).toEqual([{ kind: 'text', text: '途中まで書いた言葉' }]);
    expect(
      await world.query('select 1 from drafts where reflection_id = $1', [(await runOf(world, 'M02A')).id]),
    ).toEqual([]);
  });

  it('is not taken back by a keystroke that arrives late', async () => {
    const mentor = world.slackOf('M02B');
    await mentor.click('3 どちらともいえない');
    const { id: runId } = await runOf(world, 'M02B');
    const typed = { userId: mentor.user.id, runId, field: 'sorted' };
    const seconds = world.clock.now().getTime() / 1000;
    const later = typingBody({ ...typed, text: '前の言葉と次の言葉', actionTs: `${seconds + 5}.000002` });
    const earlier = typingBody({ ...typed, text: '前の', actionTs: `${seconds + 1}.000001` });
    await postInteraction(world.slack, later);
    await postInteraction(world.slack, earlier);
    await mentor.close();
    await mentor.click('続きを書く');
    expect(mentor.modalText()).toContain('前の言葉と次の言葉');
    await pause();
    await mentor.type('整理できたこと', '送った言葉');
    await mentor.submit();
    await pause();
    const afterwards = typingBody({ ...typed, text: '送っ', actionTs: `${seconds + 6}.000003` });
    await postInteraction(world.slack, afterwards);
    await mentor.click('直す');
    expect(mentor.modalText()).toContain('送った言葉');
  });

  it('says what is too long in the modal and loses nothing of it', async () => {
    const mentor = world.slackOf('M03A');
    await mentor.click('4 よかった');
    const long = 'あ😀\n<b>&'.repeat(390);
    await mentor.type('整理できたこと', long, { pieces: 2 });
    const refused = await mentor.submit();
    expect(refused.accepted).toBe(false);
    expect(Object.keys(refused.errors ?? {})).toEqual(['sorted']);
    await mentor.close();
    await mentor.click('続きを書く');
    expect(mentor.user.currentView()?.callbackId).toBe('reflection');
    const fits = 'あ😀\n<b>&'.repeat(374);
    await mentor.type('整理できたこと', fits);
    expect((await mentor.submit()).accepted).toBe(true);
    expect(await answersOf(world, 'M03A', 'sorted')).toEqual([{ kind: 'text', text: fits }]);
    await world.slackOf('M03B').click('5 とてもよかった');
    await pause();
    const shown = world.slackOf('M03B').message('Person M03Aさんの');
    const quoted = JSON.stringify(shown.blocks);
    expect(quoted.match(/😀/gu)).toHaveLength(374);
    expect(quoted).not.toContain('<b>');
  });

  it('can be changed later, and keeps every revision', async () => {
    const mentor = world.slackOf('M04A');
    await mentor.click('4 よかった');
    await mentor.type('整理できたこと', 'はじめの言葉');
    await mentor.type('次の一歩', 'はじめの一歩');
    await mentor.submit();
    await pause();
    await mentor.click('直す');
    await mentor.user.chooseInView('q1', '2');
    await mentor.type('整理できたこと', '直した言葉');
    await mentor.type('次の一歩', ' \n ');
    await mentor.submit();
    expect(await runOf(world, 'M04A')).toMatchObject({ satisfaction: 2 });
    expect(await answersOf(world, 'M04A', 'sorted')).toEqual([
      { kind: 'text', text: 'はじめの言葉' },
      { kind: 'text', text: '直した言葉' },
    ]);
    expect(await answersOf(world, 'M04A', 'next')).toMatchObject([
      { text: 'はじめの一歩' },
      { kind: 'cleared' },
    ]);
  });

  it('keeps to the form that was asked, whatever its wording becomes', async () => {
    const mentor = world.slackOf('M07A');
    const { id, form_hash: asked } = await runOf(world, 'M07A');
    const forms = await world.query("select hash from form_definitions where key = 'mentoring.mentor'");
    expect(forms).toEqual([{ hash: asked }]);
    await world.query(
      `insert into form_definitions (hash, key, snapshot, created_at)
       select 'earlier', key, replace(snapshot::text, '整理できたこと', '見えてきたこと')::jsonb, created_at
       from form_definitions where hash = $1`,
      [asked],
    );
    await world.query("update reflections set form_hash = 'earlier' where id = $1", [id]);
    await mentor.click('4 よかった');
    await mentor.type('見えてきたこと', '前の形の言葉');
    await mentor.submit();
    expect(await answersOf(world, 'M07A', 'sorted')).toEqual([{ kind: 'text', text: '前の形の言葉' }]);
    await world.slackOf('M07B').click('5 とてもよかった');
    expect(world.slackOf('M07B').modalText()).toContain('整理できたこと');
    await world.slackOf('M07B').close();
    await pause();
    expect(world.slackOf('M07B').textOf(world.slackOf('M07B').message('前の形の言葉'))).toContain(
      '見えてきたこと',
    );
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
