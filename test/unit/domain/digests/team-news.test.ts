import { describe, expect, it } from 'vitest';
import { findTeamNews, type TeamFacts } from '../../../../src/domain/digests/team-news.ts';
import type { SessionState } from '../../../../src/domain/sessions/sessions.ts';
import { toInstant } from '../../../../src/domain/time.ts';

const zone = 'Asia/Tokyo';
const at = (date: string, time = '21:00'): Date => toInstant(date, time, zone);
const session = (date: string, state: SessionState = 'held') => ({ startsAt: at(date), state });

/** The week from 25 November to 1 December, read on the Monday after it. */
function news(changes: Partial<TeamFacts> = {}) {
  return findTeamNews({
    now: at('2024-12-02', '09:00'),
    week: { startsAt: at('2024-11-25', '00:00'), endsAt: at('2024-12-02', '00:00') },
    phase: { startsOn: '2024-11-01', endsOn: '2025-01-31', zone },
    idleAfterDays: 21,
    left: 4,
    sessions: [],
    mentorsAway: [],
    participantsPaused: [],
    proposedAt: null,
    ...changes,
  });
}

describe('what a supporter reads of a team', () => {
  it('names what took place in the week, and what took place before where nothing did', () => {
    const sessions = [session('2024-11-12'), session('2024-11-26'), session('2024-11-28')];
    expect(news({ sessions })).toMatchObject({ heldAt: [at('2024-11-26'), at('2024-11-28')], still: null });
    expect(news({ sessions: sessions.slice(0, 1) })).toMatchObject({
      heldAt: [],
      lastAt: at('2024-11-12'),
    });
    expect(news()).toMatchObject({ heldAt: [], lastAt: null });
  });

  it('takes the bounds of the week exactly, and nothing after it', () => {
    const held = (startsAt: Date) => news({ sessions: [{ startsAt, state: 'held' }] }).heldAt.length;
    expect(held(at('2024-11-24', '23:59'))).toBe(0);
    expect(held(at('2024-11-25', '00:00'))).toBe(1);
    expect(held(at('2024-12-01', '23:59'))).toBe(1);
    expect(held(at('2024-12-02', '00:00'))).toBe(0);
  });

  it('counts what was called off or missed as nothing, and what awaits word as a date, never as held', () => {
    const sessions = [session('2024-11-20', 'planned'), session('2024-11-26', 'missed')];
    expect(news({ sessions: [...sessions, session('2024-11-27', 'cancelled')] })).toMatchObject({
      heldAt: [],
      lastAt: at('2024-11-20'),
      still: null,
    });
  });

  it('tells where the next date stands', () => {
    const set = session('2024-12-10', 'planned');
    const proposedAt = at('2024-11-30');
    expect(news({ sessions: [set], proposedAt }).next).toEqual({ kind: 'set', at: at('2024-12-10') });
    expect(news({ proposedAt }).next).toEqual({ kind: 'offered', days: 2 });
    expect(news({ sessions: [session('2024-12-10', 'unsettled')] }).next).toEqual({ kind: 'arranging' });
    expect(news({ sessions: [session('2024-11-10', 'unsettled')] }).next).toEqual({ kind: 'none' });
    expect(news({ left: 0, proposedAt }).next).toEqual({ kind: 'done' });
    expect(news({ now: at('2025-02-01', '00:00'), proposedAt }).next).toEqual({ kind: 'over' });
  });

  it('says since when it stands still and why', () => {
    const away = { personId: 'a', zone, fromOn: '2024-11-18', toOn: '2024-12-01' };
    expect(news({ sessions: [session('2024-11-04')], mentorsAway: [away] }).still).toMatchObject({
      days: 28,
      reason: { kind: 'away', untilOn: '2024-12-01' },
    });
  });
});
