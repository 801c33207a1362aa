import { mentorsNewsKey, type NewDelivery, priorities } from '../../domain/messaging/delivery.ts';
import { addDays, toInstant } from '../../domain/time.ts';
import type { Records } from '../ports/records/records.ts';
import type { ProgrammeView } from '../ports/records/views.ts';

/** Nearer than this the next session does not wait for a free reply (CONVERSATIONS 3.14). */
const soonMs = 48 * 60 * 60_000;

/**
 * Each participant learns who the mentors are from now on: with the next free reply or push, by a push of its own only
 * where the next session is near. What still waits when the programme ends is of no use.
 */
export async function tellParticipants(
  records: Records,
  change: {
    readonly programme: ProgrammeView;
    readonly teamId: string;
    /** The new mentor's enrolment. */
    readonly mentorId: string;
    readonly now: Date;
  },
): Promise<void> {
  const { programme, teamId, mentorId, now } = change;
  const next = await records.sessions.nextStartAfter(teamId, now);
  const isSoon = next !== null && next.getTime() - now.getTime() < soonMs;
  const end = toInstant(addDays(programme.endsOn, 1), '00:00', programme.zone);
  const participants = await records.people.membersOfTeam(teamId, 'participant');
  await records.deliveries.plan(
    participants.map(({ person, enrolment }): NewDelivery => {
      const news = { enrolmentId: enrolment.id, mentorId };
      return {
        programmeId: programme.id,
        dedupeKey: mentorsNewsKey(news),
        subject: { kind: 'mentors.participant', ...news },
        address: { kind: 'line', personId: person.id },
        sessionId: null,
        priority: priorities.notice,
        dueAt: isSoon ? now : end,
        expiresAt: end,
        rides: true,
      };
    }),
    now,
  );
}
