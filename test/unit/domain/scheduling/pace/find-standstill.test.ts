import { describe, expect, it } from 'vitest';
import { npoMentoring } from '../../../../../src/domain/programmes/npo-mentoring/template.ts';
import {
  findStandstill,
  type StandstillFacts,
} from '../../../../../src/domain/scheduling/pace/find-standstill.ts';
import { toInstant } from '../../../../../src/domain/time.ts';

const zone = 'Asia/Tokyo';
const at = (date: string, time = '21:00'): Date => toInstant(date, time, zone);
const range = (personId: string, fromOn: string, toOn: string) => ({ personId, zone, fromOn, toOn });

function standstill(changes: Partial<StandstillFacts> = {}) {
  return findStandstill({
    now: at('2024-12-02', '09:00'),
    phase: { startsOn: '2024-11-01', endsOn: '2025-01-31', zone },
    idleAfterDays: npoMentoring.digest.idleAfterDays,
    left: 5,
    lastAt: at('2024-11-04'),
    mentorsAway: [],
    participantsPaused: [],
    proposedAt: null,
    ...changes,
  });
}

describe('a team that stands still', () => {
  it('is named with its days, the last session and a reason that ended yesterday', () => {
    expect(standstill({ mentorsAway: [range('a', '2024-11-18', '2024-12-01')] })).toEqual({
      days: 28,
      lastAt: at('2024-11-04'),
      reason: { kind: 'away', untilOn: '2024-12-01' },
    });
  });

  it('stands still from the twenty-first day on', () => {
    expect(standstill({ lastAt: at('2024-11-12') })).toBeNull();
    expect(standstill({ lastAt: at('2024-11-11', '23:59') })).toEqual({
      days: 21,
      lastAt: at('2024-11-11', '23:59'),
      reason: null,
    });
  });

  it('counts from the beginning of the phase before the first session, and for a session before it', () => {
    expect(standstill({ lastAt: null })).toMatchObject({ days: 31, lastAt: null });
    expect(standstill({ lastAt: at('2024-10-10') })).toMatchObject({ days: 31 });
    expect(standstill({ lastAt: null, now: at('2024-11-21') })).toBeNull();
    expect(standstill({ lastAt: null, now: at('2024-11-22', '00:00') })).toMatchObject({ days: 21 });
  });

  it('is none outside the phase, nor when all sessions have taken place', () => {
    expect(standstill({ now: at('2025-01-31') })).not.toBeNull();
    expect(standstill({ now: at('2025-02-01') })).toBeNull();
    expect(standstill({ now: at('2024-10-31'), lastAt: null, idleAfterDays: 0 })).toBeNull();
    expect(standstill({ left: 0 })).toBeNull();
  });
});

describe('the reason of a standstill', () => {
  const reasonOf = (changes: Partial<StandstillFacts>) => standstill(changes)?.reason;
  const pause = range('p', '2024-11-20', '2024-12-20');

  it("is a mentor's absence before a participant's pause before a proposal", () => {
    const proposedAt = at('2024-11-30');
    const mentorsAway = [range('a', '2024-12-01', '2024-12-08')];
    const participantsPaused = [pause];
    expect(reasonOf({ proposedAt, mentorsAway, participantsPaused })).toEqual({
      kind: 'away',
      untilOn: '2024-12-08',
    });
    expect(reasonOf({ proposedAt, participantsPaused })).toEqual({ kind: 'pause', untilOn: '2024-12-20' });
    expect(reasonOf({ proposedAt })).toEqual({ kind: 'proposal', days: 2 });
    expect(reasonOf({})).toBeNull();
  });

  it('names the last day of those that are away', () => {
    const mentorsAway = [range('a', '2024-11-20', '2024-12-10'), range('b', '2024-11-25', '2024-12-03')];
    expect(reasonOf({ mentorsAway })).toEqual({ kind: 'away', untilOn: '2024-12-10' });
  });

  it('is an absence from its first day until a week after its last, by the calendar of who is away', () => {
    const until = (toOn: string) => reasonOf({ mentorsAway: [range('a', '2024-11-10', toOn)] });
    expect(until('2024-11-24')).toBeNull();
    expect(until('2024-11-25')).toEqual({ kind: 'away', untilOn: '2024-11-25' });
    expect(reasonOf({ mentorsAway: [range('a', '2024-12-03', '2024-12-09')] })).toBeNull();
    // 2 December has begun in Tokyo, not in Los Angeles.
    const abroad = { ...range('a', '2024-12-02', '2024-12-09'), zone: 'America/Los_Angeles' };
    expect(reasonOf({ mentorsAway: [abroad] })).toBeNull();
    expect(reasonOf({ mentorsAway: [{ ...abroad, zone }] })).toEqual({ kind: 'away', untilOn: '2024-12-09' });
  });
});
