import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUrgent, judgeSending } from '../../../../src/domain/reminders/send-gate.ts';
import { countDay, createCensus, dayClasses, moments } from '../../../support/arbitraries/moments.ts';
import { isOverMidnight, readersIn } from '../../../support/arbitraries/people.ts';
import { wantsQuiet } from '../../../support/arbitraries/wall-clocks.ts';

const minuteMs = 60_000;

/** A message that is due, perhaps after an outage, to one or two readers. */
const messages = moments.chain(({ at, zone }) =>
  fc.record({
    zone: fc.constant(zone),
    now: fc.constant(at),
    expiresAt: fc.option(
      fc.integer({ min: -60, max: 3_000 }).map((minutes) => new Date(at.getTime() + minutes * minuteMs)),
    ),
    readers: fc.array(readersIn(zone), { minLength: 1, maxLength: 2 }),
    urgent: fc.boolean(),
  }),
);

describe('the look at the clock right before sending', () => {
  it('goes, waits for the first open minute, or has expired, and is never sent into a range or after its use', () => {
    const census = createCensus([...dayClasses, 'range over midnight', 'now', 'later', 'expired', 'urgent']);
    fc.assert(
      fc.property(messages, ({ zone, ...message }) => {
        const { now, expiresAt, readers, urgent } = message;
        countDay(census, { at: now, zone });
        census.count('range over midnight', readers.some(isOverMidnight));
        const gate = judgeSending(message);
        const isOpen = (at: number): boolean => readers.every((reader) => !wantsQuiet(at, reader));
        // Without an end of its use a message waits three days at most.
        const limit = expiresAt?.getTime() ?? now.getTime() + 3 * 1440 * minuteMs;
        let first = now.getTime();
        while (first < limit && !isOpen(first)) first += minuteMs;
        census.count('urgent', urgent && first > now.getTime() && now.getTime() < limit);
        census.count(gate.kind);
        if (now.getTime() >= limit) expect(gate).toEqual({ kind: 'expired' });
        else if (urgent || first === now.getTime()) expect(gate).toEqual({ kind: 'now' });
        else if (first >= limit) expect(gate).toEqual({ kind: 'expired' });
        else expect(gate).toEqual({ kind: 'later', at: new Date(first) });
      }),
      { numRuns: 1_000 },
    );
    expect(census.missing()).toEqual([]);
  });

  it('calls urgent what would not be read an hour before the start', () => {
    const census = createCensus(['urgent', 'can wait', 'open']);
    const sessions = fc.tuple(messages, fc.integer({ min: 1, max: 1_500 }));
    fc.assert(
      fc.property(sessions, ([{ now, readers }, minutes]) => {
        const startsAt = new Date(now.getTime() + minutes * minuteMs);
        const isOpen = (at: number): boolean => readers.every((reader) => !wantsQuiet(at, reader));
        let first = now.getTime();
        while (first <= startsAt.getTime() && !isOpen(first)) first += minuteMs;
        const expected = first !== now.getTime() && first > startsAt.getTime() - 60 * minuteMs;
        expect(isUrgent(now, readers, startsAt)).toBe(expected);
        census.count(expected ? 'urgent' : first === now.getTime() ? 'open' : 'can wait');
      }),
      { numRuns: 1_000 },
    );
    expect(census.missing()).toEqual([]);
  });

  it('lets the hour before a session at 21:00 go inside the mentors’ usual range, always', () => {
    const quietRanges = [
      { from: '18:00', to: '21:00' },
      { from: '23:00', to: '07:00' },
    ];
    const mentor = { zone: 'Asia/Tokyo', quietRanges };
    const at = (time: string): Date => new Date(`2024-11-12T${time}:00+09:00`);
    expect(isUrgent(at('18:00'), [mentor], at('21:00'))).toBe(true);
    expect(isUrgent(at('18:00'), [mentor], at('22:00'))).toBe(false);
    expect(isUrgent(at('18:00'), [mentor], at('21:59'))).toBe(true);
    // Nobody can come to it any more.
    expect(isUrgent(at('18:00'), [mentor], at('18:00'))).toBe(false);
    expect(isUrgent(at('18:00'), [mentor], at('12:00'))).toBe(false);
    expect(isUrgent(at('17:59'), [mentor], at('21:00'))).toBe(false);
  });
});
