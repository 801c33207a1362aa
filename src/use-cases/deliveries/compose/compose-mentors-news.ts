import type { DeliverySubject } from '../../../domain/messaging/delivery.ts';
import { hasEarlierWords } from '../../replacing/earlier-words.ts';
import { mentorsNews } from '../../replacing/mentors-news.ts';
import { type Composed, type Composing, send, skip } from './composed.ts';

type Subject = Extract<DeliverySubject, { kind: 'mentors.participant' }>;

/** Who the mentors are from now on; re-checked here: both still belong to the team. */
export async function composeMentorsNews(
  { records, language }: Composing,
  { enrolmentId, mentorId }: Subject,
): Promise<Composed> {
  const reader = await records.people.getEnrolment(enrolmentId);
  if (reader.endedAt !== null || reader.teamId === null) return skip();
  const mentors = await records.people.membersOfTeam(reader.teamId, 'mentor');
  const comer = mentors.find(({ enrolment }) => enrolment.id === mentorId);
  if (comer === undefined) return skip();
  const asks = await hasEarlierWords(records, reader);
  return send(mentorsNews({ mentors, comer, asks, language }));
}
