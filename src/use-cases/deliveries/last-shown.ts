import type { Shown } from '../ports/sending/sending-reads.ts';

/**
 * What typed words answer after several messages were shown at once: the last of them that asks, but for a question of a
 * form, which times that ride along do not take the words from.
 */
export function lastShown(former: Shown | null, next: Shown | null | undefined): Shown | null {
  if (next === null || next === undefined) return former;
  return former?.kind === 'question' && next.kind !== 'question' ? former : next;
}
