import type { LineIncoming } from '../../domain/messaging/incoming.ts';
import { type Control, type Message, plainMessage } from '../../domain/messaging/message.ts';
import type { Language, Person } from '../../domain/people/people.ts';
import { textsFor } from '../../i18n/index.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { Records } from '../ports/records/records.ts';
import type { Membership, Talk } from '../ports/records/views.ts';

/** What a linked person's act is decided from. */
export type TalkContext = {
  readonly records: Records;
  readonly incoming: LineIncoming;
  readonly now: Date;
  readonly person: Person;
  readonly texts: Texts;
  /** Running enrolments as a participant, oldest first; never empty. */
  readonly memberships: readonly Membership[];
  /** The one whose programme this talk is about where nothing else says. */
  readonly membership: Membership;
  readonly talk: Talk;
};

/** One answer: what is said, and what the talk is about afterwards (left out: as before). */
export type Turn = {
  readonly messages: readonly Message[];
  readonly talk?: Partial<Talk>;
  /** The language of the menu below the talk from now on (left out: as before). */
  readonly menu?: Language;
};

/** Says nothing. */
export const silence: Turn = { messages: [] };

/** One text, with what can be tapped right after it. */
export function say(text: string, shortcuts?: readonly Control[]): Turn {
  return { messages: [plainMessage(text, shortcuts)] };
}

/** The texts of the person's language. */
export function textsOf(person: Pick<Person, 'language'>): Texts {
  return textsFor(person.language);
}

/** Puts a short text before what the turn says; the first text stands alone when the turn has buttons. */
export function withEcho(text: string | null, turn: Turn): Turn {
  return text === null ? turn : { ...turn, messages: [plainMessage(text), ...turn.messages] };
}
