import { describe, expect, it } from 'vitest';
import { parseSessions, type SessionContext } from '../../../../src/domain/imports/parse-sessions.ts';
import { diffSessions, type StandingSession } from '../../../../src/domain/imports/session-row.ts';
import { toInstant } from '../../../../src/domain/time.ts';
import { readCsv } from '../../../../src/storage/files/read-table.ts';

const header = 'team,number,kind,date,start,minutes,link';
const context: SessionContext = {
  zone: 'Asia/Tokyo',
  startsOn: '2026-10-01',
  endsOn: '2027-02-28',
  now: new Date('2026-11-20T00:00:00Z'),
  teams: ['01', '02', '03'],
  minutesOf: { mentoring: 40, training: 120, closing: 60, mentors_closing: 60 },
  mentorsOf: new Map([
    ['01', ['A', 'B']],
    ['02', ['B', 'C']],
    ['03', ['D', 'E']],
  ]),
  existing: [],
};

function standing(changes: Partial<StandingSession> = {}): StandingSession {
  return {
    id: 'standing',
    state: 'planned',
    team: '01',
    kind: 'mentoring',
    number: 1,
    startsAt: toInstant('2026-12-01', '21:00', 'Asia/Tokyo'),
    minutes: 40,
    link: null,
    ...changes,
  };
}

function read(lines: readonly string[], existing: readonly StandingSession[] = [], changes = {}) {
  const table = readCsv(new TextEncoder().encode(lines.join('\n')));
  if (!table.ok) throw new Error(table.error.kind);
  return parseSessions(table.value, { ...context, ...changes, existing });
}

function problemsOf(rows: readonly string[], existing: readonly StandingSession[] = []): readonly string[] {
  const result = read([header, ...rows], existing);
  if (result.ok) return [];
  return result.error.map(({ line, column, reason }) => `${line} ${column ?? '-'} ${reason.kind}`);
}

describe('reading sessions', () => {
  it('takes the headers and kinds of either language, with full-width digits and Japanese dates', () => {
    const expected = {
      ok: true,
      value: [
        {
          team: '01',
          kind: 'mentoring',
          number: 2,
          startsAt: new Date('2026-12-01T12:00:00Z'),
          minutes: 45,
          link: 'https://meet.example.org/x',
        },
      ],
    };
    expect(read([header, '01,2,mentoring,2026-12-01,21:00,45,https://meet.example.org/x'])).toEqual(expected);
    expect(
      read([
        'チーム,回,種別,日付,開始,分,リンク',
        '０１,第２回,メンタリング,２０２６年１２月１日,２１時,４５分,https://meet.example.org/x',
      ]),
    ).toEqual(expected);
    expect(
      read([
        '日付,開始,回,チーム,種別,分,リンク',
        '2026/12/1,２１：００,2,01,ﾒﾝﾀﾘﾝｸﾞ,45,https://meet.example.org/x',
      ]),
    ).toEqual(expected);
  });

  it('takes the minutes of the kind where the cell is empty, and a training of everyone', () => {
    const rows = read([header, ',1,研修,2026-12-10,21:00,,', '03,1,closing,2027-02-10,10:00,,']);
    expect(rows).toMatchObject({
      ok: true,
      value: [
        { team: null, kind: 'training', minutes: 120, link: null },
        { team: '03', kind: 'closing', minutes: 60 },
      ],
    });
  });

  it.each([
    ['a session in the past', '01,1,mentoring,2026-11-19,21:00,,', '2 date past'],
    ['a day outside the programme', '01,1,mentoring,2027-03-01,21:00,,', '2 date outside'],
    ['a day that does not exist', '01,1,mentoring,2026-02-30,21:00,,', '2 date badDate'],
    ['a date that could be two days', '01,1,mentoring,11/12/2026,21:00,,', '2 date badDate'],
    ['a time after midnight', '01,1,mentoring,2026-12-01,24:30,,', '2 start badTime'],
    ['no time', '01,1,mentoring,2026-12-01,,,', '2 start empty'],
    ['number zero', '01,0,mentoring,2026-12-01,21:00,,', '2 number badNumber'],
    ['a number in words', '01,two,mentoring,2026-12-01,21:00,,', '2 number badNumber'],
    ['a kind that is a word of the language', '01,1,constructor,2026-12-01,21:00,,', '2 kind unknownKind'],
    ['an unknown team', '77,1,mentoring,2026-12-01,21:00,,', '2 team unknownTeam'],
    ['no team', ',1,mentoring,2026-12-01,21:00,,', '2 team empty'],
    ['a team of a training', '01,1,training,2026-12-01,21:00,,', '2 team teamForAll'],
    ['hours for minutes', '01,1,mentoring,2026-12-01,21:00,9999,', '2 minutes badMinutes'],
    ['a link that is none', '01,1,mentoring,2026-12-01,21:00,,javascript:alert(1)', '2 link badLink'],
    ['a cell too many', '01,1,mentoring,2026-12-01,21:00,,,x', '2 - cells'],
  ])('refuses %s', (_, row, problem) => {
    expect(problemsOf([row])).toEqual([problem]);
  });

  it('refuses a time that the clock skips, and only that', () => {
    const abroad = { zone: 'America/New_York', endsOn: '2027-04-30' };
    const rowAt = (time: string) => [header, `01,1,mentoring,2027-03-14,${time},,`];
    const skipped = read(rowAt('02:30'), [], abroad);
    expect(skipped.ok ? [] : skipped.error.map(({ reason }) => reason.kind)).toEqual(['noSuchTime']);
    expect(read(rowAt('03:00'), [], abroad)).toMatchObject({ ok: true });
  });
});

