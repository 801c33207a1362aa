import type { Address } from './address.ts';

/** What a delivery is about: its kind with the ids its text is made from at send time. Never text. */
export type DeliverySubject =
  | { readonly kind: 'reminder.participant'; readonly seatId: string }
  | { readonly kind: 'reminder.pair'; readonly sessionId: string; readonly offset: ReminderOffset }
  | { readonly kind: 'reminder.mentor'; readonly seatId: string; readonly offset: ReminderOffset }
  | ({ readonly kind: 'moved.participant'; readonly seatId: string } & GivesUp & Again)
  | ({ readonly kind: 'moved.pair'; readonly sessionId: string } & GivesUp & Again)
  | ({ readonly kind: 'cancelled.participant'; readonly seatId: string } & GivesUp)
  | ({ readonly kind: 'cancelled.pair'; readonly sessionId: string } & GivesUp)
  | { readonly kind: 'cannot.pair'; readonly seatId: string }
  | {
      readonly kind: 'change.pair';
      readonly sessionId: string;
      readonly seatId: string;
      readonly revision: string;
    }
  | { readonly kind: 'relay.pair'; readonly seatId: string }
  /** The same where no mentor reads it. `about`: what was to be passed on, so that nothing else is. */
  | { readonly kind: 'relay.desk'; readonly seatId: string; readonly about: string }
  | { readonly kind: 'times.participant'; readonly proposalId: string; readonly personId: string }
  | { readonly kind: 'times.pair'; readonly proposalId: string }
  | { readonly kind: 'wish.pair'; readonly proposalId: string; readonly personId: string }
  /** What a participant wrote about these times, word for word. */
  | { readonly kind: 'words.pair'; readonly proposalId: string; readonly murmurId: string }
  | { readonly kind: 'heard.participant'; readonly seatId: string; readonly proposalId: string }
  /** Its agreed date was said not to be right. */
  | { readonly kind: 'reopened.participant'; readonly seatId: string; readonly revision: string }
  | { readonly kind: 'settled.participant'; readonly seatId: string; readonly news: SettledNews }
  | {
      readonly kind: 'settled.pair';
      readonly sessionId: string;
      readonly revision: string;
      readonly news: SettledNews;
    }
  | { readonly kind: 'offer.pair'; readonly teamId: string }
  /** A mentor cannot come: the partner is asked, or the pair learns that the session is to be moved. */
  | {
      readonly kind: 'absence.pair';
      readonly sessionId: string;
      readonly revision: string;
      readonly stage: 'asked' | 'moved';
    }
  | {
      readonly kind: 'absence.participant';
      readonly seatId: string;
      readonly revision: string;
      readonly news: 'alone' | 'move';
    }
  | { readonly kind: 'absence.desk'; readonly sessionId: string; readonly revision: string }
  | { readonly kind: 'away.mentor'; readonly rangeId: string }
  | { readonly kind: 'joined.pair'; readonly enrolmentId: string }
  | { readonly kind: 'reachable.pair'; readonly enrolmentId: string }
  | { readonly kind: 'paused.pair'; readonly enrolmentId: string }
  | { readonly kind: 'left.pair'; readonly enrolmentId: string }
  /** `mentorId`: the enrolment of the mentor who is new. */
  | { readonly kind: 'mentors.participant'; readonly enrolmentId: string; readonly mentorId: string }
  | { readonly kind: 'ask.participant'; readonly seatId: string }
  | { readonly kind: 'ask.mentor'; readonly seatId: string }
  | { readonly kind: 'nudge.participant'; readonly seatId: string }
  | { readonly kind: 'nudge.mentor'; readonly seatId: string }
  | { readonly kind: 'shared.mentor'; readonly reflectionId: string }
  | { readonly kind: 'handover.mentor'; readonly seatId: string }
  | { readonly kind: 'greeting.mentor'; readonly enrolmentId: string }
  | { readonly kind: 'greeting.pair'; readonly teamId: string }
  | { readonly kind: 'worry.desk'; readonly reflectionId: string }
  | { readonly kind: 'murmur.ack'; readonly burstId: string }
  | { readonly kind: 'murmur.desk'; readonly burstId: string }
  | { readonly kind: 'nocontact.desk'; readonly seatId: string }
  | { readonly kind: 'contact.desk'; readonly personId: string }
  | { readonly kind: 'left.desk'; readonly enrolmentId: string }
  | { readonly kind: 'mixup.desk'; readonly enrolmentId: string; readonly personId: string }
  | { readonly kind: 'quota.desk'; readonly month: string }
  | { readonly kind: 'digest'; readonly digestId: string }
  /** The same week for somebody who looks after teams, about theirs alone. */
  | { readonly kind: 'digest.supporter'; readonly digestId: string };

