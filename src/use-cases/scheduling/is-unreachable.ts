import type { Member } from '../ports/records/views.ts';

/** Whom LINE does not reach: the pair passes the times on. */
export function isUnreachable({ person }: Pick<Member, 'person'>): boolean {
  return person.lineUserId === null || !person.lineReachable;
}
