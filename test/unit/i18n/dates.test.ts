import { describe, expect, it } from 'vitest';
import { textsFor } from '../../../src/i18n/index.ts';

const ja = textsFor('ja').dates;
const en = textsFor('en').dates;
const tokyo = 'Asia/Tokyo';
const losAngeles = 'America/Los_Angeles';
const evening = new Date('2024-11-12T12:00:00Z');

describe('dates', () => {
  it('writes a day with its weekday', () => {
    expect(ja.day(evening, tokyo)).toBe('11月12日(火)');
    expect(en.day(evening, tokyo)).toBe('Tue 12 Nov');
    expect(ja.dayTime(evening, tokyo)).toBe('11月12日(火) 21:00');
    expect(en.dayTime(evening, tokyo)).toBe('Tue 12 Nov, 21:00');
  });

  it('knows every weekday and month', () => {
    const days = [4, 5, 6, 7, 8, 9, 10].map((day) => new Date(Date.UTC(2024, 10, day, 3)));
    expect(days.map((at) => ja.day(at, tokyo).at(-2)).join('')).toBe('月火水木金土日');
    expect(days.map((at) => en.day(at, tokyo).slice(0, 3)).join(' ')).toBe('Mon Tue Wed Thu Fri Sat Sun');
    const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 15)));
    expect(months.map((at) => en.month(at, tokyo)).join(' ')).toBe(
      'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    );
    expect(months.map((at) => ja.month(at, tokyo)).at(11)).toBe('12月');
  });

  it('writes hours without a leading zero and minutes with one', () => {
    const morning = new Date('2024-12-02T00:05:00Z');
    expect(ja.shortDayTime(morning, tokyo)).toBe('12/2 9:05');
    expect(en.shortDayTime(morning, tokyo)).toBe('2 Dec, 9:05');
    expect(ja.time(new Date('2024-12-01T15:30:00Z'), tokyo)).toBe('0:30');
  });

  it('writes a week from its first day to its last', () => {
    const week = {
      from: new Date('2024-11-24T15:00:00Z'),
      to: new Date('2024-12-01T14:59:59Z'),
      zone: tokyo,
    };
    expect(ja.span(week)).toBe('11/25–12/1');
    expect(en.span(week)).toBe('25 Nov–1 Dec');
  });

  it('shows one instant in both zones when their clocks differ', () => {
    const at = new Date('2024-11-13T01:00:00Z');
    expect(ja.bothZones({ at, zones: [tokyo, losAngeles] })).toBe(
      '日本 11月13日(水) 10:00 ／ ロサンゼルス 11月12日(火) 17:00',
    );
    expect(en.bothZones({ at, zones: [tokyo, losAngeles] })).toBe(
      'Japan Wed 13 Nov, 10:00 / Los Angeles Tue 12 Nov, 17:00',
    );
  });

  it('shows one date when the clocks agree', () => {
    expect(ja.bothZones({ at: evening, zones: [tokyo, 'Asia/Seoul', tokyo] })).toBe('11月12日(火) 21:00');
  });

  it('names an unknown zone by the last part of its IANA name', () => {
    expect(ja.zoneName('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(ja.zoneTime(tokyo)).toBe('日本時間');
    expect(en.zoneTime('Europe/London')).toBe('London time');
  });

  it('writes quiet ranges the way people say them', () => {
    const ranges = [
      { from: '18:00', to: '21:00' },
      { from: '23:00', to: '07:00' },
    ];
    expect(ja.ranges(ranges)).toBe('18:00–21:00、23:00–7:00');
    expect(en.ranges(ranges)).toBe('18:00–21:00, 23:00–7:00');
  });
});

describe('words for near days', () => {
  const relative = (now: string, at = evening, zone = tokyo) =>
    ja.relativeDayTime({ at, zone, now: new Date(now) });

  it('stand beside date and weekday', () => {
    expect(relative('2024-11-11T11:00:00Z')).toBe('明日 11月12日(火) 21:00');
    expect(en.relativeDayTime({ at: evening, zone: tokyo, now: new Date('2024-11-11T11:00:00Z') })).toBe(
      'Tomorrow, Tue 12 Nov, 21:00',
    );
  });

  it("change at the reader's own midnight", () => {
    expect(relative('2024-11-11T14:59:00Z')).toBe('明日 11月12日(火) 21:00');
    expect(relative('2024-11-11T15:00:00Z')).toBe('今夜 11月12日(火) 21:00');
    expect(relative('2024-11-11T15:00:00Z', evening, losAngeles)).toBe('明日 11月12日(火) 4:00');
  });

  it('say today before six in the evening and tonight from then on', () => {
    const now = '2024-11-12T00:00:00Z';
    expect(relative(now, new Date('2024-11-12T08:59:00Z'))).toBe('今日 11月12日(火) 17:59');
    expect(relative(now, new Date('2024-11-12T09:00:00Z'))).toBe('今夜 11月12日(火) 18:00');
  });

  it('are left out further away and for what is over', () => {
    expect(relative('2024-11-10T12:00:00Z')).toBe('11月12日(火) 21:00');
    expect(relative('2024-11-13T12:00:00Z')).toBe('11月12日(火) 21:00');
    expect(ja.relativeWord({ at: evening, zone: tokyo, now: new Date('2024-11-10T12:00:00Z') })).toBe('');
  });

  it('know the day after a year end and after a clock change', () => {
    const newYear = new Date('2025-01-01T00:00:00Z');
    expect(relative('2024-12-31T03:00:00Z', newYear)).toBe('明日 1月1日(水) 9:00');
    const afterFallBack = new Date('2024-11-03T20:00:00Z');
    expect(relative('2024-11-03T05:30:00Z', afterFallBack, losAngeles)).toBe('明日 11月3日(日) 12:00');
  });
});
