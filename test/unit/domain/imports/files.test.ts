import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseRoster } from '../../../../src/domain/imports/parse-roster.ts';
import { parseSessions, type SessionContext } from '../../../../src/domain/imports/parse-sessions.ts';
import { readCsv } from '../../../../src/storage/files/read-table.ts';

const usual = { zone: 'Asia/Tokyo', language: 'ja' } as const;
const context: SessionContext = {
  zone: 'Asia/Tokyo',
  startsOn: '2026-10-01',
  endsOn: '2027-02-28',
  now: new Date('2026-10-05T00:00:00Z'),
  teams: ['01', '02'],
  minutesOf: { mentoring: 40, training: 120, closing: 60, mentors_closing: 60 },
  mentorsOf: new Map([
    ['01', ['M1']],
    ['02', ['M1']],
  ]),
  existing: [],
};

const roster = (text: string) => {
  const table = readCsv(Buffer.from(text));
  return table.ok ? parseRoster(table.value, usual) : table;
};
const sessions = (rows: string) => {
  const table = readCsv(Buffer.from(`team,number,kind,date,start,minutes,link\n${rows}`));
  return table.ok ? parseSessions(table.value, context) : table;
};
const reasons = (result: ReturnType<typeof sessions>): readonly string[] =>
  result.ok || !Array.isArray(result.error) ? [] : result.error.map(({ reason }) => reason.kind);

const line = 'code,team,role,name,organisation,email,zone,language,quiet\n';

describe('a roster file', () => {
  const japanese =
    'コード,チーム,役割,氏名,団体,メール,タイムゾーン,言語,お知らせを控える時間\r\nＰ０１,０１,参加者,"名　前",団体,,,日本語,２１時～８時\r\n';

  it.each([
    ['UTF-8', Buffer.from(japanese)],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${japanese}`)],
    ['Shift_JIS', iconv.encode(japanese, 'cp932')],
  ])('is read in %s, with full-width signs and CRLF', (_, bytes) => {
    const table = readCsv(bytes);
    const rows = table.ok ? parseRoster(table.value, usual) : table;
    expect(rows).toMatchObject({
      ok: true,
      value: [
        { code: 'P01', teams: ['01'], role: 'participant', quietRanges: [{ from: '21:00', to: '08:00' }] },
      ],
    });
  });

  it.each([
    ['P1,01,mentor,A,,a@example.org,,,\nP1,01,mentor,A,,a@example.org,,,\n', 'duplicateCode', 3],
    ['P1,01,mentor,A,,a@example.org,,,\nP2,01,mentor,B,,A@example.org,,,\n', 'duplicateEmail', 3],
    ['P1,01,mentor,A,,a@example.org,Asia/Nowhere,,\n', 'unknownZone', 2],
    ['P1,01,chief,A,,a@example.org,,,\n', 'unknownRole', 2],
    ['P1,01,mentor,A,,,,,\n', 'noEmail', 2],
    ['P1,,mentor,A,,a@example.org,,,\n', 'noTeam', 2],
    ['P1,01,mentor,A,,a@example.org,,,25-8\n', 'badQuiet', 2],
    ['P 1!,01,mentor,A,,a@example.org,,,\n', 'badCode', 2],
  ])('names line and reason of a bad row: %s', (rows, kind, at) => {
    const read = roster(line + rows);
    expect(read.ok).toBe(false);
    const problems = !read.ok && Array.isArray(read.error) ? read.error : [];
    expect(problems).toContainEqual(
      expect.objectContaining({ line: at, reason: expect.objectContaining({ kind }) }),
    );
  });

  it('counts lines as an editor does, line breaks within quotes included', () => {
    const read = roster(`${line}P1,01,mentor,"A\nB",,a@example.org,,,\nP2,01,chief,B,,b@example.org,,,\n`);
    const problems = !read.ok && Array.isArray(read.error) ? read.error : [];
    expect(problems[0]).toMatchObject({ line: 4 });
  });
});

describe('a sessions file', () => {
  it.each([
    ['01,1,mentoring,2026-10-01,21:00,,\n', 'past'],
    ['01,1,mentoring,2027-03-01,21:00,,\n', 'outside'],
    ['01,1,mentoring,2026-11-31,21:00,,\n', 'badDate'],
    ['01,1,mentoring,11/12/2026,21:00,,\n', 'badDate'],
    ['01,1,mentoring,2026-11-12,25:00,,\n', 'badTime'],
    ['01,1,mentoring,2026-11-12,21:00,5,\n', 'badMinutes'],
    ['01,1,mentoring,2026-11-12,21:00,,http://x.example\n', 'badLink'],
    ['09,1,mentoring,2026-11-12,21:00,,\n', 'unknownTeam'],
    ['01,1,mentoring,2026-11-12,21:00,,\n01,1,mentoring,2026-11-19,21:00,,\n', 'duplicate'],
    ['01,1,mentoring,2026-11-12,21:00,,\n02,1,mentoring,2026-11-12,21:20,,\n', 'overlapsRow'],
    ['01,1,training,2026-11-12,21:00,,\n', 'teamForAll'],
  ])('refuses %s as %s', (rows, kind) => {
    expect(reasons(sessions(rows))).toContain(kind);
  });

  it('refuses a time that a clock change skips', () => {
    const table = readCsv(Buffer.from('team,number,kind,date,start\n01,1,mentoring,2027-03-14,02:30\n'));
    const abroad = { ...context, zone: 'America/New_York', endsOn: '2027-04-01' };
    const read = table.ok ? parseSessions(table.value, abroad) : table;
    expect(reasons(read)).toContain('noSuchTime');
  });
});

describe('any bytes at all', () => {
  it('are read or refused, and never throw', () => {
    const headers = Buffer.from('コード,チーム,役割,氏名,回,種別,日付,開始\n');
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.uint8Array({ maxLength: 200 }).map((rest) => Buffer.concat([headers, rest])),
      fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(line + text)),
      fc
        .array(fc.constantFrom(',', '"', '\n', '\r\n', '01', 'mentor', '２０２６', '21:00', '\u0000', '　'), {
          maxLength: 60,
        })
        .map((parts) => Buffer.concat([headers, Buffer.from(parts.join(''))])),
    );
    fc.assert(
      fc.property(bytes, (file) => {
        const table = readCsv(file);
        if (!table.ok) return;
        parseRoster(table.value, usual);
        parseSessions(table.value, context);
      }),
      { numRuns: 3_000 },
    );
  });
});
