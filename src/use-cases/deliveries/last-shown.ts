import type { Shown } from '../ports/sending/sending-reads.ts';

/**
 * What typed words answer after several messages were shown at once: the last of them that asks. A choice that comes with
 * a question of a form takes none of its words.
 */
export function lastShown(former: Shown | null, next: Shown | null | undefined): Shown | null {
  if (next === null || next === undefined) return former;
  if (former === null || next.kind === 'question') return next;
  const behind = former.kind === 'question' ? former : former.behind;
  return behind === undefined ? next : { ...next, behind };
}
