import { type Address, formatAddress } from '../messaging/address.ts';
import type { DeliverySubject, ReminderOffset } from '../messaging/delivery.ts';
import type { Reader } from '../people/people.ts';
import { earliestOpenAt, latestOpenAt } from '../people/quiet-ranges.ts';
import type { Session } from '../sessions/sessions.ts';
import { addDays, addMinutes, minutesBetween, toInstant, toLocal } from '../time.ts';
import { correctionKey } from './plan-corrections.ts';
import type { ReminderPolicy } from './policy.ts';
import { isUrgent } from './send-gate.ts';

/** Somebody with a seat, as far as reminding goes. */
export type Attendee = Reader & {
  readonly personId: string;
  readonly seatId: string;
  readonly attends: boolean;
};

export type PlannedReminder = {
  readonly subject: DeliverySubject;
  readonly address: Address;
  readonly offset: ReminderOffset;
  readonly dedupeKey: string;
  readonly dueAt: Date;
  /** The start: a reminder after it is of no use. */
  readonly expiresAt: Date;
  /** Its own instant had passed when it was planned. */
  readonly atOnce: boolean;
  /** Goes although it meets a quiet range, because the range's end would be too late. */
  readonly urgent: boolean;
};

export type ReminderPlanInput = {
  readonly session: Session;
  readonly participants: readonly Attendee[];
  readonly mentors: readonly Attendee[];
  readonly policy: ReminderPolicy;
  readonly now: Date;
  /** Reminders of this session that were planned before, by dedupe key: they are never planned a second time. */
  readonly existing: ReadonlyMap<string, Date>;
};

/** One conversation to remind, and who reads it. */
type Audience = {
  readonly address: Address;
  readonly readers: readonly Reader[];
  readonly eve: string;
  readonly offsets: readonly ReminderOffset[];
  readonly subjectFor: (offset: ReminderOffset) => DeliverySubject;
};

/**
 * Every reminder that should exist for a session (DESIGN 5): on the eve, and for mentors an hour before; moved earlier
 * out of every reader's quiet ranges, never at or after the start. Pure: the same input gives the same plan, and a
 * plan made again after it was carried out adds nothing.
 */
export function planReminders(input: ReminderPlanInput): readonly PlannedReminder[] {
  const { session, now } = input;
  if (session.state !== 'planned' || session.startsAt <= now) return [];
  return audiencesOf(input).flatMap((audience) => planFor(audience, input));
}

function audiencesOf(input: ReminderPlanInput): readonly Audience[] {
  const { session, policy } = input;
  const mentors = input.mentors.filter((one) => one.attends);
  const participants = input.participants
    .filter((one) => one.attends)
    .map(
      (one): Audience => ({
        address: { kind: 'line', personId: one.personId },
        readers: [one],
        eve: policy.participantEve,
        offsets: ['eve'],
        subjectFor: () => ({ kind: 'reminder.participant', seatId: one.seatId }),
      }),
    );
  const eachMentor = mentors.map((one) => mentorAudience(one, policy));
  const sharesGroup = session.teamId !== null && session.kind !== 'training' && mentors.length > 0;
  if (!sharesGroup || session.teamId === null) return [...participants, ...eachMentor];
  const pair: Audience = {
    address: { kind: 'pair', teamId: session.teamId },
    // Both read it, whoever comes: who goes alone may hear a little earlier, and who does not is not disturbed. That one
    // of them does not come must neither move it nor make a second message of it.
    readers: input.mentors,
    eve: policy.mentorEve,
    offsets: ['eve', 'hour'],
    subjectFor: (offset) => ({ kind: 'reminder.pair', sessionId: session.id, offset }),
  };
  return [...participants, ...(eveInstant(pair, input) === null ? eachMentor : [pair])];
}

function mentorAudience(mentor: Attendee, policy: ReminderPolicy): Audience {
  return {
    address: { kind: 'dm', personId: mentor.personId },
    readers: [mentor],
    eve: policy.mentorEve,
    offsets: ['eve', 'hour'],
    subjectFor: (offset) => ({ kind: 'reminder.mentor', seatId: mentor.seatId, offset }),
  };
}

