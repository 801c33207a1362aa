import fc from 'fast-check';
import type { QuietRange, Reader } from '../../../src/domain/people/people.ts';
import type { Attendee } from '../../../src/domain/reminders/plan-reminders.ts';
import { zones } from './moments.ts';

const halfHours = fc
  .integer({ min: 0, max: 47 })
  .map((n) => `${String(Math.floor(n / 2)).padStart(2, '0')}:${n % 2 === 0 ? '00' : '30'}`);

const range: fc.Arbitrary<QuietRange> = fc
  .tuple(halfHours, halfHours)
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => ({ from, to }));

const usual: readonly QuietRange[][] = [
  [{ from: '21:00', to: '08:00' }],
  [
    { from: '18:00', to: '21:00' },
    { from: '23:00', to: '07:00' },
  ],
];

/** Somebody with a zone and quiet ranges, some of them over midnight. */
export const readers: fc.Arbitrary<Reader> = fc.record({
  zone: fc.constantFrom(...zones),
  quietRanges: fc.oneof(fc.constantFrom(...usual), fc.array(range, { maxLength: 3 })),
});

/** So many people with seats. */
export const attendees = (min: number, max: number): fc.Arbitrary<readonly Attendee[]> =>
  fc.array(fc.tuple(readers, fc.boolean()), { minLength: min, maxLength: max }).map((people) =>
    people.map(([reader, attends], index) => ({
      ...reader,
      personId: `person-${index}`,
      seatId: `seat-${index}`,
      attends: attends || index === 0,
    })),
  );

/** Whether a range goes over midnight. */
export function isOverMidnight({ quietRanges }: Reader): boolean {
  return quietRanges.some(({ from, to }) => from > to);
}
