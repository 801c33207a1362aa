import { beforeAll, describe, expect, it } from 'vitest';
import { useCommandLine } from '../support/processes/run-bansou.ts';

const rosterHeader = 'code,team,role,name,organisation,email,zone,language,quiet';
const mentors = [
  'M01A,01,mentor,Mentor 01A,,m01a@example.org,,,',
  'M01B,01,mentor,Mentor 01B,,m01b@example.org,,,',
  'M02A,02,mentor,Mentor 02A,,m02a@example.org,,,',
];
const participants = [
  'P01A,01,participant,Participant 01A,Org,,,,',
  'P02A,02,participant,Participant 02A,Org,,,,',
];
const sessionsHeader = 'team,number,kind,date,start,minutes,link';
const sessions = [
  '01,1,mentoring,2099-11-10,21:00,40,https://meet.example.org/1',
  '01,2,mentoring,2099-11-24,21:00,40,https://meet.example.org/1',
];

describe('changing a programme from the command line', () => {
  const { bansou, rows, save } = useCommandLine();
  const inProgramme = ['--programme', 'P', '--language', 'en'];
  const importRoster = async (lines: readonly string[], ...more: readonly string[]) => {
    await save('roster.csv', [rosterHeader, ...lines].join('\n'));
    return bansou('roster', 'import', 'roster.csv', ...inProgramme, ...more);
  };
  const importSessions = async (lines: readonly string[], ...more: readonly string[]) => {
    await save('sessions.csv', [sessionsHeader, ...lines].join('\n'));
    return bansou('sessions', 'import', 'sessions.csv', ...inProgramme, ...more);
  };
  /** Everything a command could write, as text. */
  const everything = async (): Promise<string> => {
    const tables = ['programmes', 'people', 'enrolments', 'sessions', 'seats', 'deliveries', 'join_codes'];
    const found = await Promise.all(tables.map((table) => rows(`select * from ${table} order by id`)));
    return JSON.stringify(found);
  };

  beforeAll(async () => {
    const created = await bansou(
      ...['programme', 'create', '--key', 'P', '--name', 'Programme', '--starts', '2099-10-01'],
      ...['--language', 'en', '--zone', 'Asia/Tokyo'],
    );
    expect(created).toMatchObject({ code: 0, out: 'Made Programme (P), 1 Oct–28 Feb.\n' });
    expect((await importRoster([...mentors, ...participants])).code).toBe(0);
    expect((await importSessions(sessions)).code).toBe(0);
  });

  it('answers a command that was typed wrongly with one line and exit code 2, and writes nothing', async () => {
    const before = await everything();
    const typed: readonly (readonly [readonly string[], RegExp])[] = [
      [['status'], /--programme/],
      [['status', '--programme'], /value after --programme/],
      [['status', '--programme', 'P', '--dry-run'], /--dry-run/],
      [['status', '--programme', 'P', 'Q'], /'Q'/],
      [['roster', 'import', '--programme', 'P'], /FILE\.csv/],
      [['sessions', 'generate', '--programme', 'P', '--link', '--dry-run'], /value after --link/],
      [['sessions', 'generate', '--programme', 'P', '--weekday', '2.5'], /2\.5/],
      [['session', 'mark', '--programme', 'P', '--session', '01/mentoring/1', '--as', 'good'], /good/],
      [['programme', 'create', '--key', 'P', '--line-account', 'no at'], /no at/],
    ];
    for (const [args, expected] of typed) {
      const ran = await bansou(...args, '--language', 'en');
      expect(ran, args.join(' ')).toMatchObject({ code: 2, out: '' });
      expect(ran.err).toMatch(expected);
      expect(ran.err.trim().split('\n')).toHaveLength(1);
    }
    expect(await everything()).toBe(before);
  });

  it('writes nothing in a dry run, whatever the command', async () => {
    await save('roster.csv', [rosterHeader, ...mentors, 'P03A,03,participant,New,,,,,'].join('\n'));
    await save('sessions.csv', [sessionsHeader, sessions[0]?.replace('21:00', '20:00')].join('\n'));
    await rows('update programmes set settings = settings || \'{"lineAccount": "@bansou"}\'');
    const before = await everything();
    const session = ['--session', '01/mentoring/1'];
    const typed: readonly (readonly [readonly string[], RegExp])[] = [
      [['programme', 'create', '--key', 'P', '--contact', 'x'], /settings of P are changed/],
      [['programme', 'create', '--key', 'Q', '--name', 'Q', '--starts', '2099-10-01'], /dry run/],
      [['roster', 'import', 'roster.csv', '--programme', 'P'], /Added: P03A\/participant/],
      [['sessions', 'import', 'sessions.csv', '--programme', 'P'], /Changed: 01\/mentoring\/1 \(start\)/],
      [['sessions', 'generate', '--programme', 'P'], /10 meetings/],
      [
        ['session', 'move', '--programme', 'P', ...session, '--date', '2099-11-12', '--start', '21:00'],
        /moved from/,
      ],
      [['session', 'cancel', '--programme', 'P', ...session], /called off/],
      [
        ['join-code', 'issue', '--programme', 'P', '--person', 'p01a'],
        /A code can be made for Participant 01A/,
      ],
    ];
    for (const [args, expected] of typed) {
      const ran = await bansou(...args, '--dry-run', '--language', 'en');
      expect(ran, args.join(' ')).toMatchObject({ code: 0, err: '' });
      expect(ran.out).toMatch(expected);
      expect(ran.out).toContain('Nothing was written.');
    }
    expect(await everything()).toBe(before);
  });

  it('changes the settings that are given, and says when they stood like that', async () => {
    const settings = [
      'programme',
      'create',
      '--key',
      'P',
      '--contact',
      'desk@example.org',
      '--push-limit',
      '300',
    ];
    expect((await bansou(...settings, '--language', 'en')).out).toBe('The settings of P are changed.\n');
    expect(await rows('select settings, name from programmes')).toMatchObject([
      {
        name: 'Programme',
        settings: { deskContact: 'desk@example.org', pushLimit: 300, retentionMonths: 12 },
      },
    ]);
    expect((await bansou(...settings, '--language', 'en')).out).toContain('Nothing has changed.');
  });

  it('keeps the hours and language that people chose for themselves where the roster leaves them open', async () => {
    const own = JSON.stringify([{ from: '09:00', to: '17:00' }]);
    await rows(`update people set quiet_ranges = '${own}', language = 'ja' where code = 'M01A'`);
    const ran = await importRoster([...mentors, ...participants]);
    expect(ran.out).toBe('Added 0, changed 0, unchanged 5.\n');
    expect(await rows("select quiet_ranges, language from people where code = 'M01A'")).toEqual([
      { quiet_ranges: [{ from: '09:00', to: '17:00' }], language: 'ja' },
    ]);
  });

  it('refuses an e-mail address of somebody else and a third mentor, even where they are not in the file', async () => {
    const before = await everything();
    const ran = await importRoster(['X1,03,participant,X,,,,,', 'M01C,01,mentor,C,,m02a@example.org,,,']);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain(
      "Line 3, email: E-mail 'm02a@example.org' is registered for the person with code 'M02A'.",
    );
    expect(ran.out).toContain('Team 01 would have more than two mentors.');
    expect(ran.out).toContain('2 cells or rows need a correction. Nothing was written.');
    expect(await everything()).toBe(before);
  });

  it('lets two people swap their addresses in one file', async () => {
    const [, second, ...rest] = mentors;
    const swapped = [
      'M01A,01,mentor,Mentor 01A,,m02a@example.org,,,',
      second ?? '',
      'M02A,02,mentor,Mentor 02A,,m01a@example.org,,,',
    ];
    expect(rest).toHaveLength(1);
    expect((await importRoster(swapped)).out).toContain('Changed: M02A/mentor (email)');
    expect((await importRoster([...mentors, ...participants])).out).toContain(
      'Added 0, changed 2, unchanged 3.',
    );
  });

  it('takes a mentor who changes teams out of what the former team still plans', async () => {
    const seats = `select s.number from seats join enrolments e on e.id = seats.enrolment_id
      join people p on p.id = e.person_id join sessions s on s.id = seats.session_id where p.code = 'M01B'`;
    expect(await rows(seats)).toHaveLength(2);
    await importRoster(['M01B,02,mentor,Mentor 01B,,m01b@example.org,,,']);
    expect(await rows(seats)).toHaveLength(0);
    await importRoster([mentors[1] ?? '']);
    expect(await rows(seats)).toHaveLength(2);
  });

  it('imports edited sessions, names what changed and plans their reminders anew', async () => {
    const edited = [
      '01,1,mentoring,2099-11-10,20:30,50,https://meet.example.org/1',
      '01,2,mentoring,2099-11-25,21:00,40,https://meet.example.org/2',
    ];
    const ran = await importSessions(edited);
    expect(ran.out).toBe(
      [
        'Changed: 01/mentoring/1 (start, minutes)',
        'Changed: 01/mentoring/2 (date, link)',
        'Added 0, changed 2, unchanged 0.\n',
      ].join('\n'),
    );
    expect(await rows('select starts_at, minutes, link from sessions order by number')).toEqual([
      { starts_at: new Date('2099-11-10T11:30:00Z'), minutes: 50, link: 'https://meet.example.org/1' },
      { starts_at: new Date('2099-11-25T12:00:00Z'), minutes: 40, link: 'https://meet.example.org/2' },
    ]);
    const late = `select d.id from deliveries d join sessions s on s.id = d.session_id
      where d.state = 'planned' and d.due_at >= s.starts_at`;
    expect(await rows(late)).toEqual([]);
    expect(
      await rows("select id from deliveries where kind = 'reminder.participant' and state = 'planned'"),
    ).toHaveLength(2);
    expect((await importSessions(edited)).out).toBe('Added 0, changed 0, unchanged 2.\n');
  });

  it('refuses to move a meeting onto another one of the same people, and brings a cancelled one back', async () => {
    const move = ['session', 'move', ...inProgramme, '--session', '01/mentoring/2', '--start', '20:50'];
    const clash = await bansou(...move, '--date', '2099-11-10');
    expect(clash).toMatchObject({ code: 1, out: '' });
    expect(clash.err).toContain('Overlaps another meeting (Team 01, Tue 10 Nov, 20:30).');
    const cancel = ['session', 'cancel', ...inProgramme, '--session', '01/MENTORING/2'];
    expect((await bansou(...cancel)).out).toContain('called off');
    expect((await bansou(...cancel)).out).toContain('Nothing has changed');
    expect((await bansou(...move, '--date', '2099/12/1')).code).toBe(0);
    expect(await rows('select state, cancelled_at, starts_at from sessions where number = 2')).toEqual([
      { state: 'planned', cancelled_at: null, starts_at: new Date('2099-12-01T11:50:00Z') },
    ]);
  });

  it('marks a meeting that is over, once, and no longer moves it', async () => {
    await rows(
      "update sessions set starts_at = '2024-11-10T12:00:00Z', ends_at = '2024-11-10T12:50:00Z' where number = 1",
    );
    const session = [...inProgramme, '--session', '01/mentoring/1'];
    expect((await bansou('status', ...inProgramme)).out).toContain(
      'Nobody has said yet whether it was held: Team 01, meeting 1 (10 Nov).',
    );
    const mark = ['session', 'mark', ...session, '--as', 'held'];
    expect((await bansou(...mark, '--dry-run')).out).toContain('marked as held');
    expect(await rows('select state from sessions where number = 1')).toEqual([{ state: 'planned' }]);
    expect((await bansou(...mark)).out).toContain('marked as held');
    expect((await bansou(...mark)).out).toContain('Nothing has changed');
    expect(await rows('select state from sessions where number = 1')).toEqual([{ state: 'held' }]);
    const moved = await bansou('session', 'move', ...session, '--date', '2099-12-08', '--start', '21:00');
    expect(moved).toMatchObject({ code: 1, out: '' });
    expect(moved.err).toContain('is over and cannot be moved');
  });
});
