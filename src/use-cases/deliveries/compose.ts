import type { Delivery, SkipReason } from '../../domain/messaging/delivery.ts';
import type { Message } from '../../domain/messaging/message.ts';
import type { Language } from '../../domain/people/people.ts';
import type { Records } from '../ports/records.ts';
import { composeDeskNotice } from './compose-desk-notice.ts';
import { composeDigest } from './compose-digest.ts';
import { composePairNotice } from './compose-pair-notice.ts';
import { composeReflection } from './compose-reflection.ts';
import { composeReminder } from './compose-reminder.ts';

/** What a delivery says now, or why it is not wanted any more. */
export type Composed =
  | {
      readonly kind: 'message';
      readonly messages: readonly Message[];
      /** Set for news about a coming session, which may be urgent. */
      readonly sessionStartsAt?: Date;
    }
  | { readonly kind: 'skip'; readonly reason: SkipReason };

export type Composing = {
  readonly records: Records;
  readonly delivery: Delivery;
  readonly now: Date;
  /** The language of who reads the address; a shared place reads the programme's. */
  readonly language: Language;
};

/** Draws a delivery from current data (never from stored text); also used to draw a sent message again. */
export function composeDelivery(composing: Composing): Promise<Composed> {
  const { subject } = composing.delivery;
  switch (subject.kind) {
    case 'reminder.participant':
    case 'reminder.pair':
    case 'reminder.mentor':
    case 'moved.participant':
    case 'moved.pair':
    case 'cancelled.participant':
    case 'cancelled.pair':
      return composeReminder(composing, subject);
    case 'cannot.pair':
    case 'relay.pair':
    case 'joined.pair':
    case 'reachable.pair':
    case 'greeting.pair':
    case 'greeting.mentor':
      return composePairNotice(composing, subject);
    case 'ask.participant':
    case 'ask.mentor':
    case 'nudge.participant':
    case 'nudge.mentor':
    case 'shared.mentor':
    case 'murmur.ack':
      return composeReflection(composing, subject);
    case 'worry.desk':
    case 'murmur.desk':
    case 'nocontact.desk':
    case 'contact.desk':
    case 'mixup.desk':
      return composeDeskNotice(composing, subject);
    case 'digest':
      return composeDigest(composing, subject);
  }
}

/** Not wanted any more, for the given reason. */
export function skip(reason: SkipReason = 'no_longer_wanted'): Composed {
  return { kind: 'skip', reason };
}

/** To be sent, in order. */
export function send(...messages: readonly Message[]): Composed {
  return { kind: 'message', messages };
}
