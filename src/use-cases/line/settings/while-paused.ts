import { isPaused } from '../../../domain/people/pauses.ts';
import type { Person } from '../../../domain/people/people.ts';
import { questionOf } from '../../deliveries/pointers.ts';
import type { Records } from '../../ports/records/records.ts';
import type { Talk } from '../../ports/records/views.ts';
import { isFresh } from '../forms/form-turns.ts';
import type { Turn } from '../turn.ts';
import { pauseNotice } from './pause-turns.ts';

/** LINE takes at most five objects a reply, and thirteen quick replies below the last. */
const maxObjects = 5;
const maxShortcuts = 13;

/** State F of CONVERSATIONS 2: a reply that asks nothing ends with the pause and the way back. */
export async function whilePaused(
  records: Records,
  turn: Turn,
  context: { readonly person: Person; readonly talk: Talk; readonly now: Date },
): Promise<Turn> {
  const { now } = context;
  if (!isPaused(context.person, now) || turn.messages.length === 0) return turn;
  // As the turn has left them: they may just have come back, or changed their language.
  const person = await records.people.getPerson(context.person.id);
  if (!isPaused(person, now) || person.pausedUntil === null) return turn;
  const asked = questionOf({ ...context.talk, ...turn.talk }.pointer);
  const isAsked = asked !== null && isFresh(asked, now);
  const notice = pauseNotice(person, person.pausedUntil);
  const last = turn.messages.at(-1);
  if (isAsked || turn.messages.length >= maxObjects || last?.summary === notice.summary) return turn;
  const shortcuts = [...(last?.shortcuts ?? []).slice(0, maxShortcuts - 1), ...(notice.shortcuts ?? [])];
  return { ...turn, messages: [...turn.messages, { ...notice, shortcuts }] };
}
