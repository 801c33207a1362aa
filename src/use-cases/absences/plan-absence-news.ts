import type { Delivery, DeliveryKind, NewDelivery } from '../../domain/messaging/delivery.ts';
import { priorities } from '../../domain/messaging/delivery.ts';
import { isOut } from '../../domain/reminders/plan-corrections.ts';
import type { AbsenceCourse, AbsenceDeadlines } from '../../domain/scheduling/pair/decide-absence.ts';
import { addMinutes } from '../../domain/time.ts';
import { seatsOf } from '../messages/session-words.ts';
import { planDeskNotice } from '../plan-desk-notice.ts';
import type { Records } from '../ports/records/records.ts';
import { findToldOtherwise } from '../scheduling/settling/told-otherwise.ts';
import type { AbsenceState } from './absence-state.ts';

const newsKinds: readonly DeliveryKind[] = ['absence.pair', 'absence.desk', 'absence.participant'];

/** How long after the reminder the line goes by itself that was to ride on it. */
const rideMinutes = 10;

/** What is being sent right now has arrived by then: a reminder that still names both does not come second. */
const underWayMs = 15_000;

/** The reminder that names who comes, and what replaces it after a move. */
const datingKinds: readonly DeliveryKind[] = ['reminder.participant', 'moved.participant'];

/** Everything planned about an absence is over, but for the delivery with the key to keep. */
export async function dropAbsenceNews(records: Records, sessionId: string, keep = ''): Promise<void> {
  const planned = (await records.deliveries.find({ sessionId, kinds: newsKinds })).filter(
    ({ state, dedupeKey }) => state === 'planned' && dedupeKey !== keep,
  );
  await records.deliveries.cancel(
    planned.map(({ id }) => id),
    'no_longer_wanted',
  );
}

/** The partner has answered: neither the question nor its deadlines are wanted any more. */
export async function dropQuestion(records: Records, sessionId: string): Promise<void> {
  const kinds = ['absence.pair', 'absence.desk'] as const;
  await records.deliveries.cancelMatching({ sessionId, kinds }, 'no_longer_wanted');
}

/**
 * The partner is asked at once; both deadlines are planned as messages that look at the record when they are due. The
 * second is kept by a sweep as well (see settle-absences.ts).
 */
export async function planQuestion(
  records: Records,
  state: AbsenceState,
  { deskAt, moveAt }: AbsenceDeadlines,
  now: Date,
): Promise<void> {
  const key = questionKey(state);
  const { id, scheduleRevision, startsAt } = state.view.session;
  await planDeskNotice(records, {
    programme: state.view.programme,
    subject: { kind: 'absence.desk', sessionId: id, revision: String(scheduleRevision) },
    key: `${key}:desk`,
    about: { sessionId: id, dueAt: deskAt, expiresAt: startsAt },
    now,
  });
  await records.deliveries.plan(
    [
      ...pairNews(state, 'asked', { dedupeKey: `${key}:asked`, dueAt: now }),
      ...pairNews(state, 'moved', { dedupeKey: `${key}:moved`, dueAt: moveAt }),
    ],
    now,
  );
  await takeUpAgain(
    records,
    id,
    (dedupeKey) => {
      if (dedupeKey === `${key}:asked`) return now;
      if (dedupeKey === `${key}:moved`) return moveAt;
      return dedupeKey.startsWith(`${key}:desk:`) ? deskAt : null;
    },
    now,
  );
}

/**
 * What was dropped holds again: the partner who had answered is the pair's no more, or other times were offered for the
 * session and taken back. `dueAt` answers when each is due; null for what is not wanted.
 */
async function takeUpAgain(
  records: Records,
  sessionId: string,
  dueAt: (dedupeKey: string) => Date | null,
  now: Date,
): Promise<void> {
  for (const { id, dedupeKey, state } of await records.deliveries.find({ sessionId, kinds: newsKinds })) {
    const at = state === 'cancelled' || state === 'skipped' ? dueAt(dedupeKey) : null;
    if (at !== null) await records.deliveries.revive(id, at, now);
  }
}

/** One mentor comes alone: the line rides on the reminder where that is still to come, else it goes at once. */
export async function planPartnerIsAlone(
  records: Records,
  state: AbsenceState,
  by: string,
  now: Date,
): Promise<void> {
  const lines = await linesOf(records, state, 'alone', now);
  const named = await findNamedTo(records, state);
  const wanted = lines
    .filter(({ address }) => named === null || (address.kind === 'line' && named.has(address.personId)))
    // Another one may come to the pair and fall out as well: that is said again.
    .map((line) => ({ ...line, dedupeKey: `${line.dedupeKey}:${by}:${outSince(state)}` }));
  await records.deliveries.plan(wanted, now);
  const dueAt = new Map(wanted.map((line) => [line.dedupeKey, line.dueAt]));
  await takeUpAgain(records, state.date.sessionId, (dedupeKey) => dueAt.get(dedupeKey) ?? null, now);
}

/**
 * Whom a message may have told of the mentor who has left the pair; null where somebody of the pair says that they cannot
 * come: that every participant hears. What goes out later names only who comes.
 */
