import type { Delivery, SkipReason } from '../../../domain/messaging/delivery.ts';
import type { Message } from '../../../domain/messaging/message.ts';
import type { Language } from '../../../domain/people/people.ts';
import type { LeadReads } from '../../ports/records/lead-records.ts';
import type { Records } from '../../ports/records/records.ts';
import type { SessionReads, Shown } from '../../ports/sending/sending-reads.ts';

/** What a delivery says now, or why it is not wanted any more. */
export type Composed =
  | {
      readonly kind: 'message';
      readonly messages: readonly Message[];
      /** Set for news about a coming session, which may be urgent. */
      readonly sessionStartsAt?: Date;
      /** Of several readers those whom it is for: where nobody's hours are free in time, theirs decide. */
      readonly meantFor?: readonly string[];
      /** What typed words will answer once it is shown. */
      readonly shows?: Shown;
    }
  | { readonly kind: 'skip'; readonly reason: SkipReason };

export type Composing = Speaking & { readonly records: Records };

/** The same for news of a session, which needs nothing else. */
export type ComposingNews = Speaking & { readonly sessions: SessionReads; readonly leads: LeadReads };

type Speaking = {
  readonly delivery: Delivery;
  readonly now: Date;
  /** The language of who reads the address; a shared place reads the programme's. */
  readonly language: Language;
};

/** Not wanted any more, for the given reason. */
export function skip(reason: SkipReason = 'no_longer_wanted'): Composed {
  return { kind: 'skip', reason };
}

/** To be sent, in order. */
export function send(...messages: readonly Message[]): Composed {
  return { kind: 'message', messages };
}
