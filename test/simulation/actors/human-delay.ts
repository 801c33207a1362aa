import type { Random } from '../../../playground/world/random.ts';

/** Some answer at once, some after a while, some in the middle of the night. */
export function humanDelayMs(random: Random): number {
  const mood = random.integer(1, 4);
  if (mood <= 2) return random.integer(2_000, 90_000);
  return mood === 3 ? random.integer(60_000, 2_400_000) : random.integer(7_200_000, 50_000_000);
}
