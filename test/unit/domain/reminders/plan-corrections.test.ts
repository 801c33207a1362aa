import { describe, expect, it } from 'vitest';
import { type Address, formatAddress } from '../../../../src/domain/messaging/address.ts';
import type { DeliveryState, DeliverySubject } from '../../../../src/domain/messaging/delivery.ts';
import { planCorrections, type Told } from '../../../../src/domain/reminders/plan-corrections.ts';

describe('what people are told of a moved session', () => {
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
