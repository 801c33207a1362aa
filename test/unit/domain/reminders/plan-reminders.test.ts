import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress } from '../../../../src/domain/messaging/address.ts';
import {
  type Attendee,
  type PlannedReminder,
  planReminders,
  type ReminderPlanInput,
} from '../../../../src/domain/reminders/plan-reminders.ts';
import { defaultReminderPolicy } from '../../../../src/domain/reminders/policy.ts';
import { countDay, createCensus, dayClasses } from '../../../support/arbitraries/moments.ts';
import { isOverMidnight } from '../../../support/arbitraries/people.ts';
import { planInputs, sessionAt } from '../../../support/arbitraries/reminders.ts';
import { wantsQuiet } from '../../../support/arbitraries/wall-clocks.ts';
import { expectedPlan } from './expected-plan.ts';

/** One seed for all properties, so that they look at the same thousand plans and each is made once. */
const [seed = 0] = fc.sample(fc.integer(), 1);
const runs = { numRuns: 1_000, seed };
const plans = new Map<string, readonly PlannedReminder[]>();

const planOf = (input: ReminderPlanInput): readonly PlannedReminder[] => {
  const key = JSON.stringify(input);
  const known = plans.get(key) ?? planReminders(input);
  plans.set(key, known);
  return known;
};

const readersOf = ({ address }: PlannedReminder, input: ReminderPlanInput): readonly Attendee[] => {
  switch (address.kind) {
    case 'line':
    case 'dm':
      return [...input.participants, ...input.mentors].filter(
        ({ personId }) => personId === address.personId,
      );
    case 'pair':
      return input.mentors;
    case 'channel':
      return [];
  }
};

const keysOf = (plan: readonly PlannedReminder[]): readonly string[] =>
  plan.map(({ dedupeKey }) => dedupeKey);
const datesOf = (plan: readonly PlannedReminder[]) =>
  new Map(plan.map(({ dedupeKey, dueAt }) => [dedupeKey, dueAt]));

/** Checks a thousand plans, and that the hard days and every kind of reminder were among them. */
function forEachPlan(check: (plan: readonly PlannedReminder[], input: ReminderPlanInput) => void): void {
  const census = createCensus([
    ...dayClasses,
    'range over midnight',
    ...['to a participant', 'to the pair', 'to one mentor', 'at once', 'urgent', 'hour before'],
  ]);
  fc.assert(
    fc.property(planInputs, (input) => {
      const plan = planOf(input);
      const [first] = input.mentors;
      if (first !== undefined) countDay(census, { at: input.session.startsAt, zone: first.zone });
      census.count('range over midnight', [...input.participants, ...input.mentors].some(isOverMidnight));
      for (const { address, atOnce, urgent, offset } of plan) {
        census.count('to a participant', address.kind === 'line');
        census.count('to the pair', address.kind === 'pair');
        census.count('to one mentor', address.kind === 'dm');
        census.count('at once', atOnce);
        census.count('urgent', urgent);
        census.count('hour before', offset === 'hour');
      }
      check(plan, input);
    }),
    runs,
  );
  expect(census.missing()).toEqual([]);
}

