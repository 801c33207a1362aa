import { formatAddress } from '../../../domain/messaging/address.ts';
import {
  type Delivery,
  type DeliveryState,
  type NewDelivery,
  priorities,
} from '../../../domain/messaging/delivery.ts';
import { planHandover } from '../../../domain/reminders/plan-handover.ts';
import {
  type LeadRecord,
  type LedSession,
  leadsOf,
  nextSession,
} from '../../../domain/scheduling/pair/team-leads.ts';
import { seatsOf } from '../../messages/session-words.ts';
import { templateOf } from '../../open-run.ts';
import type { Records } from '../../ports/records/records.ts';
import { readNote } from './read-note.ts';

const kinds = ['handover.mentor'] as const;
/** What is on its way, or may have got through, has been said. */
const outStates: readonly DeliveryState[] = ['sent', 'sending', 'unknown'];

/**
 * Makes the hand-over of the team's next session what it should be now, in the caller's transaction: its lead hears of
 * it once where the last lead left a note, or where the pair has swapped; nobody else does. Run twice it changes
 * nothing.
 */
export async function followLeads(records: Records, teamId: string, now: Date): Promise<void> {
  const record = await records.leads.ofTeam(teamId);
  // Before the first session nobody has written anything yet.
  if (!record.sessions.some(({ endsAt, swaps }) => endsAt <= now || swaps > 0)) return;
  const next = nextSession(record, now);
  const wanted = next === null ? null : await handoverOf(records, { record, next, now });
  const sessionIds = new Set(record.sessions.map(({ id }) => id));
  const known: Delivery[] = [];
  for (const { personId } of record.mentors) {
    const own = await records.deliveries.find({ personId, kinds });
    known.push(...own.filter(({ sessionId }) => sessionId !== null && sessionIds.has(sessionId)));
  }
  const dropped = known.filter(
    ({ state, dedupeKey }) => state === 'planned' && dedupeKey !== wanted?.dedupeKey,
  );
  await records.deliveries.cancel(
    dropped.map(({ id }) => id),
    'no_longer_wanted',
  );
  const said = known.filter(({ state, sessionId }) => outStates.includes(state) && sessionId === next?.id);
  // Who was told and does not lead any more finds there who does.
  for (const { subject } of said.filter((one) => wanted === null || !isSame(one, wanted))) {
    const { kind: _kind, ...about } = subject;
    await records.deliveries.refresh({ kinds, subject: about }, now);
  }
  if (wanted === null || said.some((one) => isSame(one, wanted))) return;
  const standing = known.find(({ dedupeKey }) => dedupeKey === wanted.dedupeKey);
  if (standing === undefined) {
    await records.deliveries.plan([wanted], now);
    return;
  }
  if (standing.state === 'planned' && standing.dueAt > now)
    await records.deliveries.setDueAt(standing.id, wanted.dueAt);
  if (standing.state === 'cancelled' || standing.state === 'skipped')
    await records.deliveries.revive(standing.id, wanted.dueAt, now);
}

/** The one message that should go to the next lead; null where there is nothing to say, or no time left to say it. */
async function handoverOf(
  records: Records,
  { record, next, now }: { readonly record: LeadRecord; readonly next: LedSession; readonly now: Date },
): Promise<NewDelivery | null> {
  const view = await records.sessions.findSession(next.id);
  if (view === null) return null;
  const leadId = leadsOf(record, now).get(next.id);
  const lead = seatsOf(view, 'mentor').find(({ person }) => person.id === leadId);
  if (lead === undefined) return null;
  const { person, seat } = lead;
  const isChosen = next.swaps > 0 && next.leadId === person.id;
  if (!isChosen && (await readNote(records, view, person.id, now)) === null) return null;
  const { startsAt, scheduleRevision } = view.session;
  const policy = templateOf(view.programme).reminders;
  const dueAt = planHandover({ startsAt, reader: person, policy, wasSwapped: isChosen, now });
  if (dueAt === null) return null;
  const address = { kind: 'dm', personId: person.id } as const;
  return {
    programmeId: view.programme.id,
    dedupeKey: `handover:${next.id}:${formatAddress(address)}:${next.swaps}:${scheduleRevision}`,
    subject: { kind: 'handover.mentor', seatId: seat.id },
    address,
    sessionId: next.id,
    priority: priorities.notice,
    dueAt,
    expiresAt: startsAt,
  };
}

/** The same lead of the same session, whatever date it had. */
function isSame(one: Delivery, other: NewDelivery): boolean {
  const about = (key: string): string => key.slice(0, key.lastIndexOf(':'));
  return about(one.dedupeKey) === about(other.dedupeKey);
}
