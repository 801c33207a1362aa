import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textsFor } from '../../../src/i18n/index.ts';
import { countDay, createCensus, dayClasses, moments } from '../../support/arbitraries/moments.ts';
import { zones as everywhere } from '../../support/arbitraries/wall-clocks.ts';

const ja = textsFor('ja').dates;
const en = textsFor('en').dates;
const tokyo = 'Asia/Tokyo';
const losAngeles = 'America/Los_Angeles';

/** 2024-11-13 10:00 as the Japanese text has it, by Temporal. */
function read(at: Date, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const weekday = '月火水木金土日'.charAt(there.dayOfWeek - 1);
  return `${there.month}月${there.day}日(${weekday}) ${there.hour}:${String(there.minute).padStart(2, '0')}`;
}

describe('a time for readers in several zones', () => {
  it.each([
    ['2024-11-02T01:00:00Z', '日本 11月2日(土) 10:00 ／ ロサンゼルス 11月1日(金) 18:00'],
    ['2024-11-03T08:59:00Z', '日本 11月3日(日) 17:59 ／ ロサンゼルス 11月3日(日) 1:59'],
    ['2024-11-03T10:00:00Z', '日本 11月3日(日) 19:00 ／ ロサンゼルス 11月3日(日) 2:00'],
    ['2024-11-04T01:00:00Z', '日本 11月4日(月) 10:00 ／ ロサンゼルス 11月3日(日) 17:00'],
    ['2025-03-09T09:59:00Z', '日本 3月9日(日) 18:59 ／ ロサンゼルス 3月9日(日) 1:59'],
    ['2025-03-09T10:00:00Z', '日本 3月9日(日) 19:00 ／ ロサンゼルス 3月9日(日) 3:00'],
    ['2024-12-31T20:00:00Z', '日本 1月1日(水) 5:00 ／ ロサンゼルス 12月31日(火) 12:00'],
  ])('is right around clock changes and the turn of the year: %s', (at, text) => {
    expect(ja.bothZones({ at: new Date(at), zones: [tokyo, losAngeles] })).toBe(text);
  });

  it('drops a zone only on the days on which its clock agrees with another', () => {
    const cities = ['Europe/London', 'UTC'];
    expect(en.bothZones({ at: new Date('2024-10-26T12:00:00Z'), zones: cities })).toBe(
      'London Sat 26 Oct, 13:00 / UTC Sat 26 Oct, 12:00',
    );
    expect(en.bothZones({ at: new Date('2024-10-28T12:00:00Z'), zones: cities })).toBe('Mon 28 Oct, 12:00');
  });

  it('shows every wall clock that anybody reads, each once, in the order of the readers', () => {
    const census = createCensus([...dayClasses, 'one clock', 'two clocks', 'another day']);
    const readers = fc.array(fc.constantFrom(...everywhere), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(moments, readers, ({ at, zone }, others) => {
        const zones = [zone, ...others];
        const clocks = [...new Set(zones.map((one) => read(at, one)))];
        const text = ja.bothZones({ at, zones });
        const shown = clocks.map((clock) => {
          const first = zones.find((one) => read(at, one) === clock) ?? '';
          return clocks.length === 1 ? clock : `${ja.zoneName(first)} ${clock}`;
        });
        expect(text).toBe(shown.join(' ／ '));
        expect(en.bothZones({ at, zones }).split(' / ')).toHaveLength(clocks.length);
        countDay(census, { at, zone });
        census.count('one clock', clocks.length === 1);
        census.count('two clocks', clocks.length === 2);
        census.count('another day', new Set(clocks.map((clock) => clock.split(' ')[0])).size > 1);
      }),
      { numRuns: 1_000 },
    );
    expect(census.missing()).toEqual([]);
  });
});
