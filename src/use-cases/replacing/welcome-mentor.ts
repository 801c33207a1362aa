import { type Delivery, type NewDelivery, priorities } from '../../domain/messaging/delivery.ts';
import { toNotice } from '../../domain/messaging/notice.ts';
import { isUrgent } from '../../domain/reminders/send-gate.ts';
import type { TakenPlace } from '../messages/notices.ts';
import type { Records } from '../ports/records/records.ts';
import type { Membership } from '../ports/records/views.ts';

/**
 * A mentor has been found in Slack, or somebody who was known there has become one: the greeting, which asks for consent,
 * and what the pair was reminded of before they came. Under keys that exist once.
 */
export async function welcomeMentor(
  records: Records,
  { enrolment, programme }: Membership,
  now: Date,
): Promise<void> {
  if (enrolment.role !== 'mentor') return;
  const greeting = toNotice(
    {
      programmeId: programme.id,
      dedupeKey: `greeting:${enrolment.id}`,
      subject: { kind: 'greeting.mentor', enrolmentId: enrolment.id },
      address: { kind: 'dm', personId: enrolment.personId },
    },
    now,
  );
  await records.deliveries.plan([greeting, ...(await findMissed(records, enrolment, now))], now);
}

/** The place that a mentor took over, if they did. */
export async function findTakenPlace(
  records: Records,
  { id, teamId }: Pick<Membership['enrolment'], 'id' | 'teamId'>,
): Promise<TakenPlace | null> {
  const places = teamId === null ? [] : await records.replacements.placesOf(teamId);
  const isComer = places
    .flat()
    .some(({ enrolmentId, replacesId }) => enrolmentId === id && replacesId !== null);
  if (!isComer || teamId === null) return null;
  const { code } = (await records.people.getTeam(teamId)).team;
  const mentors = await records.people.membersOfTeam(teamId, 'mentor');
  const partners = mentors.filter(({ enrolment }) => enrolment.id !== id);
  return { team: code, names: partners.map(({ person }) => person.name) };
}

/** Only who takes a place over comes after the pair's reminders. */
async function findMissed(
  records: Records,
  enrolment: Membership['enrolment'],
  now: Date,
): Promise<readonly NewDelivery[]> {
  const { id, personId } = enrolment;
  if ((await findTakenPlace(records, enrolment)) === null) return [];
  const missed: NewDelivery[] = [];
  for (const { session, mine, programme } of await records.sessions.upcomingSeats(personId, now)) {
    if (mine.enrolment.id !== id || session.startsAt <= now) continue;
    const reminders = await records.deliveries.find({ sessionId: session.id, kinds: ['reminder.pair'] });
    const latest = reminders.findLast(
      ({ state, dedupeKey }) => wentOut(state) && dedupeKey.endsWith(`:${session.scheduleRevision}`),
    );
    if (latest?.subject.kind !== 'reminder.pair') continue;
    const { offset } = latest.subject;
    missed.push({
      programmeId: programme.id,
      dedupeKey: `reminder:${session.id}:dm:${personId}:${offset}:${session.scheduleRevision}`,
      subject: { kind: 'reminder.mentor', seatId: mine.seat.id, offset },
      address: { kind: 'dm', personId },
      sessionId: session.id,
      priority: isUrgent(now, [mine.person], session.startsAt) ? priorities.urgent : priorities.reminder,
      dueAt: now,
      expiresAt: session.startsAt,
    });
  }
  return missed;
}

function wentOut(state: Delivery['state']): boolean {
  return state === 'sent' || state === 'sending' || state === 'unknown';
}
