import { describe, expect, it } from 'vitest';
import { drawHappenings } from '../../../../playground/seasons/diary/happenings.ts';
import { loadSeason } from '../../../../playground/seasons/load-season.ts';
import { createRandom } from '../../../../playground/world/random.ts';

const season = loadSeason('2024');
const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

describe('what befalls a season', () => {
  it('is the same for the same seed, and something else for another', () => {
    expect(drawHappenings(season, createRandom(3))).toEqual(drawHappenings(season, createRandom(3)));
    expect(drawHappenings(season, createRandom(3))).not.toEqual(drawHappenings(season, createRandom(4)));
  });

  it.each(seeds)('has enough of everything with seed %i', (seed) => {
    const drawn = [...drawHappenings(season, createRandom(seed)).values()];
    const count = (kind: string): number => drawn.filter((one) => one.kind === kind).length;
    expect(count('move')).toBeGreaterThanOrEqual(9);
    expect(count('cancel')).toBeGreaterThanOrEqual(2);
    expect(count('absence')).toBeGreaterThanOrEqual(4);
    expect(count('no_show')).toBe(3);
    const ways = drawn.flatMap((one) => (one.kind === 'move' ? [one.how] : []));
    expect(new Set(ways)).toEqual(new Set(['line', 'reminder', 'command']));
  });

  it('asks nothing on LINE of somebody who is not there', () => {
    for (const seed of seeds) {
      for (const [key, happening] of drawHappenings(season, createRandom(seed))) {
        if (!('how' in happening) || happening.how !== 'line') continue;
        const person = season.participants.find(({ teams }) => teams.includes(key.slice(0, 2)));
        expect(person?.blocksAt, key).toBeNull();
        expect(person?.temperament, key).not.toBe('never');
      }
    }
  });
});
