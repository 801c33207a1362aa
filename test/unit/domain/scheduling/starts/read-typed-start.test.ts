import { describe, expect, it } from 'vitest';
import { readTypedStart } from '../../../../../src/domain/scheduling/starts/read-typed-start.ts';

const now = new Date('2024-11-20T12:00:00Z');
const read = (text: string, language: 'ja' | 'en' = 'ja', zone = 'Asia/Tokyo') =>
  readTypedStart(text, { language, zone, now });

describe('a start that somebody types', () => {
  it.each([
    ['11/30 10時', '2024-11-30T10:00'],
    ['１１／３０　１０：３０', '2024-11-30T10:30'],
    ['11月30日(土) 10:00', '2024-11-30T10:00'],
    ['11月30日（土）10時半です。', '2024-11-30T10:30'],
    ['11月30日土曜日の午後3時から', '2024-11-30T15:00'],
    ['12月1日 9時5分', '2024-12-01T09:05'],
    ['11/20 23:00', '2024-11-20T23:00'],
    ['1/7 21時', '2025-01-07T21:00'],
    ['2024/11/30 10:00', '2024-11-30T10:00'],
    ['2024-11-30 10:00', '2024-11-30T10:00'],
    ['2/29 10時', null],
    ['2024/2/29 10時', '2024-02-29T10:00'],
  ])('is read where it is all that was typed: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['Sat 30 Nov, 10:00', '2024-11-30T10:00'],
    ['30 November 10:00', '2024-11-30T10:00'],
    ['Nov 30 at 21:30', '2024-11-30T21:30'],
    ['7th Jan 9:00', '2025-01-07T09:00'],
    ['2024-11-30 10:00', '2024-11-30T10:00'],
    ['11/30 10:00', null],
    ['Sun 30 Nov, 10:00', null],
    ['30 Foo 10:00', null],
  ])('in English by the name of the month: %s', (text, expected) => {
    expect(read(text, 'en')).toBe(expected);
  });

  it.each([
    '木曜なら21時で',
    '11/30',
    '10時',
    '11/30 10時は難しいです',
    '11/30 10時か12/1 11時',
    '11月30日(日) 10:00',
    '13/1 10時',
    '11/31 10時',
    '11/30 24:00',
    '11/30 10:60',
    '11/30 午後13時',
    '11/3010時',
    '',
  ])('is never guessed: %s', (text) => {
    expect(read(text)).toBeNull();
  });

  it('is this year’s or the next one’s by the person’s own calendar', () => {
    const late = new Date('2024-12-31T20:00:00Z');
    const on = (zone: string) => readTypedStart('12/31 21時', { language: 'ja', zone, now: late });
    expect(on('Asia/Tokyo')).toBe('2025-12-31T21:00');
    expect(on('America/New_York')).toBe('2024-12-31T21:00');
  });
});
