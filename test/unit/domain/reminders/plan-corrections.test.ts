import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, formatAddress } from '../../../../src/domain/messaging/address.ts';
import type { DeliveryState, DeliverySubject } from '../../../../src/domain/messaging/delivery.ts';
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

  const session = {
    id: 's',
    teamId: 't',
    startsAt: new Date('2024-11-19T12:00:00Z'),
    scheduleRevision: 2,
  };
  const seat = (personId: string, attends = true) => ({ personId, seatId: `seat-${personId}`, attends });
  const told = (subject: DeliverySubject, address: Address, state: DeliveryState = 'sent'): Told => ({
    subject,
    address,
    state,
  });
  const line = (personId: string): Address => ({ kind: 'line', personId });
  const reminded = (personId: string, state?: DeliveryState): Told =>
    told({ kind: 'reminder.participant', seatId: `seat-${personId}` }, line(personId), state);
  const leavesAt = new Date('2024-11-12T12:00:00Z');
  const correct = (
    tolds: readonly Told[],
    news: 'moved' | 'cancelled' = 'moved',
    now = new Date('2024-11-09T12:00:00Z'),
  ) =>
    planCorrections({
      news,
      session,
      participants: [seat('p1'), seat('p2'), seat('away', false)],
      mentors: [seat('m1'), seat('m2')],
      told: tolds,
      leavesAt,
      now,
    });
  const corrected = (...given: Parameters<typeof correct>) =>
    correct(...given).map(({ subject, address }) => `${subject.kind} ${formatAddress(address)}`);

  it('names the start on which its readers count: the one that is left, or what a waiting correction was to give up', () => {
    const before = '2024-11-10T12:00:00.000Z';
    const waiting = (state: DeliveryState): Told =>
      told({ kind: 'moved.participant', seatId: 'seat-p1', leavesAt: before }, line('p1'), state);
    const leftBy = (...tolds: readonly Told[]) => correct(tolds).map(({ subject }) => subject);
    const moved = { kind: 'moved.participant', seatId: 'seat-p1' };
    expect(leftBy(reminded('p1'))).toEqual([{ ...moved, leavesAt: leavesAt.toISOString() }]);
    expect(leftBy(reminded('p1'), waiting('planned'))).toEqual([{ ...moved, leavesAt: before }]);
    expect(leftBy(reminded('p1'), waiting('skipped'))).toEqual([{ ...moved, leavesAt: before }]);
    expect(leftBy(waiting('sent'))).toEqual([{ ...moved, leavesAt: leavesAt.toISOString() }]);
    const since = correct([reminded('p1'), waiting('planned')], 'moved', new Date('2024-11-11T12:00:00Z'));
    expect(since.map(({ subject }) => subject)).toEqual([{ ...moved, leavesAt: leavesAt.toISOString() }]);
  });

  it('says that the start stands where it is the one its reader knows, and else that it has moved', () => {
    const iso = (day: number) => `2024-11-${day}T12:00:00.000Z`;
    const left = (day: number, state: DeliveryState): Told =>
      told({ kind: 'moved.participant', seatId: 'seat-p1', leavesAt: iso(day) }, line('p1'), state);
    /** Moved to the 19th, after all this. */
    const newsAfter = (leaves: number, ...tolds: readonly Told[]) =>
      planCorrections({
        news: 'moved',
        session,
        participants: [seat('p1')],
        mentors: [],
        told: [reminded('p1'), ...tolds],
        leavesAt: new Date(iso(leaves)),
        now: new Date(iso(10)),
      }).map(({ subject }) => ('news' in subject ? subject.news : 'moved'));
    expect(newsAfter(19)).toEqual(['set']);
    expect(newsAfter(12)).toEqual(['moved']);
    // Away to the 12th and back: whether word of the 12th went out decides.
    expect(newsAfter(12, left(19, 'cancelled'))).toEqual(['set']);
    expect(newsAfter(12, left(19, 'sent'))).toEqual(['moved']);
    // Moved to the 19th without a word, and given up there.
    expect(newsAfter(19, left(12, 'cancelled'))).toEqual(['moved']);
    expect(newsAfter(14, left(19, 'cancelled'), left(12, 'sent'))).toEqual(['moved']);
  });

  it('tells whoever may have been reminded by an attempt that nobody knows of, though it waits or was dropped since', () => {
    for (const state of ['planned', 'cancelled', 'expired'] as const) {
      expect(corrected([reminded('p1', state)])).toEqual([]);
      expect(corrected([{ ...reminded('p1', state), mayHaveArrived: true }])).toEqual([
        'moved.participant line:p1',
      ]);
    }
  });

  it.each<[DeliveryState, boolean]>([
    ['sent', true],
    ['sending', true],
    ['unknown', true],
    ['planned', false],
    ['cancelled', false],
    ['skipped', false],
    ['expired', false],
    ['failed', false],
  ])('counts a reminder that is %s as heard: %s', (state, isHeard) => {
    expect(corrected([reminded('p1', state)])).toEqual(isHeard ? ['moved.participant line:p1'] : []);
  });

  it('does not count what says nothing of the date', () => {
    const others: readonly Told[] = [
      told({ kind: 'ask.participant', seatId: 'seat-p1' }, line('p1')),
      told({ kind: 'joined.pair', enrolmentId: 'e' }, { kind: 'pair', teamId: 't' }),
    ];
    expect(corrected(others)).toEqual([]);
  });

  it('leaves out who does not come', () => {
    expect(corrected([reminded('away'), reminded('p2')])).toEqual(['moved.participant line:p2']);
  });

  it('tells mentors where they were told, and both at once where the group knew', () => {
    const dm = (personId: string) =>
      told({ kind: 'reminder.mentor', seatId: 'seat', offset: 'eve' }, { kind: 'dm', personId });
    const group = told(
      { kind: 'reminder.pair', sessionId: 's', offset: 'eve' },
      { kind: 'pair', teamId: 't' },
    );
    expect(corrected([dm('m1'), dm('m2')])).toEqual(['moved.pair dm:m1', 'moved.pair dm:m2']);
    expect(corrected([dm('m1'), group])).toEqual(['moved.pair pair:t']);
  });

  it('corrects again who was only told of an earlier move', () => {
    expect(corrected([told({ kind: 'moved.participant', seatId: 'seat-p1' }, line('p1'))])).toEqual([
      'moved.participant line:p1',
    ]);
  });

  it('says that it was called off to the same people', () => {
    expect(corrected([reminded('p1')], 'cancelled')).toEqual(['cancelled.participant line:p1']);
  });

  it('says that it was called off to whoever had agreed to its date; of a move they hear when the new one is agreed', () => {
    const agreed = told({ kind: 'settled.participant', seatId: 'seat-p2', news: 'set' }, line('p2'));
    expect(corrected([agreed], 'cancelled')).toEqual(['cancelled.participant line:p2']);
    expect(corrected([agreed], 'moved')).toEqual([]);
  });
});
