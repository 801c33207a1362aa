import { describe, expect, it } from 'vitest';
import { laterBy, wishOthers, wishStart } from '../../../../playground/actors/dates/wish-starts.ts';
import { loadSeason } from '../../../../playground/seasons/load-season.ts';
import { createRandom } from '../../../../playground/world/random.ts';

const season = loadSeason('2024');
const zone = 'Asia/Tokyo';
const endsOn = '2025-01-31';

function wish(now: string, lastAt: string | null, left: number): string | null {
  const [team] = season.teams;
  if (team === undefined) throw new Error('no team');
  const last = lastAt === null ? null : new Date(lastAt);
  const at = wishStart({ team, zone, now: new Date(now), lastAt: last, left, endsOn });
  return at?.toISOString() ?? null;
}

describe('the date a pair thinks of', () => {
  it('is the first evening that suits them, then the same weekday two weeks on', () => {
    expect(wish('2024-10-21T00:00:00Z', null, 6)).toBe('2024-11-05T12:00:00.000Z');
    expect(wish('2024-11-05T13:00:00Z', '2024-11-05T12:00:00Z', 5)).toBe('2024-11-19T12:00:00.000Z');
  });

  it('comes back to the weekday after a move', () => {
    expect(wish('2024-12-06T13:00:00Z', '2024-12-06T12:00:00Z', 3)).toBe('2024-12-17T12:00:00.000Z');
  });

  it('is a week on where time runs short, and none once the phase is over', () => {
    expect(wish('2025-01-07T13:00:00Z', '2025-01-07T12:00:00Z', 3)).toBe('2025-01-14T12:00:00.000Z');
    expect(wish('2025-01-30T13:00:00Z', '2025-01-28T12:00:00Z', 1)).toBeNull();
  });

  it('has other days at the same hour beside it, none of them beyond the end', () => {
    const random = createRandom(1);
    const base = new Date('2025-01-29T12:00:00Z');
    const others = wishOthers(base, 3, { zone, endsOn, random });
    expect(others.length).toBeGreaterThan(0);
    for (const at of others) expect(at.toISOString()).toMatch(/^2025-01-3[01]T12:00/u);
  });

  it('keeps the hour on the clock when days are added across the end of summer time', () => {
    expect(laterBy(new Date('2024-10-26T20:00:00Z'), 1, 'Europe/London').toISOString()).toBe(
      '2024-10-27T21:00:00.000Z',
    );
  });
});
