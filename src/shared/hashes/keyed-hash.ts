import { createHmac } from 'node:crypto';

/** A keyed fingerprint (HMAC-SHA256, hex): the same text and purpose give the same hash, and nobody without the key can test guesses. */
export function keyedHash(secretKey: string, purpose: string, text: string): string {
  return createHmac('sha256', Buffer.from(secretKey, 'hex')).update(`${purpose}\n${text}`).digest('hex');
}
