import { createRandom, type Random } from '../world/random.ts';

/** Randomness of one person about one thing: the same whatever else happens in the season. */
export function randomOf(seed: number, person: string, about: string): Random {
  let hash = seed | 0;
  for (const sign of `${person} ${about}`) {
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
    hash ^= hash >>> 15;
  }
  return createRandom(hash >>> 0);
}
