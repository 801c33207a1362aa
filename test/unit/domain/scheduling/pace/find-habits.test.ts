import { describe, expect, it } from 'vitest';
import { findHabits } from '../../../../../src/domain/scheduling/pace/find-habits.ts';
import { toInstant } from '../../../../../src/domain/time.ts';

const tokyo = 'Asia/Tokyo';
const losAngeles = 'America/Los_Angeles';

describe('the usual hours of a pair', () => {
  it('are the most frequent first, then in the order of the week', () => {
    const starts = [
      ['2024-11-09', '10:30'],
      ['2024-11-05', '21:00'],
      ['2024-11-14', '21:00'],
      ['2024-11-19', '21:15'],
      ['2024-12-03', '21:00'],
    ].map(([date = '', time = '']) => toInstant(date, time, tokyo));
    expect(findHabits(starts, tokyo)).toEqual([
      { weekday: 2, hour: 21, time: '21:00', count: 3 },
      { weekday: 4, hour: 21, time: '21:00', count: 1 },
      { weekday: 6, hour: 10, time: '10:30', count: 1 },
    ]);
    expect(findHabits(starts.toReversed(), tokyo)).toEqual(findHabits(starts, tokyo));
    expect(findHabits([], tokyo)).toEqual([]);
  });

  it('stay at their hour on a clock that was changed in between', () => {
    const starts = ['2024-10-29', '2024-11-12'].map((date) => toInstant(date, '17:00', losAngeles));
    expect(findHabits(starts, losAngeles)).toEqual([{ weekday: 2, hour: 17, time: '17:00', count: 2 }]);
    expect(findHabits(starts, tokyo)).toEqual([
      { weekday: 3, hour: 9, time: '09:00', count: 1 },
      { weekday: 3, hour: 10, time: '10:00', count: 1 },
    ]);
  });

  it('take the earlier of two minutes that are as usual', () => {
    const starts = [toInstant('2024-11-05', '21:30', tokyo), toInstant('2024-11-12', '21:00', tokyo)];
    expect(findHabits(starts, tokyo)).toEqual([{ weekday: 2, hour: 21, time: '21:00', count: 2 }]);
  });
});
