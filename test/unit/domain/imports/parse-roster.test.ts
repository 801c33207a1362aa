import { describe, expect, it } from 'vitest';
import { parseRoster, type RosterProblem } from '../../../../src/domain/imports/parse-roster.ts';
import { diffRoster, type RosterRow } from '../../../../src/domain/imports/roster-row.ts';
import { readCsv } from '../../../../src/storage/files/read-table.ts';

const usual = { zone: 'Asia/Tokyo', language: 'ja' } as const;
const english = 'code,team,role,name,organisation,email,zone,language,quiet';
const japanese = 'コード,チーム,役割,氏名,団体,メール,タイムゾーン,言語,お知らせを控える時間';

function read(...lines: readonly string[]) {
  const table = readCsv(new TextEncoder().encode(lines.join('\n')));
  if (!table.ok) throw new Error(table.error.kind);
  return parseRoster(table.value, usual);
}

function rowsOf(...lines: readonly string[]): readonly RosterRow[] {
  const rows = read(...lines);
  if (!rows.ok) throw new Error(JSON.stringify(rows.error));
  return rows.value;
}

function problemsOf(...lines: readonly string[]): readonly string[] {
  const rows = read(...lines);
  return rows.ok ? [] : rows.error.map(described);
}

function described({ line, column, reason }: RosterProblem): string {
  return `${line} ${column ?? '-'} ${reason.kind}`;
}

const mentor = 'M1,01,mentor,A,,a@example.org,,,';

describe('reading a roster', () => {
  it('takes the headers of either language, in any order and spelling', () => {
    const expected = rowsOf(english, 'P1,01,participant,名,団体,p@example.org,Asia/Tokyo,ja,21:00-8:00');
    const inJapanese = ['P1,01,参加者,名,団体,p@example.org,Asia/Tokyo,日本語,21時〜8時'];
    expect(rowsOf(japanese, ...inJapanese)).toEqual(expected);
    expect(
      rowsOf(
        'お知らせを控える 時間,E-Mail,氏名,役割,ＣＯＤＥ,チーム,団体,Time Zone,言語',
        '21:00〜08:00,p@example.org,名,参加者,P1,01,団体,Asia/Tokyo,JA',
      ),
    ).toEqual(expected);
  });

  it('forgives full-width letters, digits, signs and spaces', () => {
    const [row] = rowsOf(
      japanese,
      'ｐ０１,　０７　,メンター,山田　花子,,Ａ＠Example.org,Ａｓｉａ／Ｔｏｋｙｏ,英語,２２：００－７：００',
    );
    expect(row).toEqual({
      code: 'P01',
      teams: ['07'],
      role: 'mentor',
      name: '山田 花子',
      organisation: null,
      email: 'a@example.org',
      zone: 'Asia/Tokyo',
      language: 'en',
      quietRanges: [{ from: '22:00', to: '07:00' }],
      blank: [],
    });
  });

  it('takes half-width katakana for what it means', () => {
    expect(rowsOf(japanese, 'M1,01,ﾒﾝﾀｰ,A,,a@example.org,,,')[0]?.role).toBe('mentor');
  });

  it('makes one line of a name with line breaks or control signs, since it stands inside sentences', () => {
    expect(rowsOf(english, 'M1,01,mentor,"A\n\u0007B",,a@example.org,,,')[0]?.name).toBe('A B');
  });

  it('gives the hours of the role and the zone and language of the programme where cells are empty', () => {
    const [row] = rowsOf(english, mentor);
    expect(row).toMatchObject({
      zone: 'Asia/Tokyo',
      language: 'ja',
      blank: ['zone', 'language', 'quietRanges'],
    });
    expect(row?.quietRanges).toContainEqual({ from: '18:00', to: '21:00' });
  });

  it.each([
    ['a missing column', ['code,team,name', 'M1,01,A'], '1 - noColumn'],
    ['an unknown column', [`${english},phone`, `${mentor},1`], '1 - unknownColumn'],
    ['a column that stands twice', [`${english},コード`, `${mentor},M1`], '1 - columnTwice'],
    ['more cells than headers', [english, `${mentor},extra`], '2 - cells'],
    ['an empty code', [english, ',01,mentor,A,,a@example.org,,,'], '2 code empty'],
    ['an empty name', [english, 'M1,01,mentor,,,a@example.org,,,'], '2 name empty'],
    ['an empty role', [english, 'M1,01,,A,,a@example.org,,,'], '2 role empty'],
    [
      'a role that is a word of the language',
      [english, 'M1,01,constructor,A,,a@example.org,,,'],
      '2 role unknownRole',
    ],
    [
      'a language nobody knows',
      [english, 'M1,01,mentor,A,,a@example.org,,toString,'],
      '2 language unknownLanguage',
    ],
    ['an endless name', [english, `M1,01,mentor,${'A'.repeat(101)},,a@example.org,,,`], '2 name tooLong'],
    ['a bad e-mail', [english, 'M1,01,mentor,A,,a@example,,,'], '2 email badEmail'],
    ['two teams of a mentor', [english, 'M1,01・02,mentor,A,,a@example.org,,,'], '2 team twoTeams'],
    [
      'hours that never end',
      [english, 'M1,01,mentor,A,,a@example.org,,,0:00-12:00、12:00-0:00'],
      '2 quiet quietAllDay',
    ],
    [
      'a zone that does not exist',
      [english, 'M1,01,mentor,A,,a@example.org,Asia/Nowhere,,'],
      '2 zone unknownZone',
    ],
    ['an offset that is no zone', [english, 'M1,01,mentor,A,,a@example.org,UTC+9,,'], '2 zone unknownZone'],
  ])('refuses %s', (_, lines, problem) => {
    expect(problemsOf(...lines)).toContain(problem);
  });

  it('lists every problem of every row, in the order of the file, under the headers of the file', () => {
    expect(
      problemsOf(japanese, 'M1,,chief,,,,,,', mentor, 'M2,01,メンター,B,,a@example.org,Nowhere/X,,'),
    ).toEqual([
      '2 氏名 empty',
      '2 役割 unknownRole',
      '4 タイムゾーン unknownZone',
      '4 メール duplicateEmail',
    ]);
  });

  it('refuses the same code and role twice, an e-mail of two people, whatever its case, and a third mentor', () => {
    expect(problemsOf(english, mentor, mentor)).toEqual(['3 code duplicateCode']);
    expect(problemsOf(english, mentor, 'M2,01,mentor,B,,A@Example.org,,,')).toEqual([
      '3 email duplicateEmail',
    ]);
    expect(
      problemsOf(english, mentor, 'M2,01,mentor,B,,b@example.org,,,', 'M3,01,mentor,C,,c@example.org,,,'),
    ).toEqual(['4 team tooManyMentors']);
  });
});

