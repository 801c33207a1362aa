import { keptThroughPause } from '../../domain/messaging/delivery.ts';
import { toNotice } from '../../domain/messaging/notice.ts';
import { endOfPause, isPaused } from '../../domain/people/pauses.ts';
import type { Person } from '../../domain/people/people.ts';
import type { PlainDate } from '../../domain/time.ts';
import type { Records } from '../ports/records/records.ts';
import { followPerson } from '../scheduling/leads/follow-person.ts';

type Pausing = {
  readonly records: Records;
  readonly person: Person;
  readonly now: Date;
  /** The act it comes from, so that its pair hears of it once. */
  readonly eventId: string;
};

/**
 * No message until the end of that day. Nothing planned is dropped: what falls due in the pause is (see
 * prepare-delivery.ts). The pair learns that somebody pauses, and neither why nor until when.
 */
export async function pausePerson(pausing: Pausing, lastDay: PlainDate): Promise<void> {
  const { records, person, now } = pausing;
  await records.people.setPausedUntil(person.id, lastDay);
  if (!isPaused(person, now)) return tellPairs(pausing);
  await moveKept(pausing, endOfPause(lastDay, person.zone));
  await redrawPairs(pausing);
}

/** Messages go again; false when nothing was held back. */
export async function resumePerson(pausing: Pausing): Promise<boolean> {
  const { records, person, now } = pausing;
  if (!isPaused(person, now)) return false;
  await records.people.setPausedUntil(person.id, null);
  await moveKept(pausing, now);
  await redrawPairs(pausing);
  return true;
}

/** What waits for the end of the pause that stood so far waits for another instant. */
async function moveKept({ records, person }: Pausing, to: Date): Promise<void> {
  if (person.pausedUntil === null) return;
  const waitsUntil = endOfPause(person.pausedUntil, person.zone).getTime();
  const kept = await records.deliveries.find({ personId: person.id, kinds: keptThroughPause });
  for (const { id, dueAt } of kept) {
    if (dueAt.getTime() === waitsUntil) await records.deliveries.setDueAt(id, to);
  }
}

async function tellPairs({ records, person, now, eventId }: Pausing): Promise<void> {
  const memberships = await records.people.membershipsOf(person.id);
  await records.deliveries.plan(
    memberships.flatMap(({ enrolment, programme, team }) =>
      team === null
        ? []
        : [
            toNotice(
              {
                programmeId: programme.id,
                dedupeKey: `paused:${enrolment.id}:${eventId}`,
                subject: { kind: 'paused.pair', enrolmentId: enrolment.id },
                address: { kind: 'pair', teamId: team.id },
              },
              now,
            ),
          ],
    ),
    now,
  );
  await redrawReminders({ records, person, now, eventId });
}

/** What stands in the pair's place says who pauses: drawn again, without a new message. */
async function redrawPairs(pausing: Pausing): Promise<void> {
  const { records, person, now } = pausing;
  for (const { enrolment } of await records.people.membershipsOf(person.id)) {
    await records.deliveries.refresh({ kinds: ['paused.pair'], subject: { enrolmentId: enrolment.id } }, now);
  }
  await redrawReminders(pausing);
}

async function redrawReminders({ records, person, now }: Pausing): Promise<void> {
  // Who pauses on the day does not lead.
  await followPerson(records, person.id, now);
  for (const { session } of await records.sessions.upcomingSeats(person.id, now)) {
    await records.deliveries.refresh({ kinds: ['reminder.pair'], subject: { sessionId: session.id } }, now);
  }
}
