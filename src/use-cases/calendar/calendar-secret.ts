import { timingSafeEqual } from 'node:crypto';
import { keyedHash } from '../../shared/hashes/keyed-hash.ts';

const proofDigits = 40;
const shape = new RegExp(
  `^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([0-9a-f]{${proofDigits}})$`,
);

/**
 * The secret part of a person's calendar address: whose it is, and 160 bits that only the holder of the key can make.
 * Nothing of it is stored; a higher revision makes another one.
 */
export function makeCalendarSecret(
  { personId, revision }: { readonly personId: string; readonly revision: number },
  secretKey: string,
): string {
  const proof = keyedHash(secretKey, 'calendar', `${personId}\n${revision}`).slice(0, proofDigits);
  return `${personId.replaceAll('-', '')}${proof}`;
}

/** Whose calendar a secret claims to open; null for a text that is none, which then costs nothing. */
export function claimedOwner(secret: string): string | null {
  const parts = shape.exec(secret)?.slice(1, 6);
  return parts === undefined ? null : parts.join('-');
}

/** Whether two secrets are the same, in a time that does not tell how much of them is. */
export function isSameSecret(given: string, actual: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(actual)];
  return one.length === other.length && timingSafeEqual(one, other);
}
