import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseRoster } from '../../../../src/domain/imports/parse-roster.ts';
import { parseSessions } from '../../../../src/domain/imports/parse-sessions.ts';
import { readCsv } from '../../../../src/storage/files/read-table.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('reading a table from a file', () => {
  it.each([
    ['line feeds', 'a,b\n1,2\n3,4\n'],
    ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['carriage returns', 'a,b\r1,2\r3,4\r'],
    ['no last line ending', 'a,b\n1,2\n3,4'],
    ['a BOM', '\uFEFFa,b\n1,2\n3,4\n'],
    ['tabs', 'a\tb\n1\t2\n3\t4\n'],
    ['quotes', '"a","b"\n"1","2"\n"3","4"\n'],
    ['full-width spaces around cells', 'a　,　b\n1　,2\n　3,4\n'],
    ['empty columns and lines as Excel leaves them', 'a,b,,\n1,2,,\n3,4,,\n,,,\n'],
  ])('takes %s', (_, file) => {
    expect(readCsv(text(file))).toEqual({
      ok: true,
      value: {
        headers: ['a', 'b'],
        rows: [
          { line: 2, cells: ['1', '2'] },
          { line: 3, cells: ['3', '4'] },
        ],
      },
    });
  });

  it('takes Shift_JIS with the signs that only Windows knows', () => {
    const file = iconv.encode('氏名,団体\r\n髙橋①,ＮＰＯ～つなぐ\r\n', 'cp932');
    expect(readCsv(file)).toEqual({
      ok: true,
      value: { headers: ['氏名', '団体'], rows: [{ line: 2, cells: ['髙橋①', 'ＮＰＯ～つなぐ'] }] },
    });
  });

  it('keeps line breaks, commas and quotes of a quoted cell, and still counts lines as an editor does', () => {
    const file = 'a,b\r\n"one\r\ntwo","x,""y"""\r\n\r\n3,4\r\n';
    expect(readCsv(text(file))).toEqual({
      ok: true,
      value: {
        headers: ['a', 'b'],
        rows: [
          { line: 2, cells: ['one\ntwo', 'x,"y"'] },
          { line: 5, cells: ['3', '4'] },
        ],
      },
    });
  });

  it.each([
    ['nothing', '', 'empty'],
    ['only a BOM', '\uFEFF', 'empty'],
    ['only blank lines', '\n \n　\n', 'empty'],
    ['only commas', ',,\n,,\n', 'empty'],
    ['only headers', 'a,b\n', 'onlyHeader'],
    ['a quote that is not closed', 'a,b\n"1,2\n3,4\n', 'quotes'],
    ['a quote in the middle of a cell', 'a,b\n1,2"3\n', 'quotes'],
  ])('refuses a file with %s', (_, file, kind) => {
    expect(readCsv(text(file))).toEqual({ ok: false, error: { kind } });
  });

  it('refuses what is no text: a workbook, a picture, UTF-16', () => {
    const workbook = Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, 0xff, 0xfe);
    const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0xd8, 0xff);
    for (const bytes of [workbook, picture, iconv.encode('a,b\n1,2\n', 'utf-16le')]) {
      expect(readCsv(bytes)).toEqual({ ok: false, error: { kind: 'unreadable' } });
    }
  });
});

describe('importing whatever is in a file', () => {
  const context = {
    zone: 'Asia/Tokyo',
    language: 'ja',
    startsOn: '2026-10-01',
    endsOn: '2027-02-28',
    now: new Date('2026-10-05T00:00:00Z'),
    teams: ['01'],
    minutesOf: { mentoring: 40, training: 120, closing: 60, mentors_closing: 60 },
    mentorsOf: new Map([['01', ['M1']]]),
    existing: [],
  } as const;

  it('never throws on cells of any kind, and tells the line and column of what it refuses', () => {
    const headers =
      'code,team,role,name,organisation,email,zone,language,quiet,number,kind,date,start,minutes,link';
    const tricky = fc.constantFrom(
      ...[
        'constructor',
        '__proto__',
        'toString',
        'mentor',
        'participant',
        'M1',
        '01',
        '2026-11-31',
        '2026/11/2',
      ],
      ...[
        '24:00',
        '21時',
        '-1',
        '1e3',
        '０１',
        'ー',
        'mentoring',
        'Asia/Tokyo',
        'GMT+25',
        '22:00-22:00',
        '~',
        '"',
      ],
      ...['https://', 'https://[', 'a@b.c', ' ', '\u0001', '\u202e', '🧑‍🤝‍🧑', 'x'.repeat(3_000)],
    );
    const cell = fc.oneof(tricky, fc.string({ unit: 'binary', maxLength: 20 }), fc.constant(''));
    const row = fc.array(cell, { minLength: 1, maxLength: 17 });
    let refused = 0;
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const quoted = rows.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
        const table = readCsv(text(`${headers}\n${quoted.join('\n')}`));
        if (!table.ok) return;
        const roster = parseRoster(table.value, context);
        const sessions = parseSessions(table.value, context);
        for (const result of [roster, sessions]) {
          for (const { line, column } of result.ok ? [] : result.error) {
            refused += 1;
            expect(line).toBeGreaterThanOrEqual(1);
            if (column !== null) expect(headers.split(',')).toContain(column);
          }
        }
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(1_000);
  });
});