/** The start on which its readers still count, an instant in UTC (ISO 8601): the news has to reach them before that. */
export type GivesUp = { readonly leavesAt?: string };

/** `set`: the date that its reader knows was given up and stands again, so that nothing has moved; left out: it has. */
export type Again = { readonly news?: SettledNews };

/** A date stands: for the first time (or still), or another one than before. */
export type SettledNews = 'set' | 'moved';
export type ReminderOffset = 'eve' | 'hour';
export type DeliveryKind = DeliverySubject['kind'];

export type DeliveryState =
  | 'planned'
  | 'sending'
  | 'unknown'
  | 'sent'
  | 'cancelled'
  | 'skipped'
  | 'expired'
  | 'failed';

/** A delivery about to be written: one message to one address. */
export type NewDelivery = {
  readonly programmeId: string | null;
  /** Unique for ever: the second insert of the same key does nothing. */
  readonly dedupeKey: string;
  readonly subject: DeliverySubject;
  readonly address: Address;
  readonly sessionId: string | null;
  readonly priority: Priority;
  readonly dueAt: Date;
  /** May ride on the person's next free reply or next push until it is due. */
  readonly rides?: boolean;
  /** After this instant the message is of no use and is never sent; null: always of use. */
  readonly expiresAt: Date | null;
};

/** Lower goes first when several are due. */
export type Priority = 0 | 1 | 2 | 3 | 4 | 5;

/** The ladder of CONVERSATIONS 4: urgent, reminder, notice or confirmation, ask, nudge, announcement and digest. */
export const priorities = {
  urgent: 0,
  reminder: 1,
  notice: 2,
  ask: 3,
  nudge: 4,
  announcement: 5,
} as const satisfies Record<string, Priority>;

/** A delivery row as the sender sees it. */
export type Delivery = NewDelivery & {
  readonly id: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly firstAttemptAt: Date | null;
  readonly leaseUntil: Date | null;
  readonly externalId: string | null;
  readonly externalChannel: string | null;
  readonly sentAt: Date | null;
  /** Whether nobody knows of an attempt if it arrived, whatever became of the delivery since; left out: no. */
  readonly mayHaveArrived?: boolean;
};

/** The key of what tells a participant of a new mentor, by which it is known when they were told. */
export function mentorsNewsKey(news: { readonly enrolmentId: string; readonly mentorId: string }): string {
  return `mentors:${news.enrolmentId}:${news.mentorId}`;
}

/** Why a delivery was not sent although it was planned; shown to the coordinators. */
export type SkipReason =
  | 'not_linked'
  | 'unreachable'
  | 'no_longer_wanted'
  | 'reminders_only'
  | 'fewer_messages'
  | 'paused'
  | 'answered'
  | 'not_in_channel'
  /** Its readers are never all awake: each gets it alone. */
  | 'apart';

/** Whether a message is a mentor's as such: the pair's, or one mentor's own. */
export function isForMentors(kind: DeliveryKind): boolean {
  return kind.endsWith('.pair') || kind.endsWith('.mentor');
}

/** Somebody waits for help or would sit there alone: better twice than never. */
const betterTwice: readonly DeliveryKind[] = [
  'worry.desk',
  'nocontact.desk',
  'contact.desk',
  'cannot.pair',
  'relay.pair',
  'relay.desk',
  'absence.pair',
  'absence.desk',
];

/**
 * Whether a message that may have got through is sent again when nobody can find out. Everything else is left, and
 * shown to the coordinators: a message never comes twice.
 */
export function resendUnverified(kind: DeliveryKind): boolean {
  return betterTwice.includes(kind);
}

/** Answers to the reader's own act, and what the desk has to know. */
const throughPauses: readonly DeliveryKind[] = [
  ...betterTwice,
  'murmur.ack',
  'away.mentor',
  'murmur.desk',
  'left.desk',
  'mixup.desk',
  'quota.desk',
];

/** What stands nowhere else for its reader: it comes after the pause instead of not at all. */
export const keptThroughPause: readonly DeliveryKind[] = [
  'shared.mentor',
  'greeting.mentor',
  'mentors.participant',
  'times.participant',
];

/** Whether a message is held back when its reader pauses. What somebody waits for finds a reader all the same. */
export function restsWithReader(kind: DeliveryKind): boolean {
  return !throughPauses.includes(kind);
}
