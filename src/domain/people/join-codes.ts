import { keyedHash } from '../../shared/hashes/keyed-hash.ts';

/** 28 signs without vowels (so that no word can come out) and without the look-alikes 0 O 1 I L. */
const alphabet = '23456789BCDFGHJKMNPQRSTVWXYZ';
const codeLength = 10;

/** How long a code can be used. */
export const joinCodeLifetimeDays = 14;

const wrongTriesToLock = 5;
const wrongTryWindowMs = 10 * 60_000;
const lockMs = 60 * 60_000;

/**
 * A new code of ten signs: 28^10 possibilities, 48 bits of randomness. With five tries in ten minutes and an hour's
 * lock it is out of reach of guessing. Every sign is equally likely.
 */
export function makeJoinCode(randomBytes: (count: number) => Uint8Array): string {
  const limit = 256 - (256 % alphabet.length);
  let code = '';
  while (code.length < codeLength) {
    for (const byte of randomBytes(codeLength)) {
      // A byte past the last whole multiple would favour the first signs.
      if (byte < limit && code.length < codeLength) code += alphabet.charAt(byte % alphabet.length);
    }
  }
  return code;
}

/** As people read it: `KX7M2-9QTHR`. */
export function formatJoinCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/**
 * The code that a text is, forgiving full-width and lower-case signs, spaces and hyphens of any kind;
 * null when it is not code-shaped.
 */
export function readJoinCode(text: string): string | null {
  const code = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑‒–—―−ーｰ﹣－_]/gu, '');
  const isShaped = code.length === codeLength && Array.from(code).every((sign) => alphabet.includes(sign));
  return isShaped ? code : null;
}

/** What is stored instead of the code. */
export function hashJoinCode(code: string, secretKey: string): string {
  return keyedHash(secretKey, 'join-code', code);
}

/** Five wrong tries within ten minutes lock the account for an hour, counted from the fifth. */
export function isLocked(wrongTriesAt: readonly Date[], now: Date): { readonly lockedUntil: Date } | null {
  const times = wrongTriesAt.map((at) => at.getTime()).sort((a, b) => a - b);
  for (let last = times.length - 1; last >= wrongTriesToLock - 1; last -= 1) {
    const fifth = times[last];
    const first = times[last - wrongTriesToLock + 1];
    if (fifth === undefined || first === undefined) continue;
    const lockedUntil = new Date(fifth + lockMs);
    if (fifth - first <= wrongTryWindowMs && now < lockedUntil) return { lockedUntil };
  }
  return null;
}
