import type { Action } from '../../../domain/messaging/actions.ts';
import type { Records } from '../../ports/records/records.ts';
import type { Member, Membership } from '../../ports/records/views.ts';
import { hasEarlierWords } from '../../replacing/earlier-words.ts';
import { earlierQuestion } from '../../replacing/mentors-news.ts';
import { say, type TalkContext, type Turn } from '../turn.ts';

/**
 * Whether a mentor who came later reads what was for the mentors before. `ref` is that mentor's enrolment; the value
 * sets, so that any tap at any time means what it says. Who has been replaced in turn reads nothing more anyway.
 */
export async function earlierTurn(talk: TalkContext, { ref, value }: Action): Promise<Turn> {
  const { records, texts, person, memberships, now } = talk;
  const { participant } = texts.replacement;
  const found = await records.people.findMembership(ref);
  if (found === null || found.enrolment.role !== 'mentor') return say(texts.edge.oldButton.unknown);
  const mine = memberships.find(({ team }) => team !== null && team.id === found.team?.id);
  if (mine === undefined) return say(texts.edge.oldButton.notYours);
  const { name } = await records.people.getPerson(found.enrolment.personId);
  if (found.enrolment.endedAt !== null) return say(participant.over({ name }));
  if (value === 'open') return { messages: [earlierQuestion({ name, mentorId: ref }, person.language)] };
  if (value !== 'show' && value !== 'hide') return say(texts.edge.oldButton.unknown);
  const shows = value === 'show';
  await records.replacements.choose({ enrolmentId: mine.enrolment.id, mentorId: ref, shows, at: now });
  return say(shows ? participant.shown({ name }) : participant.hidden({ name }));
}

/** The mentors of a participant's team who came later, where there is anything earlier to show them. */
export async function findComers(
  records: Records,
  { enrolment, team }: Membership,
): Promise<readonly Member[]> {
  if (team === null || !(await hasEarlierWords(records, enrolment))) return [];
  const places = await records.replacements.placesOf(team.id);
  const comers = new Set(
    places.flat().flatMap(({ enrolmentId, replacesId }) => (replacesId === null ? [] : [enrolmentId])),
  );
  const mentors = await records.people.membersOfTeam(team.id, 'mentor');
  return mentors.filter((one) => comers.has(one.enrolment.id));
}
