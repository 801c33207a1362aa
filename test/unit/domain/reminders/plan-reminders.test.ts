import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuiet } from '../../../../src/domain/people/quiet-ranges.ts';
import {
  type Attendee,
  type PlannedReminder,
  planReminders,
  type ReminderPlanInput,
} from '../../../../src/domain/reminders/plan-reminders.ts';
import { defaultReminderPolicy as policy } from '../../../../src/domain/reminders/policy.ts';
import type { Session } from '../../../../src/domain/sessions/sessions.ts';
import { addDays, toInstant, toLocal } from '../../../../src/domain/time.ts';
import { countDay, createCensus, dayClasses, moments } from '../../../support/arbitraries/moments.ts';
import { attendees, isOverMidnight } from '../../../support/arbitraries/people.ts';

const runs = { numRuns: 1_000 };
const minute = 60_000;

const sessionAt = (startsAt: Date): Session => ({
  id: 'session',
  programmeId: 'programme',
  teamId: 'team',
  kind: 'mentoring',
  number: 1,
  startsAt,
  minutes: 40,
  link: null,
  state: 'planned',
  scheduleRevision: 1,
});

/** A session and the moment at which it is planned: weeks before, or minutes. */
const inputs: fc.Arbitrary<ReminderPlanInput> = fc
  .record({
    startsAt: moments,
    leadMinutes: fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 2_000, max: 40_000 })),
    participants: attendees(1, 2),
    mentors: attendees(1, 2),
  })
  .map(({ startsAt, leadMinutes, participants, mentors }) => ({
    session: sessionAt(startsAt),
    participants,
    mentors: mentors.map((one) => ({ ...one, personId: `m-${one.personId}`, seatId: `m-${one.seatId}` })),
    policy,
    now: new Date(startsAt.getTime() - leadMinutes * minute),
    existing: new Map(),
  }));

const readersOf = (reminder: PlannedReminder, input: ReminderPlanInput): readonly Attendee[] => {
  const everybody = [...input.participants, ...input.mentors];
  const { address } = reminder;
  switch (address.kind) {
    case 'line':
    case 'dm':
      return everybody.filter(({ personId }) => personId === address.personId);
    case 'pair':
      return input.mentors.filter(({ attends }) => attends);
    case 'channel':
      return [];
  }
};

/** Checks every reminder of every plan, and that the hard days were among them. */
function forEachReminder(
  check: (reminder: PlannedReminder, input: ReminderPlanInput, readers: readonly Attendee[]) => void,
): void {
  const census = createCensus([...dayClasses, 'range over midnight', 'reminder']);
  fc.assert(
    fc.property(inputs, (input) => {
      countDay(census, input.session.startsAt);
      census.count('range over midnight', [...input.participants, ...input.mentors].some(isOverMidnight));
      for (const reminder of planReminders(input)) {
        census.count('reminder');
        check(reminder, input, readersOf(reminder, input));
      }
    }),
    runs,
  );
  expect(census.missing()).toEqual([]);
}

describe('planned reminders', () => {
  it('are never due at or after the start, and useless from then on', () => {
    forEachReminder((reminder, { session }) => {
      expect(reminder.dueAt < session.startsAt).toBe(true);
      expect(reminder.expiresAt).toEqual(session.startsAt);
    });
  });

  it('are never due in a quiet range of anybody who reads them, unless they are urgent', () => {
    forEachReminder((reminder, _, readers) => {
      if (reminder.urgent) return;
      for (const reader of readers) expect(isQuiet(reminder.dueAt, reader)).toBe(false);
    });
  });

  it('move earlier rather than later: nothing open lies between the wanted instant and theirs', () => {
    forEachReminder((reminder, { session }, readers) => {
      if (reminder.atOnce || reminder.offset !== 'eve') return;
      const eve = reminder.address.kind === 'line' ? policy.participantEve : policy.mentorEve;
      const wanted = Math.min(
        ...readers.map(({ zone }) =>
          toInstant(addDays(toLocal(session.startsAt, zone).date, -1), eve, zone).getTime(),
        ),
      );
      expect(reminder.dueAt.getTime()).toBeLessThanOrEqual(wanted);
      for (let at = wanted; at > reminder.dueAt.getTime(); at -= minute) {
        expect(readers.some((reader) => isQuiet(new Date(at), reader))).toBe(true);
      }
    });
  });

  it('are urgent only when the range would end less than an hour before the start', () => {
    forEachReminder((reminder, { session, now }, readers) => {
      if (!reminder.urgent) return;
      const latest = session.startsAt.getTime() - 60 * minute;
      for (let at = now.getTime(); at <= latest; at += minute) {
        expect(readers.some((reader) => isQuiet(new Date(at), reader))).toBe(true);
      }
    });
  });

  it('are the same when planned again, and add nothing once they stand', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const plan = planReminders(input);
        expect(planReminders(input)).toEqual(plan);
        const existing = new Map(plan.map(({ dedupeKey, dueAt }) => [dedupeKey, dueAt]));
        const again = planReminders({ ...input, existing });
        expect(again.map(({ dedupeKey, dueAt }) => [dedupeKey, dueAt])).toEqual([...existing]);
      }),
      runs,
    );
  });

  it('reach each conversation at most once an offset, and a participant once in all', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const plan = planReminders(input);
        expect(new Set(plan.map(({ dedupeKey }) => dedupeKey)).size).toBe(plan.length);
        for (const { personId } of input.participants) {
          const mine = plan.filter(({ address }) => address.kind === 'line' && address.personId === personId);
          expect(mine.length).toBeLessThanOrEqual(1);
        }
      }),
      runs,
    );
  });

  it('leave out who does not come, and sessions that are over or called off', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const absent = input.participants.filter(({ attends }) => !attends).map(({ personId }) => personId);
        const plan = planReminders(input);
        expect(
          plan.filter(({ address }) => address.kind === 'line' && absent.includes(address.personId)),
        ).toEqual([]);
        for (const state of ['cancelled', 'unsettled', 'held', 'missed'] as const) {
          expect(planReminders({ ...input, session: { ...input.session, state } })).toEqual([]);
        }
        expect(planReminders({ ...input, now: input.session.startsAt })).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
