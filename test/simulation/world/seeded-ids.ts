import type { Random } from '../../../playground/world/random.ts';
import type { Ids } from '../../../src/shared/ids.ts';

/** Identifiers that repeat with the seed. */
export function createSeededIds(random: Random): Ids {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => random.integer(0, 15).toString(16)).join('');
  return { next: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}` };
}
