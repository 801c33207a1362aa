import type { CastMember } from '../world/cast.ts';

const minuteMs = 60_000;
const dayMinutes = 1_440;

/** Minutes until the reader's quiet range ends; 0 outside of one. Zones are plain distances from UTC here. */
export function quietMinutesLeft(at: number, { quiet, utcMinutes }: CastMember): number {
  const minute = Math.floor(at / minuteMs) + utcMinutes;
  const now = ((minute % dayMinutes) + dayMinutes) % dayMinutes;
  for (const { from, to } of quiet) {
    const begins = minutesOf(from);
    const length = (minutesOf(to) - begins + dayMinutes) % dayMinutes;
    const into = (now - begins + dayMinutes) % dayMinutes;
    if (into < length) return length - into;
  }
  return 0;
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
