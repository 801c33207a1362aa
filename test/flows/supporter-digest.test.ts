import { describe, expect, it } from 'vitest';
import type { ReceivedMessage } from '../../playground/slack/types.ts';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import type { SlackSeat } from '../support/flows/flow-slack.ts';
import { rosterOfTeams, sessionsFile, teamCodes } from '../support/flows/flow-teams.ts';

const supporter = (code: string, teams: string, language: string, quiet: string): string =>
  `${code},"${teams}",supporter,Supporter ${code},,${code.toLowerCase()}@example.org,Asia/Tokyo,${language},${quiet}\n`;
/** S2 looks after all eight teams and is not disturbed before noon; S3 after none. */
const roster = [
  rosterOfTeams(8),
  supporter('S1', '01、02、03', 'ja', ''),
  supporter('S2', teamCodes(8).join('、'), 'en', '8:00-12:00'),
  supporter('S3', '', 'ja', ''),
  supporter('S4', '01', 'ja', ''),
].join('');
const sessions = sessionsFile([
  ...teamCodes(8).map((team) => ({ team, date: '2024-11-05', start: '16:00' })),
  { team: '01', number: 2, date: '2024-11-19', start: '16:00' },
]);
const note = '人数が少ないため、満足度と回答数は載せていません。';

describe('the weekly digest of a supporter', () => {
  const { world, dates } = datesAmong({
    roster,
    sessions,
    joined: ['P02A'],
    begin: async (opened, { schedule }) => {
      await opened.playUntil('2024-11-05T16:55:00+09:00');
      for (const team of ['01', '02', '03']) {
        await opened.slackOf(`M${team}A`).click('4 よかった');
        await opened.slackOf(`M${team}A`).close();
      }
      await opened.slackOf('M03A').user.command('/bansou', 'お休み');
      await opened.settle();
      await opened.slackOf('M03A').user.chooseInView('from', '2024-11-18');
      await opened.slackOf('M03A').user.chooseInView('to', '2024-12-01');
      await opened.settle();
      await opened.slackOf('M03A').submit();
      await opened.query("update people set paused_until = '2024-11-20' where code = 'S4'");
      await opened.playUntil('2024-11-09T12:00:00+09:00');
      await schedule('02', { start1: seconds('2024-11-26T21:00:00+09:00') });
    },
  });

  const take = async (at: string): Promise<void> => {
    await world().playUntil(at);
    const make = () => world().container.sweeps.makeDigests(world().programme.id);
    await Promise.all([make(), make(), make()]);
    await world().playUntil(new Date(world().clock.now().getTime() + 60_000));
  };
  const digestsOf = (seat: SlackSeat): readonly ReceivedMessage[] =>
    seat.messages().filter(({ text }) => /^(?:担当チームの週のまとめ|Your teams, )/u.test(text));
  /** Without the heading's second telling and the buttons. */
  const linesOf = (seat: SlackSeat, message: ReceivedMessage | undefined): readonly string[] => {
    if (message === undefined) throw new Error('no digest');
    const shown = seat.textOf(message).replaceAll('*', '').split('\n');
    return [...new Set(shown)].filter((line) => !/^(?:事務局に話す|くわしく|Talk to|Details$)/u.test(line));
  };
  const asideOf = (seat: SlackSeat): string => {
    const aside = seat.messages().findLast(({ ephemeral }) => ephemeral);
    if (aside === undefined) throw new Error('no answer');
    return seat.textOf(aside);
  };
  const wishesAtDesk = () =>
    world()
      .slack.messagesIn(world().deskChannel)
      .filter(({ text }) => text.includes('話したいことがあるとのことです')).length;

  it('tells of each team what took place and the next date, with the coordinators’ own, once', async () => {
    await take('2024-11-11T09:00:00+09:00');
    const seat = world().slackOf('S1');
    const [digest, ...others] = digestsOf(seat);
    expect(others).toEqual([]);
    expect(digest?.kind).toBe('dm');
    expect(linesOf(seat, digest)).toEqual([
      '担当チームの週のまとめ（11/4–11/10）',
      'チーム01：11/5 実施。次回 11/19(火) 16:00',
      'チーム02：11/5 実施。次回は日程の相談中（候補を出して2日）',
      'チーム03：11/5 実施。次回の日時はこれから',
      note,
    ]);
    expect(digestsOf(world().slackOf('S3'))).toEqual([]);
    expect(digestsOf(world().slackOf('S4'))).toEqual([]);
    const rows = await world().query(
      `select p.code, d.state, d.reason, d.due_at as due from deliveries d join people p on p.id = d.person_id
       where d.kind = 'digest.supporter' order by p.code`,
    );
    const monday = new Date('2024-11-11T09:00:00+09:00');
    expect(rows).toEqual([
      { code: 'S1', state: 'sent', reason: null, due: monday },
      { code: 'S2', state: 'planned', reason: null, due: new Date('2024-11-11T12:00:00+09:00') },
      { code: 'S4', state: 'skipped', reason: 'paused', due: monday },
    ]);
  });

  it('waits for the end of a quiet range, speaks the reader’s language and has eight lines at most', async () => {
    await world().playUntil('2024-11-11T11:59:59+09:00');
    const seat = world().slackOf('S2');
    expect(digestsOf(seat)).toEqual([]);
    await world().playUntil('2024-11-11T12:00:30+09:00');
    const lines = linesOf(seat, digestsOf(seat)[0]);
    expect(lines).toEqual([
      'Your teams, 4 Nov–10 Nov',
      'Team 01: met 5 Nov, next Tue 19 Nov, 16:00',
      'Team 02: met 5 Nov, the next date is being found (times offered 2 days ago)',
      'Team 03: met 5 Nov, no next date yet',
      'Team 04: last date 5 Nov, no next date yet',
      'Team 05: last date 5 Nov, no next date yet',
      "and 3 more (see 'Details')",
      'With so few people, satisfaction and response counts are not shown.',
    ]);
    expect(lines.join('\n')).not.toMatch(/[ぁ-ん]/u);
  });

  it('takes the wish to talk to the desk, once a day however often it is tapped', async () => {
    const seat = world().slackOf('S1');
    for (const _ of [1, 2]) {
      await seat.click('事務局に話す');
      expect(asideOf(seat)).toContain('話したいことがあると、事務局に伝えました。');
      await dates().aMomentLater();
    }
    expect(wishesAtDesk()).toBe(1);
    expect(world().slack.messagesIn(world().deskChannel).at(-1)?.text).toBe(
      'サポーターのSupporter S1さんから、話したいことがあるとのことです。',
    );
  });

  it('names why a team stands still where somebody has said so, and nobody’s name', async () => {
    await take('2024-12-02T09:00:00+09:00');
    const seat = world().slackOf('S1');
    const headers = digestsOf(seat).map((message) => linesOf(seat, message)[0]);
    expect(headers).toEqual([
      '担当チームの週のまとめ（11/4–11/10）',
      '担当チームの週のまとめ（11/11–11/17）',
      '担当チームの週のまとめ（11/18–11/24）',
      '担当チームの週のまとめ（11/25–12/1）',
    ]);
    const lines = linesOf(seat, digestsOf(seat).at(-1));
    expect(lines).toContain('チーム03：前回 11/5。メンターの不在 12/1まで。次回の日時はこれから');
    expect(lines.join('\n')).not.toMatch(/Person|[0-9]\/[0-9]+（|n=/u);
  });

  it('answers an old button with how things stand now, and the desk hears of another day’s wish', async () => {
    const seat = world().slackOf('S1');
    const [old] = digestsOf(seat);
    if (old === undefined) throw new Error('no digest');
    await dates().schedule('03', { mode: 'agreed', start1: seconds('2024-12-10T21:00:00+09:00') });
    await seat.clickStale(old, 'くわしく');
    await seat.clickStale(old, 'くわしく');
    expect(asideOf(seat)).toContain(
      'チーム03：前回 11/5。メンターの不在 12/1まで。次回 12/10(火) 21:00\nこれまで1回\nあと5回(2月14日まで)',
    );
    await seat.clickStale(old, '事務局に話す');
    await dates().aMomentLater();
    expect(wishesAtDesk()).toBe(2);
  });

  it('answers kindly whoever looks after no team any more, and sends them nothing', async () => {
    const seat = world().slackOf('S2');
    const [old] = digestsOf(seat);
    if (old === undefined) throw new Error('no digest');
    await world().query(
      "update enrolments set team_codes = '{}' where person_id = (select id from people where code = 'S2')",
    );
    const before = digestsOf(seat).length;
    await take('2024-12-09T12:30:00+09:00');
    expect(digestsOf(seat)).toHaveLength(before);
    await seat.clickStale(old, 'Details');
    expect(asideOf(seat)).toContain('You look after no team at present.');
  });
});
