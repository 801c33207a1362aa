import { type NewDelivery, priorities } from '../../domain/messaging/delivery.ts';
import { formOfSession } from '../../domain/programmes/find-template.ts';
import { planMentorAsk, planNudge, planParticipantAsk } from '../../domain/reminders/plan-asks.ts';
import { endOf } from '../../domain/sessions/sessions.ts';
import type { Clock } from '../../shared/clock.ts';
import { createSettleAbsences } from '../absences/settle-absences.ts';
import { openSeatRun, templateOf } from '../open-run.ts';
import type { Records, Transact } from '../ports/records/records.ts';
import type { SeatView, SessionView } from '../ports/records/views.ts';
import { leadOf } from '../scheduling/leads/lead-of.ts';

const batch = 10;

/**
 * What the clock does to sessions. Before the start: a question about a mentor's absence that nobody answered in time is
 * settled. After the end it plans what follows: on Slack the ask ten minutes later, on LINE two hours later unless the
 * participant has begun, and one nudge two days after each. Nobody who cannot come, or wants reminders only or fewer
 * messages, is asked.
 */
export function createCloseSessions(deps: {
  readonly transact: Transact;
  readonly clock: Clock;
}): () => Promise<number> {
  const settleAbsences = createSettleAbsences(deps);
  return async () => {
    await settleAbsences();
    let closed = 0;
    for (;;) {
      const now = deps.clock.now();
      const count = await deps.transact(async (records) => {
        const ended = await records.sessions.claimEnded(now, batch);
        for (const view of ended) {
          await planAsks(records, view, now);
          const lead = await leadOf(records.leads, view, now);
          if (lead !== null) await records.leads.keep(view.session.id, lead.person.id);
          await records.sessions.markAsked(view.session.id, now);
        }
        return ended.length;
      });
      closed += count;
      if (count < batch) return closed;
    }
  };
}

async function planAsks(records: Records, view: SessionView, now: Date): Promise<void> {
  const { session, team } = view;
  const nextSessionAt =
    team === null ? null : await records.sessions.nextStartAfter(team.id, session.startsAt);
  const willing = view.seats.filter(
    ({ seat, enrolment }) => seat.attendance === 'expected' && enrolment.consent !== 'reminders_only',
  );
  const seats = willing.filter(({ person }) => !person.fewerMessages);
  // Without an ask a mentor finds the form in the home tab; participants open theirs from the menu.
  for (const mine of willing.filter(({ seat, person }) => seat.role === 'mentor' && person.fewerMessages))
    await openSeatRun(records, { ...view, mine }, now);
  await records.deliveries.plan(
    seats.flatMap((one) => asksFor(one, view, nextSessionAt)),
    now,
  );
}

function asksFor(one: SeatView, view: SessionView, nextSessionAt: Date | null): readonly NewDelivery[] {
  const { session, programme } = view;
  const { seat, person } = one;
  const template = templateOf(programme);
  if (formOfSession(template, session.kind, seat.role) === null) return [];
  const policy = template.reminders;
  const isMentor = seat.role === 'mentor';
  const asked = { endsAt: endOf(session), reader: person, policy };
  const askAt = isMentor ? planMentorAsk(asked) : planParticipantAsk(asked);
  if (askAt === null) return [];
  const nudgeAt = planNudge({ askAt, reader: person, policy, nextSessionAt });
  const base = {
    programmeId: programme.id,
    sessionId: session.id,
    address: { kind: isMentor ? 'dm' : 'line', personId: person.id },
    expiresAt: nextSessionAt,
  } as const;
  const key = `${session.id}:${base.address.kind}:${person.id}:${session.scheduleRevision}`;
  const ask: NewDelivery = {
    ...base,
    dedupeKey: `ask:${key}`,
    subject: { kind: isMentor ? 'ask.mentor' : 'ask.participant', seatId: seat.id },
    priority: priorities.ask,
    dueAt: askAt,
  };
  if (nudgeAt === null) return [ask];
  const nudge: NewDelivery = {
    ...base,
    dedupeKey: `nudge:${key}`,
    subject: { kind: isMentor ? 'nudge.mentor' : 'nudge.participant', seatId: seat.id },
    priority: priorities.nudge,
    dueAt: nudgeAt,
  };
  return [ask, nudge];
}
