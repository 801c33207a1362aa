import type { Address } from '../../domain/messaging/address.ts';
import type { SkipReason } from '../../domain/messaging/delivery.ts';
import { isPaused } from '../../domain/people/pauses.ts';
import type { Language, Person, Reader } from '../../domain/people/people.ts';
import type { Target } from '../ports/channels.ts';
import type { ProgrammeView } from '../ports/records/views.ts';
import type { PlaceReads } from '../ports/sending/sending-reads.ts';

export type AddressReader = Reader & { readonly id: string };

export type Resolved =
  | {
      readonly kind: 'found';
      readonly target: Target;
      /** Everybody who reads it: quiet ranges are judged for each. */
      readonly readers: readonly AddressReader[];
      readonly language: Language;
    }
  | { readonly kind: 'nobody'; readonly reason: SkipReason };

/** Whose pause holds the message back at `now`; without it nobody's does. */
type Pauses = { readonly now: Date; readonly hold: boolean };

/**
 * The conversation behind an address as people are linked now. Shared places read the programme's language. This is
 * where a pause takes effect: nobody is there who wants no messages, and a pair of which one pauses is the other one.
 */
export async function resolveAddress(
  people: PlaceReads,
  address: Address,
  { programme, pauses }: { readonly programme: ProgrammeView | null; readonly pauses: Pauses },
): Promise<Resolved> {
  const programmeLanguage = programme?.language ?? 'ja';
  switch (address.kind) {
    case 'line':
      return lineTalk(await people.getPerson(address.personId), pauses);
    case 'dm':
      return directMessage(await people.getPerson(address.personId), pauses);
    case 'pair':
      return pairPlace(people, address.teamId, { programmeLanguage, pauses });
    case 'channel':
      return {
        kind: 'found',
        target: { platform: 'slack', channelId: address.channelId },
        readers: programme === null ? [] : await deskReaders(people, programme.id),
        language: programmeLanguage,
      };
  }
}

/** The desk's channel is read by every coordinator: nobody's evening is disturbed. */
async function deskReaders(people: PlaceReads, programmeId: string): Promise<readonly AddressReader[]> {
  return (await people.coordinatorsOf(programmeId)).map(({ person }) => person);
}

function isHeld(person: Person, { now, hold }: Pauses): boolean {
  return hold && isPaused(person, now);
}

function lineTalk(person: Person, pauses: Pauses): Resolved {
  if (person.lineUserId === null) return { kind: 'nobody', reason: 'not_linked' };
  if (!person.lineReachable) return { kind: 'nobody', reason: 'unreachable' };
  if (isHeld(person, pauses)) return { kind: 'nobody', reason: 'paused' };
  return {
    kind: 'found',
    target: { platform: 'line', userId: person.lineUserId },
    readers: [person],
    language: person.language,
  };
}

function directMessage(person: Person, pauses: Pauses): Resolved {
  if (person.slackUserId === null) return { kind: 'nobody', reason: 'not_linked' };
  if (!person.slackReachable) return { kind: 'nobody', reason: 'unreachable' };
  if (isHeld(person, pauses)) return { kind: 'nobody', reason: 'paused' };
  return {
    kind: 'found',
    target: { platform: 'slack', channelId: person.slackUserId },
    readers: [person],
    language: person.language,
  };
}

type Pair = { readonly programmeLanguage: Language; readonly pauses: Pauses };

/** The pair's group; where only one mentor is found in Slack, or does not pause, that one's DM. */
async function pairPlace(
  people: PlaceReads,
  teamId: string,
  { programmeLanguage, pauses }: Pair,
): Promise<Resolved> {
  const mentors = (await people.membersOfTeam(teamId, 'mentor')).map(({ person }) => person);
  const found = mentors.filter(({ slackUserId, slackReachable }) => slackUserId !== null && slackReachable);
  const awake = found.filter((mentor) => !isPaused(mentor, pauses.now));
  const present = awake.length > 0 ? awake : found;
  const [first, ...others] = present;
  if (first === undefined) {
    return {
      kind: 'nobody',
      reason: mentors.some((one) => one.slackUserId !== null) ? 'unreachable' : 'not_linked',
    };
  }
  const groupId = await people.pairGroup(teamId);
  if (others.length === 0 || groupId === null) return directMessage(first, pauses);
  if (awake.length === 0 && pauses.hold) return { kind: 'nobody', reason: 'paused' };
  const shared = others.every(({ language }) => language === first.language);
  return {
    kind: 'found',
    target: { platform: 'slack', channelId: groupId },
    readers: present,
    language: shared ? first.language : programmeLanguage,
  };
}
