import { type Address, formatAddress } from '../messaging/address.ts';
import type { Delivery, DeliveryKind, DeliveryState, DeliverySubject } from '../messaging/delivery.ts';
import type { Session } from '../sessions/sessions.ts';

export type Correction = {
  readonly subject: DeliverySubject;
  readonly address: Address;
  readonly dedupeKey: string;
};

/** Somebody with a seat. */
type Seated = { readonly personId: string; readonly seatId: string; readonly attends: boolean };

/** A message about the session, whatever became of it. */
export type Told = Pick<Delivery, 'subject' | 'address' | 'state' | 'mayHaveArrived'>;

const datingKinds: readonly DeliveryKind[] = [
  'reminder.participant',
  'reminder.pair',
  'reminder.mentor',
  'moved.participant',
  'moved.pair',
];
/** What says of a date that it was agreed. */
const agreeingKinds: readonly DeliveryKind[] = ['settled.participant', 'settled.pair', 'heard.participant'];
/** What is on its way, or may have got through, has to be corrected too. */
const outStates: readonly DeliveryState[] = ['sent', 'sending', 'unknown'];

/**
 * Who learns that a session moved or was called off: one message for each conversation that was reminded of it, told
 * of an earlier change, or may have been; called off, also for each in which its date was agreed. Whoever has heard nothing yet, or does not come, gets none. Carries no
 * instants: such news goes at once, outside quiet ranges.
 */
export function planCorrections(change: {
  readonly news: 'moved' | 'cancelled';
  /** As it stands after the change. */
  readonly session: Pick<Session, 'id' | 'teamId' | 'startsAt' | 'scheduleRevision'>;
  readonly participants: readonly Seated[];
  readonly mentors: readonly Seated[];
  /** Oldest first. */
  readonly told: readonly Told[];
  /** The start that the session leaves. */
  readonly leavesAt: Date;
  readonly now: Date;
}): readonly Correction[] {
  const { news, session } = change;
  const leavesAt = firstLeft(change).toISOString();
  const startsAt = session.startsAt.toISOString();
  const knowing = new Set(
    change.told.filter((one) => knowsOf(news, one)).map(({ address }) => formatAddress(address)),
  );
  const correct = (subject: DeliverySubject, address: Address): readonly Correction[] =>
    knowing.has(formatAddress(address))
      ? [
          {
            subject: knownStart(change, address) === startsAt ? standing(subject) : subject,
            address,
            dedupeKey: correctionKey(news, session, address),
          },
        ]
      : [];
  const attending = (people: readonly Seated[]) => people.filter(({ attends }) => attends);
  const toParticipants = attending(change.participants).flatMap(({ personId, seatId }) =>
    correct({ kind: `${news}.participant`, seatId, leavesAt }, { kind: 'line', personId }),
  );
  const toMentors = { kind: `${news}.pair`, sessionId: session.id, leavesAt } as const;
  const toPair = session.teamId === null ? [] : correct(toMentors, { kind: 'pair', teamId: session.teamId });
  const toEach = attending(change.mentors).flatMap(({ personId }) =>
    correct(toMentors, { kind: 'dm', personId }),
  );
  return [...toParticipants, ...(toPair.length > 0 ? toPair : toEach)];
}

/** What is said where the start is the one that its reader knows: that it stands, not that it has moved. */
function standing(subject: DeliverySubject): DeliverySubject {
  const moves = subject.kind === 'moved.participant' || subject.kind === 'moved.pair';
  return moves ? { ...subject, news: 'set' } : subject;
}

/** The start that a conversation knows, as an instant in UTC: the one that is left, unless word of it never went out. */
function knownStart(
  { told, leavesAt }: { readonly told: readonly Told[]; readonly leavesAt: Date },
  address: Address,
): string {
  const place = formatAddress(address);
  let known: string | null = null;
  for (const one of told) {
    if (formatAddress(one.address) !== place) continue;
    if (isOut(one)) known = null;
    else if ('leavesAt' in one.subject) known ??= one.subject.leavesAt ?? null;
  }
  return known ?? leavesAt.toISOString();
}

/**
 * The first start to come on which readers may still count: the one that is left, or what a correction was to give up that never
 * went out, because another change has overtaken it.
 */
export function firstLeft({
  told,
  leavesAt,
  now,
}: {
  readonly told: readonly Told[];
  readonly leavesAt: Date;
  readonly now: Date;
}): Date {
  const waiting = told.flatMap(({ subject, state }) =>
    !outStates.includes(state) && 'leavesAt' in subject && subject.leavesAt !== undefined
      ? [new Date(subject.leavesAt)]
      : [],
  );
  const toCome = [...waiting, leavesAt].filter((left) => left > now);
  return toCome.reduce((first, left) => (left < first ? left : first), toCome[0] ?? leavesAt);
}

/** The one message that a conversation gets about a change of a session. */
export function correctionKey(
  news: 'moved' | 'cancelled',
  session: Pick<Session, 'id' | 'scheduleRevision'>,
  address: Address,
): string {
  return `${news}:${session.id}:${formatAddress(address)}:${session.scheduleRevision}`;
}

/** Of a move those who agreed to the former date hear when the new one is agreed; called off, it is news to them. */
function knowsOf(news: 'moved' | 'cancelled', told: Told): boolean {
  const kinds = news === 'moved' ? datingKinds : [...datingKinds, ...agreeingKinds];
  return kinds.includes(told.subject.kind) && isOut(told);
}

/** Whether it may be known: also what waits again, or was dropped, after an attempt of which nobody knows. */
export function isOut({ state, mayHaveArrived = false }: Pick<Told, 'state' | 'mayHaveArrived'>): boolean {
  return mayHaveArrived || outStates.includes(state);
}

/** The conversations that count on the session's date, or may do so: reminded of it, or told that it was agreed. */
export function findCounting(told: readonly Told[]): readonly Address[] {
  const known = told.filter((one) => knowsOf('cancelled', one));
  return [...new Map(known.map(({ address }) => [formatAddress(address), address])).values()];
}

/** The conversations that were told of an agreed date, or may have been. */
export function findAgreed(told: readonly Told[]): readonly Address[] {
  const heard = told.filter((one) => agreeingKinds.includes(one.subject.kind) && isOut(one));
  return [...new Map(heard.map(({ address }) => [formatAddress(address), address])).values()];
}
