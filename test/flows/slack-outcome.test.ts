import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markSession } from '../../src/use-cases/sessions/mark-session.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { rosterOfTeams, sessionsFile, teamCodes } from '../support/flows/flow-teams.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';

const teams = teamCodes(7);
/** Tuesday, all at once. */
const sessions = sessionsFile(teams.map((team) => ({ team, date: '2024-11-05', start: '16:00' })));
const keyOf = (team: string): string => `${team}/mentoring/1`;

describe('how a session turned out', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({
      databaseUrl: (await createTestDatabase()).url,
      roster: rosterOfTeams(teams.length),
      sessions,
    });
    for (const team of ['03', '04', '05', '06']) await world.join(`P${team}A`);
    await world.playUntil('2024-11-05T12:00:00+09:00');
    await world.phone('P06A').tap('行けなくなった');
    await world.phone('P06A').tap('伝える');
    await world.playUntil('2024-11-05T16:55:00+09:00');
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  const state = async (team: string) =>
    (
      await world.query(
        'select state, contradicted, marked_at is not null as marked from sessions where id = $1',
        [await world.sessionId(keyOf(team))],
      )
    )[0];
  const rate = async (code: string, label: string): Promise<void> => {
    const mentor = world.slackOf(code);
    await mentor.click(label);
    if (mentor.user.currentView() !== null) await mentor.close();
  };
  const mark = (team: string, outcome: 'held' | 'missed') =>
    world.onSession(keyOf(team), (records, sessionId) =>
      markSession(records, { sessionId, outcome, now: world.clock.now(), dryRun: false }),
    );

  it('is held as soon as one who was there says so', async () => {
    expect(await state('01')).toMatchObject({ state: 'planned' });
    await rate('M01A', '2 あまりよくなかった');
    expect(await state('01')).toEqual({ state: 'held', contradicted: false, marked: false });
  });

  it('is missed when somebody answered and nobody met, until somebody says that they did', async () => {
    await rate('M02A', '会えなかった');
    expect(await state('02')).toMatchObject({ state: 'missed', contradicted: false });
    await rate('M02B', '会えなかった');
    expect(await state('02')).toMatchObject({ state: 'missed' });
  });

  it('is held and a decision when answers disagree, and no more once they agree', async () => {
    await rate('M03A', '会えなかった');
    const phone = world.phone('P03A');
    await phone.tap('終わったら振り返る');
    await phone.say('4');
    expect(await state('03')).toEqual({ state: 'held', contradicted: true, marked: false });
    await world.slackOf('M03A').click('直す');
    await world.slackOf('M03A').user.chooseInView('q1', '3');
    await world.slackOf('M03A').submit();
    expect(await state('03')).toEqual({ state: 'held', contradicted: false, marked: false });
    await rate('M04A', '会えなかった');
    await rate('M04B', '4 よかった');
    expect(await state('04')).toMatchObject({ state: 'held', contradicted: true });
  });

  it('is what a coordinator marks, whatever is answered later', async () => {
    expect(await mark('05', 'missed')).toBe('marked');
    expect(await mark('05', 'missed')).toBe('unchanged');
    await rate('M05A', '5 とてもよかった');
    expect(await state('05')).toEqual({ state: 'missed', contradicted: false, marked: true });
    expect(await mark('05', 'held')).toBe('marked');
    expect(await state('05')).toMatchObject({ state: 'held' });
    expect(await mark('04', 'held')).toBe('marked');
    expect(await state('04')).toEqual({ state: 'held', contradicted: false, marked: true });
  });

  it('is unsettled when nobody could come: the pair is told, nobody is asked, a decision is made', async () => {
    expect(await state('06')).toMatchObject({ state: 'unsettled' });
    const mentor = world.slackOf('M06A');
    expect(mentor.message('行けなくなったと連絡').kind).toBe('group');
    expect(mentor.messages().filter((one) => mentor.textOf(one).includes('おつかれさまでした'))).toEqual([]);
    await mentor.click('この回は見送る');
    expect(await state('06')).toMatchObject({ state: 'cancelled' });
    await mentor.clickStale(mentor.message('行けなくなったと連絡'), 'この回は見送る');
    expect(mentor.message('この回は見送りになりました').ephemeral).toBe(true);
  });

  it('awaits a word while nobody answers, and is a decision of the digest three days later', async () => {
    const decided = async (): Promise<string> => {
      await world.container.sweeps.makeDigests(world.programme.id);
      await world.settle();
      const seat = world.slackOf('K1');
      return seat.textOf(seat.message('週のまとめ'));
    };
    await world.playUntil('2024-11-11T09:00:00+09:00');
    const digest = await decided();
    expect(digest).toContain('予定6　実施4　会えず1　相談中0　確認待ち1');
    expect(digest).toContain('チーム07：11/5の回、行われたかどうかの確認待ちです');
    expect(digest).not.toContain('チーム04');
    expect(await mark('07', 'held')).toBe('marked');
    await world.playUntil('2024-11-18T09:00:00+09:00');
    expect(await decided()).not.toContain('確認待ちです');
  });

  it('cannot be marked before it is over', async () => {
    const id = await world.sessionId(keyOf('07'));
    await world.query('update sessions set starts_at = $2, ends_at = $3 where id = $1', [
      id,
      '2024-12-01T10:00:00Z',
      '2024-12-01T10:40:00Z',
    ]);
    expect(await mark('07', 'missed')).toBe('not_over');
  });
});