function planFor(audience: Audience, input: ReminderPlanInput): readonly PlannedReminder[] {
  const eve = plan(audience, 'eve', eveInstant(audience, input), input);
  if (!audience.offsets.includes('hour')) return eve === null ? [] : [eve];
  const hour = plan(audience, 'hour', hourInstant(audience, input), input);
  if (eve === null || hour === null) return [eve, hour].filter((one) => one !== null);
  // Late, and not planned while the other one was: the two had become one, and stay one however late it gets.
  const wasMerged = hour.atOnce && !input.existing.has(hour.dedupeKey) && input.existing.has(eve.dedupeKey);
  const apart = Math.abs(minutesBetween(effectiveAt(eve, input), effectiveAt(hour, input)));
  return wasMerged || apart < input.policy.mergeWithinMinutes ? [eve] : [eve, hour];
}

/** When it goes, or went: what was planned before and is due already keeps its time. */
function effectiveAt(reminder: PlannedReminder, { existing }: ReminderPlanInput): Date {
  return reminder.atOnce ? (existing.get(reminder.dedupeKey) ?? reminder.dueAt) : reminder.dueAt;
}

function plan(
  audience: Audience,
  offset: ReminderOffset,
  nominal: Date | null,
  input: ReminderPlanInput,
): PlannedReminder | null {
  const { session, now } = input;
  if (nominal === null) return null;
  const atOnce = nominal <= now;
  if (atOnce && isCorrected(audience, input)) return null;
  const dueAt = atOnce ? atOnceInstant(audience, input) : nominal;
  const dedupeKey = `reminder:${session.id}:${formatAddress(audience.address)}:${offset}:${session.scheduleRevision}`;
  const stands = atOnce ? input.existing.get(dedupeKey) : undefined;
  if (dueAt === null && stands === undefined) return null;
  return {
    subject: audience.subjectFor(offset),
    address: audience.address,
    offset,
    dedupeKey,
    dueAt: stands ?? dueAt ?? now,
    expiresAt: session.startsAt,
    atOnce,
    urgent: atOnce && isUrgent(now, audience.readers, session.startsAt),
  };
}

/**
 * Whether all its readers get the correction of a moved session: for this start time that is the reminder, also where
 * the pair was told in its group and is now reminded one by one, or the other way round.
 */
function isCorrected({ address }: Audience, { session, mentors, existing }: ReminderPlanInput): boolean {
  const hears = (one: Address): boolean => existing.has(correctionKey('moved', session, one));
  const groupHears = session.teamId !== null && hears({ kind: 'pair', teamId: session.teamId });
  switch (address.kind) {
    case 'line':
    case 'channel':
      return hears(address);
    case 'dm':
      return hears(address) || groupHears;
    case 'pair':
      return (
        groupHears ||
        mentors.filter(({ attends }) => attends).every(({ personId }) => hears({ kind: 'dm', personId }))
      );
  }
}

/** The evening before in the reader's own zone, for several readers the earliest of theirs, then moved earlier. */
function eveInstant({ readers, eve }: Audience, { session }: ReminderPlanInput): Date | null {
  const eves = readers.map(({ zone }) => {
    const day = toLocal(session.startsAt, zone).date;
    return toInstant(addDays(day, -1), eve, zone).getTime();
  });
  const wanted = new Date(Math.min(...eves));
  return latestOpenAt(wanted, readers, addMinutes(wanted, -1440));
}

function hourInstant({ readers }: Audience, { session, policy }: ReminderPlanInput): Date | null {
  const wanted = addMinutes(session.startsAt, -policy.secondBeforeMinutes);
  return latestOpenAt(wanted, readers, addMinutes(session.startsAt, -1440));
}

/** Made or moved late: at once, outside the ranges or urgent, if enough time remains; else not at all. */
function atOnceInstant({ readers }: Audience, { session, policy, now }: ReminderPlanInput): Date | null {
  const latest = addMinutes(session.startsAt, -policy.minimumLeadMinutes);
  if (now > latest) return null;
  if (isUrgent(now, readers, session.startsAt)) return now;
  return earliestOpenAt(now, readers, session.startsAt);
}
