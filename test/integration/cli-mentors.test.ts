import { beforeAll, describe, expect, it } from 'vitest';
import { useCommandLine } from '../support/processes/run-bansou.ts';

const header = 'code,team,role,name,organisation,email,zone,language,quiet';
const mentor = (code: string, team: string): string =>
  `${code},${team},mentor,Mentor ${code},,${code.toLowerCase()}@example.org,Asia/Tokyo,ja,`;
const roster = [
  mentor('M01A', '01'),
  mentor('M01B', '01'),
  mentor('M02A', '02'),
  mentor('M02B', '02'),
  'P01A,01,participant,Participant 01A,Org,,,,',
  'P02A,02,participant,Participant 02A,Org,,,,',
  'S1,01,supporter,Supporter,,s1@example.org,,,',
];
const sessions = [
  'team,number,kind,date,start,minutes,link',
  '01,1,mentoring,2099-11-10,21:00,40,https://meet.example.org/1',
  '01,2,mentoring,2099-11-24,21:00,40,https://meet.example.org/1',
  '02,1,mentoring,2099-11-11,21:00,40,https://meet.example.org/2',
];

describe('replacing a mentor from the command line', () => {
  const { bansou, rows, save } = useCommandLine();
  const replace = (...args: readonly string[]) =>
    bansou('mentor', 'replace', '--programme', 'P', ...args, '--language', 'en');
  const inTeam = (from: string, to: string) => ['--team', '01', '--from', from, '--to', to];
  const newPerson = ['--name', 'New', '--email', 'new@example.org'];
  const importRoster = async (lines: readonly string[]) => {
    await save('roster.csv', [header, ...lines].join('\n'));
    return bansou('roster', 'import', 'roster.csv', '--programme', 'P', '--language', 'en');
  };
  const everything = async (): Promise<string> => {
    const tables = ['people', 'enrolments', 'seats', 'deliveries'];
    const found = await Promise.all(tables.map((table) => rows(`select * from ${table} order by id`)));
    return JSON.stringify(found);
  };
  const seatsOf = (code: string) =>
    rows(
      `select x.number from seats s join sessions x on x.id = s.session_id join people p on p.id = s.person_id
       where p.code = '${code}' order by 1`,
    );

  beforeAll(async () => {
    const made = await bansou(
      ...['programme', 'create', '--key', 'P', '--name', 'Programme', '--starts', '2099-10-01'],
      ...['--language', 'en'],
    );
    expect(made.code).toBe(0);
    expect((await importRoster(roster)).code).toBe(0);
    await save('sessions.csv', sessions.join('\n'));
    expect((await bansou('sessions', 'import', 'sessions.csv', '--programme', 'P')).code).toBe(0);
  });

  it('refuses what cannot be with one clear line, and writes nothing', async () => {
    const before = await everything();
    const typed: readonly (readonly [readonly string[], number, RegExp])[] = [
      [['--team', '01', '--from', 'M01A'], 2, /--to/],
      [inTeam('M02A', 'S1'), 1, /M02A is not a mentor of Team 01/],
      [inTeam('M01A', 'X9'), 1, /code X9.*--name/],
      [[...inTeam('M01A', 'X9'), '--name', 'New'], 2, /--email/],
      [[...inTeam('M01A', 'X9'), ...newPerson, '--zone', 'Mars/Phobos'], 2, /Mars\/Phobos/],
      [[...inTeam('M01A', 'X9'), '--name', 'New', '--email', 'M02A@example.org'], 1, /code M02A/],
    ];
    for (const [args, code, expected] of typed) {
      const ran = await replace(...args);
      expect(ran, args.join(' ')).toMatchObject({ code, out: '' });
      expect(ran.err).toMatch(expected);
      expect(ran.err.trim().split('\n')).toHaveLength(1);
    }
    expect(await everything()).toBe(before);
  });

  it('writes nothing in a dry run', async () => {
    const before = await everything();
    const ran = await replace(...inTeam('M01A', 'M01C'), ...newPerson, '--dry-run');
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.out).toMatch(/Team 01: New can take over from Mentor M01A\.\n2 coming meetings/);
    expect(await everything()).toBe(before);
  });

  it('gives the place to a new person, with everything that is to come', async () => {
    const ran = await replace(
      ...[...inTeam('m01a', 'm01c'), ...newPerson],
      ...['--zone', 'Europe/London', '--person-language', 'en'],
    );
    expect(ran.out).toMatch(/^Team 01: New has taken over from Mentor M01A\.\n2 coming meetings/);
    expect(await rows("select zone, language, email from people where code = 'M01C'")).toEqual([
      { zone: 'Europe/London', language: 'en', email: 'new@example.org' },
    ]);
    expect(await seatsOf('M01A')).toEqual([]);
    expect(await seatsOf('M01C')).toEqual([{ number: 1 }, { number: 2 }]);
    expect(await rows("select rides, state from deliveries where kind = 'mentors.participant'")).toEqual([
      { rides: true, state: 'planned' },
    ]);
  });

  it('changes nothing the second time and says so', async () => {
    const before = await everything();
    for (const more of [[], newPerson]) {
      const ran = await replace(...inTeam('M01A', 'M01C'), ...more);
      expect(ran).toMatchObject({ code: 0 });
      expect(ran.out).toContain('Nothing has changed.');
    }
    const other = await replace(...inTeam('M01A', 'S1'));
    expect(other).toMatchObject({ code: 1 });
    expect(other.err).toContain('M01A has been replaced by New before.');
    const back = await replace(...inTeam('M01C', 'M01A'));
    expect(back.err).toContain('part of M01A as a mentor of this programme has ended');
    expect(await everything()).toBe(before);
  });

  it('is nothing that a roster does: it neither doubles a pair nor brings a former mentor back', async () => {
    const before = await everything();
    const third = await importRoster([mentor('M02C', '02')]);
    expect(third).toMatchObject({ code: 1 });
    expect(third.out).toContain(
      'Team 02 would have more than two mentors. To replace one, use mentor replace.',
    );
    const old = await importRoster(roster);
    expect(old).toMatchObject({ code: 1 });
    expect(old.out).toContain('M01A has been replaced as a mentor of Team 01. Please take this row out.');
    expect(old.out).not.toContain('more than two');
    expect(await everything()).toBe(before);
    expect((await importRoster(roster.slice(1))).code).toBe(0);
  });

  it('fills the place of a mentor who left by themselves, with somebody who is known', async () => {
    await rows(
      "update enrolments set ended_at = now() from people p where p.id = person_id and p.code = 'M02A'",
    );
    const before = await everything();
    for (let time = 0; time < 2; time += 1) {
      const again = await importRoster(roster.slice(2));
      expect(again).toMatchObject({ code: 0 });
      expect(again.out).toMatch(/Left on .*: M02A\/mentor\. An import brings nobody back/);
      expect(again.out).toContain('Added 0, changed 0, unchanged 4.');
    }
    const inJapanese = await bansou('roster', 'import', 'roster.csv', '--programme', 'P', '--language', 'ja');
    expect(inJapanese.out).toMatch(/登録を終えた方（.*）：M02A\/mentor　取りこんでも登録は戻りません/u);
    expect(await everything()).toBe(before);
    const ran = await replace('--team', '02', '--from', 'M02A', '--to', 'S1');
    expect(ran.out).toContain('Team 02: Supporter has taken over from Mentor M02A.');
    expect(await seatsOf('S1')).toEqual([{ number: 1 }]);
    expect(
      await rows(
        "select count(*)::int as n from enrolments e join people p on p.id = e.person_id where p.code = 'S1'",
      ),
    ).toEqual([{ n: 2 }]);
  });
});
