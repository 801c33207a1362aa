import { describe, expect, it } from 'vitest';
import { judgeQuiet, type Understood } from '../../../playground/seasons/reading/understand.ts';
import { loadPlayedSeason } from './played-season.ts';

const { season } = loadPlayedSeason();
const at = new Date('2024-11-05T10:30:00Z');

/** Read by a mentor in Tokyo at 19:30, in a quiet evening that ends at 21:00; the session left 20:00 for next week. */
function read(kind: Understood['kind'], leftAt = new Date('2024-11-05T11:00:00Z')): Understood {
  const session = season.sessions.find(({ key }) => key === '01/mentoring/1');
  const [reader] = session?.mentors ?? [];
  if (session === undefined || reader === undefined) throw new Error('nobody reads');
  const next = { startsAt: new Date('2024-11-12T11:00:00Z'), from: at, until: null };
  const left = { startsAt: leftAt, from: season.opensAt, until: at };
  return {
    at,
    person: reader.code,
    platform: 'slack',
    via: 'push',
    text: { summary: '', texts: [] },
    kind,
    about: { session: { ...session, standings: [left, next] }, standing: next },
    offset: null,
    monday: null,
    reader,
  };
}

describe('a message in a quiet range', () => {
  it.each(['moved', 'cancelled', 'other'] as const)('is urgent by the start that it gives up: %s', (kind) => {
    expect(judgeQuiet(read(kind), [])).toBe('urgent');
  });

  it('could have waited where that start is still ahead once the range has ended', () => {
    expect(judgeQuiet(read('moved', new Date('2024-11-05T14:00:00Z')), [])).toBe('quiet');
  });

  it.each(['reminder', 'ask', 'nudge'] as const)('gives nothing up that only reminds or asks: %s', (kind) => {
    expect(judgeQuiet(read(kind), [])).toBe('quiet');
  });
});