async function findNamedTo(
  records: Records,
  { view, sayings }: AbsenceState,
): Promise<ReadonlySet<string> | null> {
  const standing = sayings.absences.filter(({ backAt }) => backAt === null);
  if (standing.some(({ because }) => because !== 'left')) return null;
  const leftAt = new Date(Math.max(...standing.map(({ at }) => at.getTime())));
  const told = await records.deliveries.find({ sessionId: view.session.id, kinds: datingKinds });
  return new Set(
    told
      .filter((one) => isOut(one) && (one.sentAt === null || one.sentAt <= leftAt))
      .flatMap(({ address }) => (address.kind === 'line' ? [address.personId] : [])),
  );
}

/** The session is to be moved: participants learn it, and the pair where none of them has decided it. */
export async function planMoveNews(
  records: Records,
  state: AbsenceState,
  because: Extract<AbsenceCourse, { kind: 'move' }>['because'],
  now: Date,
): Promise<void> {
  const otherwise = await findToldOtherwise(records, state.view.session, now);
  const lines = (await linesOf(records, state, 'move', now)).map((line) => correctDate(line, otherwise, now));
  const dedupeKey = `${questionKey(state)}:moved`;
  const toPair = because === 'partner' ? [] : pairNews(state, 'moved', { dedupeKey, dueAt: now });
  await dropAbsenceNews(records, state.date.sessionId, because === 'partner' ? '' : dedupeKey);
  await records.deliveries.plan([...lines, ...toPair], now);
  // The deadline's own message, where something else noticed first that it has passed.
  if (toPair.length > 0) await records.deliveries.hasten(dedupeKey, now);
}

/** Who knows the session by another start is not told of this one, but that its date is open, and at once. */
function correctDate(line: NewDelivery, otherwise: ReadonlyMap<string, Date>, now: Date): NewDelivery {
  const { subject, address, expiresAt } = line;
  const told = address.kind === 'line' ? otherwise.get(address.personId) : undefined;
  if (told === undefined || subject.kind !== 'absence.participant') return line;
  const { seatId, revision } = subject;
  return {
    ...line,
    dedupeKey: `${line.dedupeKey}:open`,
    subject: { kind: 'reopened.participant', seatId, revision },
    priority: priorities.urgent,
    dueAt: now,
    expiresAt: expiresAt !== null && expiresAt > told ? expiresAt : told,
  };
}

function pairNews(
  { view, team, date }: AbsenceState,
  stage: 'asked' | 'moved',
  one: Pick<NewDelivery, 'dedupeKey' | 'dueAt'>,
): readonly NewDelivery[] {
  if (team === null) return [];
  const { sessionId, revision } = date;
  return [
    {
      ...one,
      programmeId: view.programme.id,
      subject: { kind: 'absence.pair', sessionId, revision: String(revision), stage },
      address: { kind: 'pair', teamId: team.id },
      sessionId,
      priority: priorities.urgent,
      expiresAt: view.session.startsAt,
    },
  ];
}

/** Said, taken back and said again, it is asked anew. */
function questionKey(state: AbsenceState): string {
  const { sessionId, revision } = state.date;
  return `absence:${sessionId}:${revision}:${outSince(state)}`;
}

/** Since when it has been as it is, in milliseconds: the last absence that stands. */
function outSince({ sayings }: AbsenceState): number {
  const standing = sayings.absences.filter(({ backAt }) => backAt === null).map(({ at }) => at.getTime());
  return Math.max(0, ...standing);
}

async function linesOf(
  records: Records,
  { view, date }: AbsenceState,
  news: 'alone' | 'move',
  now: Date,
): Promise<readonly NewDelivery[]> {
  const { session, programme } = view;
  const dated = (await records.deliveries.find({ sessionId: session.id, kinds: datingKinds })).filter(
    ({ dedupeKey }) => dedupeKey.endsWith(`:${session.scheduleRevision}`),
  );
  return seatsOf(view, 'participant')
    .filter(({ seat }) => seat.attendance === 'expected')
    .map(({ seat, person }): NewDelivery => {
      const own = dated.filter((one) => isFor(one, person.id));
      const toCome = own.find(
        ({ state, dueAt }) => state === 'planned' && dueAt > now && dueAt < session.startsAt,
      );
      const atOnce = own.some(({ state }) => state === 'sending')
        ? new Date(now.getTime() + underWayMs)
        : now;
      return {
        programmeId: programme.id,
        dedupeKey: `absence:${session.id}:${date.revision}:${person.id}:${news}`,
        subject: { kind: 'absence.participant', seatId: seat.id, revision: String(date.revision), news },
        address: { kind: 'line', personId: person.id },
        sessionId: session.id,
        priority: toCome === undefined ? priorities.urgent : priorities.notice,
        rides: true,
        dueAt: toCome === undefined ? atOnce : addMinutes(toCome.dueAt, rideMinutes),
        expiresAt: session.startsAt,
      };
    });
}

function isFor({ address }: Delivery, personId: string): boolean {
  return address.kind === 'line' && address.personId === personId;
}
