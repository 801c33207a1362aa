import type { Address } from '../../domain/messaging/address.ts';
import type { SkipReason } from '../../domain/messaging/delivery.ts';
import type { Language, Person, Reader } from '../../domain/people/people.ts';
import type { Target } from '../ports/channels.ts';
import type { ProgrammeView } from '../ports/records/views.ts';
import type { PlaceReads } from '../ports/sending-reads.ts';

export type Resolved =
  | {
      readonly kind: 'found';
      readonly target: Target;
      /** Everybody who reads it: quiet ranges are judged for each. */
      readonly readers: readonly Reader[];
      readonly language: Language;
    }
  | { readonly kind: 'nobody'; readonly reason: SkipReason };

/** The conversation behind an address as people are linked now. Shared places read the programme's language. */
export async function resolveAddress(
  people: PlaceReads,
  address: Address,
  programme: ProgrammeView | null,
): Promise<Resolved> {
  const programmeLanguage = programme?.language ?? 'ja';
  switch (address.kind) {
    case 'line':
      return lineTalk(await people.getPerson(address.personId));
    case 'dm':
      return directMessage(await people.getPerson(address.personId));
    case 'pair':
      return pairPlace(people, address.teamId, programmeLanguage);
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
async function deskReaders(people: PlaceReads, programmeId: string): Promise<readonly Reader[]> {
  return (await people.coordinatorsOf(programmeId)).map(({ person }) => person);
}

function lineTalk(person: Person): Resolved {
  if (person.lineUserId === null) return { kind: 'nobody', reason: 'not_linked' };
  if (!person.lineReachable) return { kind: 'nobody', reason: 'unreachable' };
  return {
    kind: 'found',
    target: { platform: 'line', userId: person.lineUserId },
    readers: [person],
    language: person.language,
  };
}

function directMessage(person: Person): Resolved {
  if (person.slackUserId === null) return { kind: 'nobody', reason: 'not_linked' };
  if (!person.slackReachable) return { kind: 'nobody', reason: 'unreachable' };
  return {
    kind: 'found',
    target: { platform: 'slack', channelId: person.slackUserId },
    readers: [person],
    language: person.language,
  };
}

/** The pair's group; where only one mentor is found in Slack, that one's DM. */
async function pairPlace(people: PlaceReads, teamId: string, programmeLanguage: Language): Promise<Resolved> {
  const mentors = (await people.membersOfTeam(teamId, 'mentor')).map(({ person }) => person);
  const present = mentors.filter(({ slackUserId, slackReachable }) => slackUserId !== null && slackReachable);
  const [first, ...others] = present;
  if (first === undefined) {
    return {
      kind: 'nobody',
      reason: mentors.some((one) => one.slackUserId !== null) ? 'unreachable' : 'not_linked',
    };
  }
  const groupId = await people.pairGroup(teamId);
  if (others.length === 0 || groupId === null) return directMessage(first);
  const shared = others.every(({ language }) => language === first.language);
  return {
    kind: 'found',
    target: { platform: 'slack', channelId: groupId },
    readers: present,
    language: shared ? first.language : programmeLanguage,
  };
}
