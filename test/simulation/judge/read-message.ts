import type { Message, Part } from '../../../src/domain/messaging/message.ts';
import { textsFor } from '../../../src/i18n/index.ts';
import { hashContent } from '../../../src/shared/hashes/content-hash.ts';
import type { Received } from '../platforms/ledger.ts';
import { cast, deskChannel, readersOf } from '../world/cast.ts';
import type { PlannedSession } from '../world/season.ts';

/** What a message is to whoever reads it, by its words alone. */
export type Reading = {
  readonly kind:
    | 'reminder'
    | 'moved'
    | 'cancelled'
    | 'relay'
    /** The same for a session that was called off. */
    | 'relay.off'
    | 'ask'
    | 'nudge'
    | 'digest'
    /** Somebody's worry, told to the desk: where nobody can look, better twice than never. */
    | 'worry'
    /** The desk's other notices, words that are passed on, steps of a form. */
    | 'other';
  readonly session: PlannedSession | null;
  /** The start it names, or the start of the session it is about. */
  readonly startsAt: number | null;
  /** Two messages to one place with the same identity say the same thing twice. */
  readonly identity: string;
};

const { reminders, sessions: words, reflections, mentors: mentorTexts } = textsFor('ja');
const { coordinators } = textsFor('ja');
const kind = 'mentoring';

/** Recognises a message by the sentences that it must have for one of the sessions. */
export function readMessage(received: Received, all: readonly PlannedSession[]): Reading {
  const { message, to } = received;
  const readers = readersOf(to);
  const mine = all.filter(({ team }) => readers.some((reader) => reader.team === team));
  for (const session of mine) {
    for (const { at } of session.starts.toReversed()) {
      const found = readAbout(message, session, at);
      if (found !== null) {
        const identity = `${found.kind} ${session.team}/${session.number} ${at} ${found.more}`;
        return { kind: found.kind, session, startsAt: at, identity };
      }
    }
  }
  const isDigest = to === deskChannel && message.parts[0]?.kind === 'heading';
  if (isDigest) return about('digest', textOf(message.parts[0]));
  const more = `${message.summary} ${hashContent(message).slice(0, 8)}`;
  return about(message.summary === coordinators.worry.notice ? 'worry' : 'other', more);
}

function about(kind: Reading['kind'], more: string): Reading {
  return { kind, session: null, startsAt: null, identity: `${kind} ${more}` };
}

type Found = { readonly kind: Reading['kind']; readonly more: string };

function readAbout(message: Message, session: PlannedSession, startsAt: number): Found | null {
  return readForParticipant(message, session, startsAt) ?? readForMentors(message, session, startsAt);
}

function readForParticipant(
  { summary, parts }: Message,
  { number }: PlannedSession,
  startsAt: number,
): Found | null {
  const at = new Date(startsAt);
  const zone = 'Asia/Tokyo';
  const first = textOf(parts[0]);
  if (summary === reminders.participant.summary({ at, zone })) {
    const isMoved = first === words.moved.participant({ kind, number, at, zone });
    return { kind: isMoved ? 'moved' : 'reminder', more: '' };
  }
  if (
    first === words.cancelled.participant({ kind, number, at, zone }) &&
    summary === words.cancelled.summary({ at, zone })
  )
    return { kind: 'cancelled', more: '' };
  if (summary !== reflections.summary({ at, zone })) return null;
  if (first === reflections.opening) return { kind: 'ask', more: '' };
  return first === reflections.nudge({ at, zone }) ? { kind: 'nudge', more: '' } : null;
}

function readForMentors(
  { summary, parts }: Message,
  { team, number }: PlannedSession,
  startsAt: number,
): Found | null {
  const at = new Date(startsAt);
  const zones = [
    ...new Set(cast.filter((one) => one.team === team && one.role === 'mentor').map(({ zone }) => zone)),
  ];
  if (summary === reminders.pair.summary({ kind, number, at, zones })) {
    const isHour = parts.some((part) => textOf(part) === reminders.pair.atTheEnd);
    return { kind: 'reminder', more: isHour ? 'hour' : 'eve' };
  }
  if (summary === words.moved.pair({ kind, number, at, zones })) return { kind: 'moved', more: '' };
  if (summary === words.cancelled.pair({ kind, number, at, zones })) return { kind: 'cancelled', more: '' };
  if (summary === words.relay.summary({ at, zones })) return readRelay(parts, { number, at });
  if (summary !== mentorTexts.reflection.summary({ kind, number })) return null;
  const isNudge = textOf(parts[0]) === mentorTexts.reflection.nudge({ kind, number });
  return { kind: isNudge ? 'nudge' : 'ask', more: '' };
}

/** What the pair is to copy says whether the session stands. */
function readRelay(
  parts: readonly Part[],
  { number, at }: { readonly number: number; readonly at: Date },
): Found {
  const session = { kind, number, at, zone: 'Asia/Tokyo' } as const;
  const isOff = textOf(parts[1]) === words.relay.copyCancelled(session);
  return { kind: isOff ? 'relay.off' : 'relay', more: textOf(parts[0]) };
}

/** The words of a part; empty for what has none. */
export function textOf(part: Part | undefined): string {
  return part !== undefined && 'text' in part ? part.text : '';
}
