import { wallClock } from '../../../playground/seasons/zoned-time.ts';
import { participants, zoneOf } from '../world/people.ts';
import { endOf, type Truth } from './truth.ts';

/** The days on which teams meet, in Tokyo. */
const firstDay = '2024-11-01';
const lastDay = '2025-02-28';
const hourMs = 3_600_000;

/** Whether the team may meet then: ahead, within its days, on every clock only once, at no other meeting's time. */
export function isFree(
  truth: Truth,
  start: { at: number; minutes: number; moves: number | null },
  now: number,
) {
  const { at, minutes, moves } = start;
  const { date } = wallClock(new Date(at), 'Asia/Tokyo');
  if (at <= now || date < firstDay || date > lastDay || isShownTwice(truth, at)) return false;
  return !truth.meetings.some(
    (other) =>
      other.number !== moves &&
      other.state === 'planned' &&
      endOf(other) > now &&
      other.at < endOf({ at, minutes }) &&
      at < endOf(other),
  );
}

/** Somebody's clock shows this time once more an hour later, or did an hour before. */
function isShownTwice({ pair }: Truth, at: number): boolean {
  return [...participants, ...pair].map(zoneOf).some((zone) => {
    const shown = JSON.stringify(shownAt(at, zone));
    return [at - hourMs, at + hourMs].some((other) => JSON.stringify(shownAt(other, zone)) === shown);
  });
}

function shownAt(at: number, zone: string) {
  const { date, hour, minute } = wallClock(new Date(at), zone);
  return { date, hour, minute };
}