describe('a person with two roles', () => {
  const supporter = 'M1,"01,02",supporter,A,,,,,';

  it('has one row a role, and what one row leaves empty is taken from the other', () => {
    const rows = rowsOf(english, 'M1,01,mentor,A,,a@example.org,Europe/London,en,22:00-6:00', supporter);
    expect(rows[1]).toMatchObject({
      role: 'supporter',
      teams: ['01', '02'],
      email: 'a@example.org',
      zone: 'Europe/London',
      language: 'en',
      quietRanges: [{ from: '22:00', to: '06:00' }],
      blank: [],
    });
  });

  it('is refused where the rows contradict each other', () => {
    expect(
      problemsOf(
        english,
        'M1,01,mentor,A,,a@example.org,Europe/London,en,22:00-6:00',
        'M1,02,supporter,B,,b@example.org,Asia/Tokyo,ja,22:00-7:00',
      ),
    ).toEqual([
      '3 name differs',
      '3 email differs',
      '3 zone differs',
      '3 language differs',
      '3 quiet differs',
    ]);
  });
});

describe('what a roster changes', () => {
  const standing = rowsOf(english, 'M1,01,mentor,A,Org,a@example.org,Asia/Tokyo,ja,22:00-6:00').map(
    (row): RosterRow => ({ ...row, blank: [] }),
  );

  it('is nothing for the same file', () => {
    const again = rowsOf(english, 'M1,01,mentor,A,Org,a@example.org,Asia/Tokyo,ja,22:00-6:00');
    expect(diffRoster(standing, again, []).map(({ kind }) => kind)).toEqual(['unchanged']);
  });

  it('names the fields of an edited row, and keeps who is not in the file', () => {
    const edited = rowsOf(
      english,
      'M1,02,mentor,A,Org,z@example.org,Asia/Tokyo,ja,22:00-6:00',
      'P1,01,participant,P,,,,,',
    );
    expect(diffRoster(standing, edited, [])).toMatchObject([
      { kind: 'updated', fields: ['teams', 'email'] },
      { kind: 'created', row: { code: 'P1' } },
    ]);
    expect(diffRoster(standing, edited.slice(1), []).map(({ kind }) => kind)).toEqual(['created', 'absent']);
  });

  it('leaves alone what people set for themselves where the cell is empty', () => {
    const emptied = rowsOf(english, 'M1,01,mentor,A,Org,a@example.org,,,');
    expect(diffRoster(standing, emptied, []).map(({ kind }) => kind)).toEqual(['unchanged']);
  });
});
