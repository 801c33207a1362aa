import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leadsOf } from '../../src/domain/scheduling/pair/team-leads.ts';
import { leaveProgramme } from '../../src/use-cases/people/leave-programme.ts';
import { readNote } from '../../src/use-cases/scheduling/leads/read-note.ts';
import { replanSession } from '../../src/use-cases/sessions/replan-session.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import type { SlackSeat } from '../support/flows/flow-slack.ts';
import { rosterOfPairs, sessionsFile } from '../support/flows/flow-teams.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';

const teams = ['01', '02', '03'];
const days = ['2024-11-05', '2024-11-19', '2024-12-03'];
const sessions = sessionsFile(
  teams.flatMap((team) => days.map((date, index) => ({ team, number: index + 1, date, start: '14:00' }))),
);

describe('who leads', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({
      databaseUrl: (await createTestDatabase()).url,
      roster: rosterOfPairs(teams),
      sessions,
    });
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  const pairOf = (team: string): readonly [SlackSeat, SlackSeat] => [
    world.slackOf(`M${team}A`),
    world.slackOf(`M${team}B`),
  ];
  const holding = (seat: SlackSeat, text: string) =>
    seat.messages().filter((one) => seat.textOf(one).includes(text));
  /** What the group's newest reminder says about the lead, as it stands now. */
  const leadInGroup = (team: string): string | undefined => {
    const [seat] = pairOf(team);
    const groups = seat.messages().filter(({ kind }) => kind === 'group');
    const texts = groups.map(seat.textOf).filter((text) => text.includes('進行 '));
    return /進行 (.+)さん/u.exec(texts.at(-1) ?? '')?.[1];
  };
  const aMomentLater = () => world.playUntil(new Date(world.clock.now().getTime() + 5_000));
  /** Who leads the team's sessions, as the record has it. */
  const leadsIn = (team: string): Promise<readonly (string | null)[]> =>
    world.onSession(`${team}/mentoring/1`, async (records, sessionId) => {
      const { team: of } = await records.sessions.getSession(sessionId);
      const leads = leadsOf(await records.leads.ofTeam(of?.id ?? ''), world.clock.now());
      return Promise.all(
        [...leads.values()].map(async (id) =>
          id === null ? null : (await records.people.getPerson(id)).name,
        ),
      );
    });
  const absent = (team: string, number: number, code: string, attendance: 'cannot' | 'expected') =>
    world.onSession(`${team}/mentoring/${number}`, async (records, sessionId) => {
      const { seats } = await records.sessions.getSession(sessionId);
      const seat = seats.find(({ person }) => person.name === `Mentor ${code.slice(1)}`);
      await records.sessions.setAttendance(seat?.seat.id ?? '', attendance);
      await replanSession(records, sessionId, world.clock.now());
    });
  const reflect = async (seat: SlackSeat, note?: string): Promise<void> => {
    await seat.click('4 よかった');
    if (note !== undefined) await seat.type('申し送り', note);
    await seat.submit();
  };

  it('is named in the pair’s reminder, the first of the roster first', async () => {
    await world.playUntil('2024-11-04T22:00:00+09:00');
    for (const team of teams) expect(leadInGroup(team)).toBe(`Mentor ${team}A`);
    const [first, second] = pairOf('01');
    expect([holding(first, '今回の進行は'), holding(second, '今回の進行は')]).toEqual([[], []]);
  });

  it('asks who led, and nobody else, for a note to the next lead', async () => {
    await world.playUntil('2024-11-05T15:00:00+09:00');
    const [first, second] = pairOf('01');
    await first.click('4 よかった');
    await first.type('整理できたこと', '分担のこと');
    await first.type('申し送り', '資料の続きから始めてください');
    await first.submit();
    await second.click('5 とてもよかった');
    expect(second.modalText()).toContain('整理できたこと');
    expect(second.modalText()).not.toContain('申し送り');
    await second.submit();
    await aMomentLater();
    expect(holding(second, '分担のこと')).toHaveLength(1);
    const [ofTwo] = pairOf('02');
    await reflect(ofTwo, '二番目のチームの申し送り');
    const [ofThree] = pairOf('03');
    await reflect(ofThree);
  });

  it('hands the note to the next lead alone, once, on the evening before', async () => {
    await world.playUntil('2024-11-18T20:00:00+09:00');
    const [first, second] = pairOf('01');
    expect(holding(second, '資料の続き')).toEqual([]);
    await world.playUntil('2024-11-18T22:00:00+09:00');
    expect(leadInGroup('01')).toBe('Mentor 01B');
    const [handed, ...more] = holding(second, '資料の続きから始めてください');
    expect(more).toEqual([]);
    expect(handed?.kind).toBe('dm');
    expect(handed === undefined ? '' : second.textOf(handed)).toContain(
      '今回の進行はMentor 01Bさんです。前回の申し送り：',
    );
    expect(holding(first, '資料の続き')).toEqual([]);
    const [, ofThree] = pairOf('03');
    expect(leadInGroup('03')).toBe('Mentor 03B');
    expect(holding(ofThree, '今回の進行は')).toEqual([]);
  });

  it('is given to the partner after the reminder: the partner hears of it, the group sees it without a ping', async () => {
    const [first, second] = pairOf('01');
    const groups = first.messages().filter(({ kind }) => kind === 'group').length;
    await second.click('進行を交代する');
    expect(second.message('わかりました。第2回の進行はMentor 01Aさんです。').ephemeral).toBe(true);
    await aMomentLater();
    expect(leadInGroup('01')).toBe('Mentor 01A');
    expect(first.messages().filter(({ kind }) => kind === 'group')).toHaveLength(groups);
    expect(first.textOf(first.message('今回の進行はMentor 01Aさんです。'))).toContain('資料の続き');
    const former = second.message('第2回 11月19日(火) 14:00');
    expect(second.textOf(former)).toContain('今回の進行はMentor 01Aさんです。');
    expect(second.textOf(former)).not.toContain('資料の続き');
  });

  it('changes nothing by an older tap, or by the same one twice', async () => {
    const [first, second] = pairOf('01');
    const former = second.message('第2回 11月19日(火) 14:00');
    await second.clickStale(former, '進行を交代する');
    expect(second.message('いまの状態はこちらです：第2回の進行はMentor 01Aさんです。').ephemeral).toBe(true);
    expect(await leadsIn('01')).toEqual(['Mentor 01A', 'Mentor 01A', 'Mentor 01B']);
    expect(holding(first, '今回の進行はMentor 01Aさんです。')).toHaveLength(1);
  });

  it('goes back by the partner’s own tap, of which the first hears again', async () => {
    const [first, second] = pairOf('01');
    const handed = first.message('今回の進行はMentor 01Aさんです。');
    await Promise.all([
      first.clickStale(handed, '進行を交代する'),
      second.clickStale(second.message('第2回 11月19日(火) 14:00'), '進行を交代する'),
    ]);
    await aMomentLater();
    expect(await leadsIn('01')).toEqual(['Mentor 01A', 'Mentor 01B', 'Mentor 01A']);
    expect(leadInGroup('01')).toBe('Mentor 01B');
    expect(holding(second, '資料の続き')).toHaveLength(2);
    expect(holding(first, '資料の続き')).toEqual([]);
  });

  it('falls to the other mentor where one cannot come, before and after it was handed over', async () => {
    const [first, second] = pairOf('02');
    expect(holding(second, '二番目のチームの申し送り')).toHaveLength(1);
    await absent('02', 2, 'M02B', 'cannot');
    await aMomentLater();
    expect(holding(second, '二番目のチームの申し送り')).toEqual([]);
    expect(holding(first, '今回の進行はMentor 02Aさんです。')).toHaveLength(1);
    await first.click('進行を交代する');
    expect(first.message('Mentor 02Aさんだけが参加する予定').ephemeral).toBe(true);
    expect(await leadsIn('02')).toEqual(['Mentor 02A', 'Mentor 02A', 'Mentor 02B']);
  });

  it('tells what is true by a button that is tapped when the hour has passed', async () => {
    const [, second] = pairOf('01');
    const handed = second.messages().findLast((one) => second.textOf(one).includes('資料の続き'));
    await world.playUntil('2024-11-19T15:00:00+09:00');
    if (handed === undefined) throw new Error('nothing was handed over');
    await second.clickStale(handed, '進行を交代する');
    expect(second.message('この回は終わっています').ephemeral).toBe(true);
    expect(await leadsIn('01')).toEqual(['Mentor 01A', 'Mentor 01B', 'Mentor 01A']);
  });

  it('counts nothing that did not take place, and brings a correction of the note into what was handed over', async () => {
    const [first, second] = pairOf('03');
    await first.click('会えなかった');
    await second.click('会えなかった');
    const [, ofOne] = pairOf('01');
    await reflect(ofOne, '最初の書き方');
    await world.playUntil('2024-12-02T22:00:00+09:00');
    expect(leadInGroup('03')).toBe('Mentor 03B');
    const [next] = pairOf('01');
    expect(holding(next, '最初の書き方')).toHaveLength(1);
    await ofOne.click('直す');
    await ofOne.type('申し送り', '書き直したもの');
    await ofOne.submit();
    await aMomentLater();
    expect([holding(next, '最初の書き方'), holding(next, '書き直したもの').length]).toEqual([[], 1]);
  });

  it('takes the words back from a lead who leaves, and falls to who stays', async () => {
    const [next, stays] = pairOf('01');
    await world.onSession('01/mentoring/3', async (records, sessionId) => {
      const { seats } = await records.sessions.getSession(sessionId);
      const mine = seats.find(({ person }) => person.name === 'Mentor 01A');
      const membership = await records.people.findMembership(mine?.enrolment.id ?? '');
      if (membership !== null) await leaveProgramme(records, membership, world.clock.now());
    });
    await aMomentLater();
    expect(holding(next, '書き直したもの')).toEqual([]);
    expect(next.textOf(next.message('ここにあった言葉は、取り消されました'))).not.toContain('進行');
    expect((await leadsIn('01')).at(-1)).toBe('Mentor 01B');
    expect(leadInGroup('01')).toBe('Mentor 01B');
    expect(holding(stays, '今回の進行はMentor 01Bさんです。前回の申し送り：').length).toBeGreaterThan(0);
  });

  it('shows a note to nobody who may not read it', async () => {
    const read = await world.onSession('02/mentoring/2', async (records, sessionId) => {
      const view = await records.sessions.getSession(sessionId);
      const ids = await world.query(
        "select id, code from people where code in ('M02A', 'M02B', 'M03A', 'P02A')",
      );
      return Promise.all(
        ids.map(async ({ id, code }) => [code, await readNote(records, view, String(id), world.clock.now())]),
      );
    });
    expect(Object.fromEntries(read)).toEqual({
      M02A: '二番目のチームの申し送り',
      M02B: '二番目のチームの申し送り',
      M03A: null,
      P02A: null,
    });
  });

  it('shows a note nowhere else: in no group, to no other reader, in no stored message', async () => {
    const notes = ['資料の続き', '二番目のチームの申し送り', '最初の書き方', '書き直したもの'];
    const shown = [...world.slack.ledger, ...world.slack.updates].filter(({ text, blocks }) =>
      notes.some((note) => (text + JSON.stringify(blocks)).includes(note)),
    );
    expect(shown.length).toBeGreaterThan(4);
    expect(shown.filter(({ readers }) => readers.length !== 1)).toEqual([]);
    expect(shown.filter(({ text }) => notes.some((note) => text.includes(note)))).toEqual([]);
    expect(
      await world.query("select 1 from deliveries where subject::text || dedupe_key ~ '資料|申し送り|書き'"),
    ).toEqual([]);
  });
});
