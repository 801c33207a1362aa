export type Platform = 'line' | 'slack';

/** An event as it came in, verified but not yet understood. */
export type ReceivedEvent = {
  readonly platform: Platform;
  /** The platform's own id, or a natural one that every redelivery repeats. */
  readonly eventId: string;
  /** Events of one key are handled one after the other; `-` when nobody in particular sent it. */
  readonly personKey: string;
  /** Raw JSON text of this one event. */
  readonly body: string;
  readonly occurredAt: Date;
};

export type InboxStore = {
  /** Resolves once every event is committed; an event that is already there changes nothing. */
  readonly store: (events: readonly ReceivedEvent[]) => Promise<void>;
  /**
   * Stores one event for handling within this request; workers leave it alone for `leaseMs` of real time.
   * False when the event was already there.
   */
  readonly storeForNow: (event: ReceivedEvent, leaseMs: number) => Promise<boolean>;
};

export type ClaimedEvent = ReceivedEvent & { readonly attempts: number; readonly receivedAt: Date };

export type InboxQueue = {
  /** Leases the oldest waiting event of each of up to `limit` people. */
  readonly claim: (limit: number, leaseMs: number) => Promise<readonly ClaimedEvent[]>;
  /** Gives the event back to be tried after a delay of real time; not when somebody else has claimed it since. */
  readonly retryLater: (event: ClaimedEvent, delayMs: number, problem: string) => Promise<void>;
  /** Sets the event aside for a person to look at, unless claimed anew; others of the same person go on. */
  readonly park: (event: ClaimedEvent, problem: string, at: Date) => Promise<void>;
  /** Marks an event handled that needed no transaction of its own. */
  readonly markProcessed: (event: ReceivedEvent, at: Date) => Promise<void>;
};
