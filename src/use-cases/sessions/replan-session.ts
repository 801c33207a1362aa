import type { Delivery, DeliveryKind, NewDelivery } from '../../domain/messaging/delivery.ts';
import { priorities } from '../../domain/messaging/delivery.ts';
import { type Attendee, planReminders } from '../../domain/reminders/plan-reminders.ts';
import { seatsOf } from '../messages/session-words.ts';
import { templateOf } from '../open-run.ts';
import type { Records } from '../ports/records/records.ts';
import type { SessionView } from '../ports/records/views.ts';
import { followLeads } from '../scheduling/leads/follow-leads.ts';
import { findCatchingUp } from './find-catching-up.ts';

const reminderKinds: readonly DeliveryKind[] = ['reminder.participant', 'reminder.pair', 'reminder.mentor'];
const correctionKinds: readonly DeliveryKind[] = ['moved.participant', 'moved.pair'];

/**
 * Makes the reminders of a session what they should be now, in the caller's transaction: inserts what is missing,
 * moves what is planned, drops what is no longer wanted, and takes up again what was dropped. Run twice it changes nothing. Answers how many were missing.
 */
export async function replanSession(records: Records, sessionId: string, now: Date): Promise<number> {
  const view = await records.sessions.getSession(sessionId);
  const known = await records.deliveries.find({ sessionId, kinds: [...reminderKinds, ...correctionKinds] });
  const standing = known.filter(({ subject }) => reminderKinds.includes(subject.kind));
  const wanted = planReminders({
    session: view.session,
    participants: attendees(view, 'participant'),
    mentors: attendees(view, 'mentor'),
    policy: templateOf(view.programme).reminders,
    now,
    // What was dropped is as if it had never been: wanted again, it is planned for the time that is right now.
    existing: new Map(
      known.filter(({ state }) => state !== 'cancelled').map(({ dedupeKey, dueAt }) => [dedupeKey, dueAt]),
    ),
  });
  const wantedKeys = new Map(wanted.map((reminder) => [reminder.dedupeKey, reminder]));
  const catchingUp = (await findCatchingUp(records, view, standing, now)).filter(
    ({ dedupeKey }) => !wantedKeys.has(dedupeKey),
  );
  // A correction that still waits when the session moves again has been overtaken by the next one.
  const isCurrent = ({ dedupeKey, subject }: Delivery): boolean =>
    correctionKinds.includes(subject.kind)
      ? dedupeKey.endsWith(`:${view.session.scheduleRevision}`)
      : wantedKeys.has(dedupeKey) || catchingUp.some((one) => one.dedupeKey === dedupeKey);
  const dropped = known.filter((delivery) => delivery.state === 'planned' && !isCurrent(delivery));
  await records.deliveries.cancel(
    dropped.map(({ id }) => id),
    'no_longer_wanted',
  );
  for (const delivery of standing) {
    const reminder = wantedKeys.get(delivery.dedupeKey);
    if (reminder === undefined) continue;
    const moves = !reminder.atOnce && reminder.dueAt.getTime() !== delivery.dueAt.getTime();
    if (moves && delivery.state === 'planned') await records.deliveries.setDueAt(delivery.id, reminder.dueAt);
    if (delivery.state === 'cancelled') await records.deliveries.revive(delivery.id, reminder.dueAt, now);
  }
  for (const { id, state } of catchingUp) {
    if (state === 'cancelled') await records.deliveries.revive(id, now, now);
  }
  if (view.team !== null) await followLeads(records, view.team.id, now);
  return records.deliveries.plan(
    wanted.map(
      (reminder): NewDelivery => ({
        programmeId: view.programme.id,
        dedupeKey: reminder.dedupeKey,
        subject: reminder.subject,
        address: reminder.address,
        sessionId,
        priority: reminder.urgent ? priorities.urgent : priorities.reminder,
        dueAt: reminder.dueAt,
        expiresAt: reminder.expiresAt,
      }),
    ),
    now,
  );
}

/** After somebody's own hours or zone changed: every session that they still attend. */
export async function replanPerson(records: Records, personId: string, now: Date): Promise<void> {
  for (const { session } of await records.sessions.upcomingSeats(personId, now)) {
    await replanSession(records, session.id, now);
  }
}

function attendees(view: SessionView, role: 'participant' | 'mentor'): readonly Attendee[] {
  return seatsOf(view, role).map(
    ({ seat, person }): Attendee => ({
      zone: person.zone,
      quietRanges: person.quietRanges,
      personId: person.id,
      seatId: seat.id,
      attends: seat.attendance === 'expected',
    }),
  );
}
