import { Temporal } from '@js-temporal/polyfill';
import type { Reader } from '../../../src/domain/people/people.ts';

/** Zones with clock changes in both hemispheres, at midnight, by half an hour, and none. */
export const zones = [
  'Asia/Tokyo',
  'America/Los_Angeles',
  'America/New_York',
  'America/Havana',
  'America/Santiago',
  'Europe/London',
  'Asia/Singapore',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Sao_Paulo',
  'Pacific/Auckland',
] as const;

/** An instant (ms) from which on a zone's clock is so many minutes ahead of UTC. */
type Span = { readonly from: number; readonly minutesAhead: number };

export type ClockChange = { readonly at: number; readonly forward: boolean };

const firstYear = 2023;
const lastYear = 2028;
const minuteMs = 60_000;

const spansByZone = new Map(zones.map((zone): [string, readonly Span[]] => [zone, spansOf(zone)]));

/** Worked out by Temporal, so that what is expected owes nothing to the code under test. */
function spansOf(zone: string): readonly Span[] {
  let at = Temporal.Instant.from(`${firstYear}-01-01T00:00Z`).toZonedDateTimeISO(zone);
  const spans: Span[] = [];
  for (;;) {
    spans.push({ from: at.epochMilliseconds, minutesAhead: at.offsetNanoseconds / 60e9 });
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.year > lastYear) return spans;
    at = next;
  }
}

/** When the clock of a zone is put forward or back. */
export function clockChangesOf(zone: string): readonly ClockChange[] {
  const spans = spansByZone.get(zone) ?? [];
  return spans.flatMap(({ from, minutesAhead }, index) => {
    const former = spans[index - 1];
    return former === undefined ? [] : [{ at: from, forward: minutesAhead > former.minutesAhead }];
  });
}

/** What the wall clock shows, as minutes since 1970 began there. */
export function shownMinutes(at: number, zone: string): number {
  const spans = spansByZone.get(zone) ?? [];
  for (let index = spans.length - 1; index >= 0; index -= 1) {
    const span = spans[index];
    if (span !== undefined && span.from <= at) return Math.floor(at / minuteMs) + span.minutesAhead;
  }
  throw new Error(`${zone} is not among the zones, or the instant too early`);
}

/** Whether somebody is to be left alone, by going round the clock from the start of each range. */
export function wantsQuiet(at: number, { zone, quietRanges }: Reader): boolean {
  const shown = shownMinutes(at, zone);
  return quietRanges.some(({ from, to }) => since(from, shown) < since(to, shown));
}

/** Minutes gone by since the clock last showed this time. */
function since(time: string, shown: number): number {
  const digits =
    time.charCodeAt(0) * 600 + time.charCodeAt(1) * 60 + time.charCodeAt(3) * 10 + time.charCodeAt(4);
  const minutes = digits - 48 * 671;
  return (((shown - minutes) % 1440) + 1440) % 1440;
}
