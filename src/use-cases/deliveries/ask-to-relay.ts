import { type Delivery, type DeliverySubject, priorities } from '../../domain/messaging/delivery.ts';
import { isPaused } from '../../domain/people/pauses.ts';
import { findAway } from '../../domain/scheduling/starts/availability.ts';
import type { SessionState } from '../../domain/sessions/sessions.ts';
import { planDeskNotice } from '../plan-desk-notice.ts';
import type { Records } from '../ports/records/records.ts';
import type { SeatContext } from '../ports/records/views.ts';

/**
 * LINE does not reach a participant whom a date concerns: the pair is asked to pass it on, once for this start time or
 * its end. `isInReminder`: the pair's own reminder asks for that already. Where no mentor reads it, the coordinators are
 * asked instead, in either case.
 */
export async function askToRelay(
  records: Records,
  delivery: Delivery,
  { isInReminder, now }: { readonly isInReminder: boolean; readonly now: Date },
): Promise<void> {
  const { subject } = delivery;
  if (!isDateOfParticipant(subject)) return;
  const seat = await records.sessions.findSeat(subject.seatId);
  if (seat === null || seat.team === null) return;
  const { state, scheduleRevision } = seat.session;
  const isReopened = subject.kind === 'reopened.participant';
  const isToBeMoved = state === 'unsettled' && (isReopened || subject.kind === 'absence.participant');
  if (state !== 'planned' && state !== 'cancelled' && !isToBeMoved) return;
  if (!(await hasReader(records, seat.team.id, now))) return askDeskToRelay(records, seat, now);
  if (isInReminder) return;
  await records.deliveries.plan(
    [
      {
        programmeId: delivery.programmeId,
        dedupeKey: `relay:${subject.seatId}:${isReopened ? 'open:' : ''}${scheduleRevision}:${state}`,
        subject: { kind: 'relay.pair', seatId: seat.mine.seat.id },
        address: { kind: 'pair', teamId: seat.team.id },
        sessionId: seat.session.id,
        priority: priorities.notice,
        dueAt: now,
        expiresAt: seat.session.startsAt,
      },
    ],
    now,
  );
}

/** The request itself found nobody in the pair's place: they have left meanwhile, or Slack does not reach them. */
export async function passRelayToDesk(records: Records, { subject }: Delivery, now: Date): Promise<void> {
  if (subject.kind !== 'relay.pair') return;
  const seat = await records.sessions.findSeat(subject.seatId);
  if (seat !== null) await askDeskToRelay(records, seat, now);
}

async function askDeskToRelay(records: Records, seat: SeatContext, now: Date): Promise<void> {
  const { id: seatId } = seat.mine.seat;
  const { id: sessionId, state, scheduleRevision, startsAt } = seat.session;
  if (startsAt <= now) return;
  await planDeskNotice(records, {
    programme: seat.programme,
    subject: { kind: 'relay.desk', seatId, about: relayedNews(seat.session) },
    key: `relay-desk:${seatId}:${scheduleRevision}:${state}`,
    about: { sessionId, dueAt: now, expiresAt: startsAt },
    now,
  });
}

/** What is passed on: the session at this start, or that it is not at this start any more. */
export function relayedNews({
  scheduleRevision,
  state,
}: {
  readonly scheduleRevision: number;
  readonly state: SessionState;
}): string {
  return `${scheduleRevision}:${state}`;
}

/** Somebody of the pair whom Slack reaches, and who neither pauses nor is away today. */
async function hasReader(records: Records, teamId: string, now: Date): Promise<boolean> {
  const mentors = (await records.people.membersOfTeam(teamId, 'mentor')).map(({ person }) => person);
  const ranges = await records.absences.awayOf(mentors.map(({ id }) => id));
  const away = findAway({ startsAt: now, minutes: 1 }, ranges);
  return mentors.some(
    (mentor) =>
      mentor.slackUserId !== null &&
      mentor.slackReachable &&
      !isPaused(mentor, now) &&
      !away.includes(mentor.id),
  );
}

type DateSubject = Extract<
  DeliverySubject,
  {
    kind:
      | 'reminder.participant'
      | 'moved.participant'
      | 'cancelled.participant'
      | 'reopened.participant'
      | 'absence.participant';
  }
>;

/** Whoever misses one of these would sit there alone, or not at all. */
function isDateOfParticipant(subject: DeliverySubject): subject is DateSubject {
  const kinds = [
    'reminder.participant',
    'moved.participant',
    'cancelled.participant',
    'reopened.participant',
  ];
  // That one mentor comes alone changes nothing about the way there.
  const isMove = subject.kind === 'absence.participant' && subject.news === 'move';
  return isMove || kinds.includes(subject.kind);
}
