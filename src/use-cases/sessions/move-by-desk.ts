import { formatAddress } from '../../domain/messaging/address.ts';
import { type NewDelivery, priorities } from '../../domain/messaging/delivery.ts';
import { findAgreed } from '../../domain/reminders/plan-corrections.ts';
import { pushInstant } from '../../domain/scheduling/proposal.ts';
import { seatsOf } from '../messages/session-words.ts';
import type { Records } from '../ports/records/records.ts';
import { overruleOffer } from '../scheduling/overrule-offer.ts';
import { type MovedSession, moveSession } from './move-session.ts';

/**
 * Moves a session without asking its team, in the caller's transaction: as `moveSession`, and whoever had agreed to the
 * former date and was not reminded of it learns the new one, for free where that can wait.
 */
export async function moveByDesk(records: Records, move: MovedSession): Promise<void> {
  const { sessionId, now } = move;
  const former = await records.sessions.findSession(sessionId);
  await moveSession(records, move);
  const view = await records.sessions.getSession(sessionId);
  const { session, programme } = view;
  await overruleOffer(records, session, now);
  if (former === null || former.session.scheduleRevision === session.scheduleRevision) return;
  const told = await records.deliveries.find({ sessionId });
  const corrected = new Set(
    told
      .filter(
        ({ dedupeKey }) =>
          dedupeKey.startsWith('moved:') && dedupeKey.endsWith(`:${session.scheduleRevision}`),
      )
      .map(({ address }) => formatAddress(address)),
  );
  const news = former.session.startsAt.getTime() === session.startsAt.getTime() ? 'set' : 'moved';
  const soonest = new Date(Math.min(former.session.startsAt.getTime(), session.startsAt.getTime()));
  const base = {
    programmeId: programme.id,
    sessionId,
    priority: priorities.notice,
    expiresAt: session.startsAt,
  };
  const revision = String(session.scheduleRevision);
  const notices = findAgreed(told).flatMap((address): readonly NewDelivery[] => {
    if (corrected.has(formatAddress(address))) return [];
    const dedupeKey = `settled:${sessionId}:${formatAddress(address)}:${revision}`;
    if (address.kind === 'pair')
      return [
        {
          ...base,
          dedupeKey,
          subject: { kind: 'settled.pair', sessionId, revision, news },
          address,
          dueAt: now,
        },
      ];
    const mine = seatsOf(view, 'participant').find(
      ({ person }) => address.kind === 'line' && person.id === address.personId,
    );
    if (mine === undefined) return [];
    const subject = { kind: 'settled.participant', seatId: mine.seat.id, news } as const;
    return [{ ...base, dedupeKey, subject, address, rides: true, dueAt: pushInstant(soonest, now) }];
  });
  await records.deliveries.plan(notices, now);
}
