import fc from 'fast-check';
import { daysLater, instantOf, wallClock } from '../../../playground/seasons/zoned-time.ts';

/** A day from today on and a time of day, as people choose them in Tokyo. */
export type Slot = { readonly inDays: number; readonly time: string };

/** Few enough that the same time is offered twice; one of them comes twice on a mentor's clock on one day. */
const times = ['10:00', '14:30', '19:30', '21:00', '21:30'] as const;

export const slots: fc.Arbitrary<Slot> = fc.record({
  inDays: fc.constantFrom(0, 1, 1, 2, 2, 3, 4, 5, 6),
  time: fc.constantFrom(...times),
});

export function startOf({ inDays, time }: Slot, now: number): number {
  return instantOf(dateOf({ inDays, time }, now), time, 'Asia/Tokyo').getTime();
}

/** As LINE's picker sends it: without a zone. */
export function pickedText(slot: Slot, now: number): string {
  return `${dateOf(slot, now)}T${slot.time}`;
}

export function dateOf({ inDays }: Slot, now: number): string {
  return daysLater(wallClock(new Date(now), 'Asia/Tokyo').date, inDays);
}

export function slotText({ inDays, time }: Slot): string {
  return `+${inDays}d ${time}`;
}