describe('planned reminders', () => {
  it('are never due at or after the start, and of no use from then on', () => {
    forEachPlan((plan, { session }) => {
      for (const { dueAt, expiresAt } of plan) {
        expect(dueAt < session.startsAt).toBe(true);
        expect(expiresAt).toEqual(session.startsAt);
      }
    });
  });

  it('are never due in a quiet range of anybody who reads them, unless they are urgent', () => {
    forEachPlan((plan, input) => {
      for (const reminder of plan.filter(({ urgent }) => !urgent)) {
        for (const reader of readersOf(reminder, input)) {
          expect(wantsQuiet(reminder.dueAt.getTime(), reader)).toBe(false);
        }
      }
    });
  });

  it('are, to the minute, what a scan of every minute finds: earlier rather than later, urgent only if need be', () => {
    forEachPlan((plan, input) => {
      const found = plan.map(({ address, offset, dueAt, urgent }) => ({
        address: formatAddress(address),
        offset,
        dueAt: dueAt.getTime(),
        urgent,
      }));
      expect(found).toEqual(expectedPlan(input));
    });
  });

  it('are the same when planned again; once they stand, any later planning adds none and moves none', () => {
    const later = fc.tuple(planInputs, fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(later, ([input, share]) => {
        const plan = planReminders(input);
        expect(planReminders(input)).toEqual(plan);
        const existing = datesOf(plan);
        expect(datesOf(planReminders({ ...input, existing }))).toEqual(existing);
        const rest = input.session.startsAt.getTime() - input.now.getTime();
        const now = new Date(input.now.getTime() + Math.floor((share * rest) / 60_000) * 60_000);
        for (const again of planReminders({ ...input, existing, now })) {
          expect(existing.get(again.dedupeKey)).toEqual(again.dueAt);
        }
      }),
      runs,
    );
  });

  it('reach each conversation at most once an offset, and a participant once in all', () => {
    forEachPlan((plan, { participants }) => {
      expect(new Set(keysOf(plan)).size).toBe(plan.length);
      for (const { personId } of participants) {
        const mine = plan.filter(({ address }) => address.kind === 'line' && address.personId === personId);
        expect(mine.length).toBeLessThanOrEqual(1);
      }
    });
  });

  it('become one for the mentors when they would come within three hours', () => {
    const mentor = { personId: 'm', seatId: 's', attends: true, zone: 'Asia/Tokyo', quietRanges: [] };
    const offsets = (start: string): readonly string[] =>
      planReminders({
        session: sessionAt(new Date(`2024-11-12T${start}:00+09:00`)),
        participants: [],
        mentors: [mentor],
        policy: defaultReminderPolicy,
        now: new Date('2024-11-01T00:00:00Z'),
        existing: new Map(),
      }).map(({ offset }) => offset);
    expect(offsets('00:59')).toEqual(['eve']);
    expect(offsets('01:00')).toEqual(['eve', 'hour']);
  });

  it('stay one when planned again later, so that nobody is disturbed at once by the second', () => {
    const at = (time: string): Date => new Date(`2024-11-12T${time}:00+09:00`);
    const quietRanges = [{ from: '18:00', to: '21:00' }];
    const mentor = { personId: 'm', seatId: 's', attends: true, zone: 'Asia/Tokyo', quietRanges };
    const made: ReminderPlanInput = {
      session: sessionAt(at('20:30')),
      participants: [],
      mentors: [mentor],
      policy: defaultReminderPolicy,
      now: at('16:00'),
      existing: new Map(),
    };
    const plan = planReminders(made);
    expect(plan.map(({ offset, dueAt }) => [offset, dueAt])).toEqual([['eve', at('16:00')]]);
    const again = planReminders({ ...made, now: at('19:10'), existing: datesOf(plan) });
    expect(keysOf(again)).toEqual(keysOf(plan));
  });

  it('to the pair come at the same instants when one of them cannot come', () => {
    forEachPlan((plan, input) => {
      const [one, ...others] = input.mentors;
      if (one === undefined || !others.some(({ attends }) => attends)) return;
      const toGroup = plan.filter(({ address }) => address.kind === 'pair');
      const without = planReminders({ ...input, mentors: [{ ...one, attends: false }, ...others] });
      expect(datesOf(without.filter(({ address }) => address.kind === 'pair'))).toEqual(datesOf(toGroup));
    });
  });

  it('leave out who does not come, and sessions that are over or called off', () => {
    fc.assert(
      fc.property(planInputs, (input) => {
        const nobody = {
          participants: input.participants.map((one) => ({ ...one, attends: false })),
          mentors: input.mentors.map((one) => ({ ...one, attends: false })),
        };
        expect(planReminders({ ...input, ...nobody })).toEqual([]);
        for (const state of ['cancelled', 'unsettled', 'held', 'missed'] as const) {
          expect(planReminders({ ...input, session: { ...input.session, state } })).toEqual([]);
        }
        expect(planReminders({ ...input, now: input.session.startsAt })).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
