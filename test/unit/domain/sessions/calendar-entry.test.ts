import { describe, expect, it } from 'vitest';
import { type ScheduledSession, toCalendarEntry } from '../../../../src/domain/sessions/calendar-entry.ts';
import type { SessionState } from '../../../../src/domain/sessions/sessions.ts';

const session: ScheduledSession = {
  id: '0190b0a0-0000-7000-8000-000000000001',
  kind: 'mentoring',
  number: 2,
  startsAt: new Date('2024-11-12T12:00:00Z'),
  minutes: 40,
  link: null,
  state: 'planned',
  scheduleRevision: 1,
  scheduledAt: new Date('2024-10-01T00:00:00Z'),
  linkChangedAt: null,
  cancelledAt: null,
};

describe('a calendar entry', () => {
  it('stands for what was agreed, whatever people said of it afterwards', () => {
    const standings: Readonly<Record<SessionState, string>> = {
      planned: 'certain',
      held: 'certain',
      missed: 'certain',
      unsettled: 'open',
      cancelled: 'cancelled',
    };
    for (const state of ['planned', 'held', 'missed', 'unsettled', 'cancelled'] as const) {
      expect(toCalendarEntry({ ...session, state }, true).standing, state).toBe(standings[state]);
      expect(toCalendarEntry({ ...session, state }, false).standing, state).toBe('cancelled');
    }
  });

  it('counts every step of a session’s life upwards', () => {
    const life: readonly (readonly [number, SessionState])[] = [
      [1, 'planned'],
      [1, 'cancelled'],
      [2, 'planned'],
      [3, 'planned'],
      [3, 'cancelled'],
      [4, 'planned'],
    ];
    const sequences = life.map(
      ([scheduleRevision, state]) => toCalendarEntry({ ...session, scheduleRevision, state }, true).sequence,
    );
    expect(sequences).toEqual([0, 1, 2, 4, 5, 6]);
  });

  it('changed when its date, its link or its cancellation last did', () => {
    const [scheduledAt, linkChangedAt, cancelledAt] = ['01', '02', '03'].map(
      (day) => new Date(`2024-10-${day}T00:00:00Z`),
    );
    const changedAt = (change: Partial<ScheduledSession>): Date =>
      toCalendarEntry({ ...session, ...change }, true).changedAt;
    expect(changedAt({})).toEqual(scheduledAt);
    if (linkChangedAt === undefined || cancelledAt === undefined) throw new Error('three days');
    expect(changedAt({ linkChangedAt })).toEqual(linkChangedAt);
    expect(changedAt({ linkChangedAt, cancelledAt })).toEqual(cancelledAt);
    expect(changedAt({ scheduledAt: cancelledAt, linkChangedAt })).toEqual(cancelledAt);
  });
});
