import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../../src/domain/messaging/address.ts';
import { planCorrections, type Told } from '../../../../src/domain/reminders/plan-corrections.ts';
import {
  type PlannedReminder,
  planReminders,
  type ReminderPlanInput,
} from '../../../../src/domain/reminders/plan-reminders.ts';
import type { Session } from '../../../../src/domain/sessions/sessions.ts';
import { createCensus } from '../../../support/arbitraries/moments.ts';
import { planInputs } from '../../../support/arbitraries/reminders.ts';

const minuteMs = 60_000;

type Row = Told & { readonly dedupeKey: string; readonly dueAt: Date; readonly revision: number };
type Desk = { session: Session; readonly rows: Row[] };

/** The session moves by so much, some time after the last thing happened; what was due by then may have failed. */
type Move = { readonly afterMinutes: number; readonly byMinutes: number; readonly fails: readonly boolean[] };

const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.record({
    afterMinutes: fc.integer({ min: 0, max: 4_000 }),
    byMinutes: fc.integer({ min: -2_000, max: 6_000 }),
    fails: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  }),
  { minLength: 1, maxLength: 2 },
);

/** What is due by then goes out, or fails for good. */
function sendUntil({ rows }: Desk, now: Date, fails: readonly boolean[]): void {
  for (const [index, row] of rows.entries()) {
    if (row.state === 'planned' && row.dueAt <= now) {
      rows[index] = { ...row, state: fails[index % fails.length] === true ? 'failed' : 'sent' };
    }
  }
}

/** Cancels what waits and is not wanted any more, and writes what is new. */
function plan(desk: Desk, input: ReminderPlanInput, now: Date): readonly PlannedReminder[] {
  const { rows, session } = desk;
  const existing = new Map(rows.map(({ dedupeKey, dueAt }) => [dedupeKey, dueAt]));
  const wanted = planReminders({ ...input, session, now, existing });
  for (const [index, row] of rows.entries()) {
    const stands =
      wanted.some(({ dedupeKey }) => dedupeKey === row.dedupeKey) ||
      row.revision === session.scheduleRevision;
    if (row.state === 'planned' && !stands) rows[index] = { ...row, state: 'cancelled' };
  }
  for (const reminder of wanted) {
    if (existing.has(reminder.dedupeKey)) continue;
    rows.push({ ...reminder, state: 'planned', revision: session.scheduleRevision });
  }
  return wanted;
}

const peopleOf = ({ participants, mentors }: ReminderPlanInput, address: Address): readonly string[] => {
  switch (address.kind) {
    case 'line':
    case 'dm':
      return [address.personId];
    case 'pair':
      return mentors.filter(({ attends }) => attends).map(({ personId }) => personId);
    case 'channel':
      return [...participants, ...mentors].map(({ personId }) => personId);
  }
};

describe('a moved session', () => {
  it('is corrected once for everybody who was told of it and still comes, and for nobody else', () => {
    const census = createCensus([
      'to a participant',
      'to the pair',
      'to one mentor',
      'nobody',
      'in place of a reminder',
    ]);
    fc.assert(
      fc.property(planInputs, moves, (input, changes) => {
        const desk: Desk = { session: input.session, rows: [] };
        let now = input.now;
        plan(desk, input, now);
        for (const { afterMinutes, byMinutes, fails } of changes) {
          now = new Date(
            Math.min(now.getTime() + afterMinutes * minuteMs, desk.session.startsAt.getTime() - 1),
          );
          sendUntil(desk, now, fails);
          const startsAt = new Date(
            Math.max(desk.session.startsAt.getTime() + byMinutes * minuteMs, now.getTime() + minuteMs),
          );
          const left = desk.session.startsAt;
          desk.session = { ...desk.session, startsAt, scheduleRevision: desk.session.scheduleRevision + 1 };

          const heard = new Set(
            desk.rows
              .filter(({ state }) => state === 'sent')
              .flatMap(({ address }) => peopleOf(input, address)),
          );
          const attending = [...input.participants, ...input.mentors].filter(({ attends }) => attends);
          const expected = attending.map(({ personId }) => personId).filter((id) => heard.has(id));
          const corrections = planCorrections({
            news: 'moved',
            ...input,
            session: desk.session,
            told: desk.rows,
            leavesAt: left,
            now,
          });
          const corrected = corrections.flatMap(({ address }) => peopleOf(input, address));
          expect([...corrected].sort()).toEqual([...expected].sort());

          for (const one of corrections)
            desk.rows.push({ ...one, state: 'planned', dueAt: now, revision: desk.session.scheduleRevision });
          // Where the evening before the new start has passed, the correction is the reminder.
          const atOnce = plan(desk, input, now).filter((one) => one.atOnce);
          for (const { address } of atOnce) {
            expect(peopleOf(input, address).every((id) => corrected.includes(id))).toBe(false);
          }
          census.count('nobody', corrections.length === 0);
          census.count('in place of a reminder', corrections.length > 0 && atOnce.length === 0);
          for (const { address } of corrections) {
            census.count('to a participant', address.kind === 'line');
            census.count('to the pair', address.kind === 'pair');
            census.count('to one mentor', address.kind === 'dm');
          }
        }
        const keys = desk.rows.map(({ dedupeKey }) => dedupeKey);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 1_000 },
    );
    expect(census.missing()).toEqual([]);
  });
});
