import { formatAddress } from '../../../domain/messaging/address.ts';
import { type NewDelivery, priorities, type SettledNews } from '../../../domain/messaging/delivery.ts';
import { type OfferedTime, type Proposal, pushInstant } from '../../../domain/scheduling/proposal.ts';
import type { Session } from '../../../domain/sessions/sessions.ts';
import { createSession } from '../../desk/import-sessions.ts';
import { seatsOf } from '../../messages/session-words.ts';
import type { Records } from '../../ports/records/records.ts';
import type { SessionView } from '../../ports/records/views.ts';
import { moveSession } from '../../sessions/move-session.ts';
import { endProposal } from '../end-proposal.ts';
import type { TeamDates } from '../scheduling-context.ts';
import { findToldOtherwise } from './told-otherwise.ts';

/**
 * A time stands: the session is made or moved with its reminders, and everybody else learns it once. Behind the team's
 * lock. Answers the session's id.
 */
export async function confirmTime(
  records: Records,
  confirmation: {
    readonly proposal: Proposal;
    readonly time: OfferedTime;
    readonly dates: TeamDates;
    /** Who is told by the answer to the own act; null: nobody. */
    readonly by: string | null;
    /** Agreed by word of mouth: the participants are asked whether it is right. */
    readonly heard: boolean;
    readonly now: Date;
  },
): Promise<string> {
  const { proposal, time, dates, now } = confirmation;
  const sessionId =
    proposal.sessionId === null
      ? await makeSession(records, proposal, time, { dates, now })
      : await changeSession(records, proposal, time, now);
  await endProposal(records, proposal.id, { state: 'confirmed', sessionId, at: now });
  await records.deliveries.refresh({ kinds: ['change.pair'], subject: { sessionId } }, now);
  await planNews(records, await records.sessions.getSession(sessionId), confirmation);
  return sessionId;
}

/** What is to be said of a proposal's date: nothing has moved where the session was given up and keeps its start. */
export function newsOf(
  { sessionId }: Pick<Proposal, 'sessionId'>,
  { startsAt }: Pick<OfferedTime, 'startsAt'>,
  { sessions }: Pick<TeamDates, 'sessions'>,
): SettledNews {
  const former = sessions.find(({ id }) => id === sessionId);
  return former === undefined || former.startsAt.getTime() === startsAt.getTime() ? 'set' : 'moved';
}

function makeSession(
  records: Records,
  { programmeId, kind, number, minutes, link }: Proposal,
  { startsAt }: OfferedTime,
  { dates, now }: { readonly dates: TeamDates; readonly now: Date },
): Promise<string> {
  const row = { team: dates.team.code, kind, number, startsAt, minutes, link };
  return createSession(records, programmeId, row, now);
}

async function changeSession(
  records: Records,
  { sessionId, minutes, link }: Proposal,
  { startsAt }: OfferedTime,
  now: Date,
): Promise<string> {
  if (sessionId === null) throw new Error('a session that is moved has an id');
  if (link !== null) await records.desk.setLink(sessionId, link, now);
  await moveSession(records, { sessionId, startsAt, minutes, now });
  return sessionId;
}

/**
 * Whoever was reminded of the former date has had its correction planned by the move itself; not wanted by whom the
 * answer to the own tap tells the same.
 */
async function planNews(
  records: Records,
  view: SessionView,
  { proposal, time, dates, by, heard, now }: Parameters<typeof confirmTime>[1],
): Promise<void> {
  const { session } = view;
  const corrections = (
    await records.deliveries.find({ sessionId: session.id, kinds: ['moved.participant', 'moved.pair'] })
  ).filter(({ dedupeKey }) => dedupeKey.endsWith(`:${session.scheduleRevision}`));
  const own = corrections
    .filter(({ address }) => address.kind === 'line' && address.personId === by)
    .map(({ id }) => id);
  await records.deliveries.cancel(own, 'answered');
  const corrected = new Set(
    corrections.filter(({ id }) => !own.includes(id)).map(({ address }) => formatAddress(address)),
  );
  // A pair that is reminded one by one is corrected so, too: its group has nothing to learn.
  const mentors = seatsOf(view, 'mentor').map(({ person }) =>
    formatAddress({ kind: 'dm', personId: person.id }),
  );
  if (mentors.length > 0 && mentors.every((address) => corrected.has(address)))
    corrected.add(formatAddress({ kind: 'pair', teamId: proposal.teamId }));
  const base = {
    programmeId: proposal.programmeId,
    sessionId: session.id,
    priority: priorities.notice,
    expiresAt: session.startsAt,
  };
  const news = newsOf(proposal, time, dates);
  const pair: NewDelivery = {
    ...base,
    dedupeKey: `settled:${proposal.id}:pair`,
    subject: {
      kind: 'settled.pair',
      sessionId: session.id,
      revision: String(session.scheduleRevision),
      news,
    },
    address: { kind: 'pair', teamId: proposal.teamId },
    dueAt: now,
  };
  const otherwise = await findToldOtherwise(records, session, now);
  const participants = seatsOf(view, 'participant').map(
    ({ seat, person }): NewDelivery => ({
      ...base,
      dedupeKey: `settled:${proposal.id}:${person.id}`,
      subject:
        heard && person.id !== by
          ? { kind: 'heard.participant', seatId: seat.id, proposalId: proposal.id }
          : { kind: 'settled.participant', seatId: seat.id, news },
      address: { kind: 'line', personId: person.id },
      rides: true,
      // A question about what was agreed is not worth a push where the reminder says the same before any other start.
      dueAt: heard
        ? pushBefore(otherwise.get(person.id), { session, now })
        : pushInstant(session.startsAt, now),
    }),
  );
  await records.deliveries.plan(
    [pair, ...participants].filter(({ address }) => !corrected.has(formatAddress(address))),
    now,
  );
  // Told by the answer to the own act, which has no row of its own: what becomes of the date is told them too.
  const answered = await records.deliveries.find({ sessionId: session.id, kinds: ['settled.participant'] });
  const ids = answered
    .filter(({ dedupeKey }) => dedupeKey === `settled:${proposal.id}:${by}`)
    .map(({ id }) => id);
  await records.deliveries.settleRiders(ids, { state: 'sent', reason: null, at: now });
}

/** In time for whoever was told another start that is ahead; else it rides until the session begins. */
function pushBefore(
  told: Date | undefined,
  { session, now }: { readonly session: Session; readonly now: Date },
): Date {
  return told === undefined ? session.startsAt : pushInstant(told, now);
}