describe('sessions at the same time', () => {
  const first = '01,1,mentoring,2026-12-01,21:00,,';

  it('are refused for one team, for a mentor of two teams, and beside a session of everyone', () => {
    expect(problemsOf([first, '01,2,mentoring,2026-12-01,21:39,,'])).toEqual(['3 start overlapsRow']);
    expect(problemsOf([first, '02,1,mentoring,2026-12-01,20:30,,'])).toEqual(['3 start overlapsRow']);
    expect(problemsOf([first, ',1,training,2026-12-01,19:30,,'])).toEqual(['3 start overlapsRow']);
  });

  it('are fine for other people, and one right after the other', () => {
    expect(
      problemsOf([first, '03,1,mentoring,2026-12-01,21:00,,', '02,1,mentoring,2026-12-01,21:40,,']),
    ).toEqual([]);
  });

  it('are refused where one stands already, unless that one is called off', () => {
    const row = '01,2,mentoring,2026-12-01,21:20,,';
    expect(problemsOf([row], [standing()])).toEqual(['2 start overlaps']);
    expect(problemsOf([row], [standing({ state: 'cancelled' })])).toEqual([]);
  });

  it('are refused wherever in the file the row stands that stays as it is', () => {
    const existing = [
      standing(),
      standing({ id: '2', number: 2, startsAt: toInstant('2026-12-08', '21:00', 'Asia/Tokyo') }),
    ];
    const stays = '01,1,mentoring,2026-12-01,21:00,,';
    const moves = '01,2,mentoring,2026-12-01,21:20,,';
    expect(problemsOf([stays, moves], existing)).toEqual(['3 start overlapsRow']);
    expect(problemsOf([moves, stays], existing)).toEqual(['3 start overlapsRow']);
  });

  it('may swap their dates in one file', () => {
    const existing = [
      standing(),
      standing({ id: '2', number: 2, startsAt: toInstant('2026-12-08', '21:00', 'Asia/Tokyo') }),
    ];
    expect(
      problemsOf(['01,1,mentoring,2026-12-08,21:00,,', '01,2,mentoring,2026-12-01,21:00,,'], existing),
    ).toEqual([]);
  });

  it('are found when only the length grows', () => {
    const existing = [
      standing(),
      standing({ id: '2', number: 2, startsAt: toInstant('2026-12-01', '21:50', 'Asia/Tokyo') }),
    ];
    expect(problemsOf(['01,1,mentoring,2026-12-01,21:00,60,'], existing)).toEqual(['2 start overlaps']);
  });
});

describe('sessions that stand', () => {
  const over = { startsAt: toInstant('2026-11-10', '21:00', 'Asia/Tokyo') };

  it('are left alone by a file that repeats them, in the past too', () => {
    const existing = [standing({ ...over, state: 'held' })];
    const rows = read([header, '01,1,mentoring,2026-11-10,21:00,,'], existing);
    expect(rows.ok && diffSessions(existing, rows.value).map(({ kind }) => kind)).toEqual(['unchanged']);
  });

  it.each(['held', 'missed', 'planned', 'cancelled'] as const)(
    'that are over cannot be moved when %s',
    (state) => {
      expect(problemsOf(['01,1,mentoring,2026-12-20,21:00,,'], [standing({ ...over, state })])).toEqual([
        '2 date over',
      ]);
      expect(problemsOf(['01,1,mentoring,2026-11-10,21:00,90,'], [standing({ ...over, state })])).toEqual([
        '2 date over',
      ]);
    },
  );

  it('are refused twice in one file', () => {
    const row = '01,1,mentoring,2026-12-01,21:00,,';
    expect(problemsOf([row, '01,1,mentoring,2026-12-09,21:00,,'])).toEqual(['3 number duplicate']);
    expect(problemsOf([row, row], [standing()])).toEqual(['3 number duplicate']);
  });

  it('tell what an edited row changes', () => {
    const rows = read(
      [header, '01,1,mentoring,2026-12-01,21:00,50,https://meet.example.org/x'],
      [standing()],
    );
    expect(rows.ok && diffSessions([standing()], rows.value)).toMatchObject([
      { kind: 'updated', fields: ['minutes', 'link'], former: { id: 'standing' } },
    ]);
  });
});
