import fc from 'fast-check';
import type { QuietRange, Reader } from '../../../src/domain/people/people.ts';
import type { Attendee } from '../../../src/domain/reminders/plan-reminders.ts';
import { zones } from './wall-clocks.ts';

/** Often on the half hour, often around the small hours in which clocks change. */
const times = fc
  .oneof(
    fc.integer({ min: 0, max: 47 }).map((n) => n * 30),
    fc.integer({ min: 0, max: 200 }),
    fc.integer({ min: 0, max: 1439 }),
  )
  .map((minutes) => {
    const pad = (n: number): string => String(n).padStart(2, '0');
    return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  });

const range: fc.Arbitrary<QuietRange> = fc
  .tuple(times, times)
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => ({ from, to }));

const usual: readonly QuietRange[][] = [
  [{ from: '21:00', to: '08:00' }],
  [
    { from: '18:00', to: '21:00' },
    { from: '23:00', to: '07:00' },
  ],
];

/** Quiet ranges: the usual ones, none, or odd ones that may overlap, touch and go over midnight. */
const ranges = fc.oneof(fc.constantFrom(...usual), fc.array(range, { maxLength: 3 }));

/** Somebody in this zone. */
export const readersIn = (zone: string): fc.Arbitrary<Reader> =>
  ranges.map((quietRanges) => ({ zone, quietRanges }));

/** So many people with seats: the first lives in the zone given and comes, the others anywhere. */
export const attendeesWith = (
  zone: string,
  count: { readonly min: number; readonly max: number; readonly prefix: string },
): fc.Arbitrary<readonly Attendee[]> =>
  fc
    .array(fc.tuple(fc.constantFrom(...zones, zone), ranges, fc.boolean()), {
      minLength: count.min,
      maxLength: count.max,
    })
    .map((people) =>
      people.map(([anywhere, quietRanges, attends], index) => ({
        zone: index === 0 ? zone : anywhere,
        quietRanges,
        personId: `${count.prefix}-${index}`,
        seatId: `seat-of-${count.prefix}-${index}`,
        attends: attends || index === 0,
      })),
    );

/** Whether a range goes over midnight. */
export function isOverMidnight({ quietRanges }: Reader): boolean {
  return quietRanges.some(({ from, to }) => from > to);
}
