import type { Delivery, SkipReason } from '../../../domain/messaging/delivery.ts';
import type { Target } from '../channels.ts';
import type { Pointer } from '../records/views.ts';

/** A leased delivery. */
export type ClaimedDelivery = Delivery & {
  /** An attempt since then may have got through; null when none did. */
  readonly uncertainSince: Date | null;
  /** Whether there is time left to send under this lease; real time, so a frozen process finds it gone. */
  readonly holdsLease: () => boolean;
};

/** One lease of a delivery: no two leases of the same row have the same number of attempts. */
export type Claim = Pick<ClaimedDelivery, 'id' | 'attempts'>;

/** A sent message that is to be drawn again. */
export type ClaimedRefresh = Delivery & {
  /** Since when somebody may see it whose part has ended; null: nobody does. */
  readonly withdrawnAt: Date | null;
  readonly leasedUntil: Date;
};

/** The sender's side of the delivery table. Every write holds only under the lease it names. */
export type Outbox = {
  /** Leases deliveries due at `now`, and those whose lease ran out: urgent ones, then by due time and priority. */
  readonly claim: (
    now: Date,
    limit: number,
    platforms?: readonly Target['platform'][],
  ) => Promise<readonly ClaimedDelivery[]>;
  /** When the next planned delivery after `now` is due; null when none is. */
  readonly nextDueAt: (now: Date) => Promise<Date | null>;
  /** Riders of the same request become sent with it. Holds under any lease of this process: it is so. */
  readonly markSent: (
    claim: Claim,
    sent: {
      readonly at: Date;
      readonly externalId: string | null;
      readonly externalChannel: string | null;
      readonly quotaCost: number;
      /** What it showed to a person of LINE that typed words may answer; noted with it. */
      readonly shown: { readonly personId: string; readonly pointer: Pointer } | null;
    },
  ) => Promise<void>;
  /** Perhaps sent: found again when the lease has run out, later and later as attempts go by. */
  readonly markUnknown: (claim: Claim, code: string) => Promise<void>;
  readonly markSkipped: (claim: Claim, reason: SkipReason) => Promise<void>;
  readonly markExpired: (claim: Claim) => Promise<void>;
  readonly markFailed: (claim: Claim, code: string) => Promise<void>;
  /** Back to planned, due later. `countsAsAttempt` false gives the attempt back. */
  readonly postpone: (claim: Claim, dueAt: Date, countsAsAttempt: boolean) => Promise<void>;
  /** Back to planned until then, free to ride on the person's next free reply or push. */
  readonly hold: (claim: Claim, until: Date, reason: string) => Promise<void>;
  /**
   * Deliveries of the person that ride on this one's request: those already attached, and as many waiting ones as
   * `room` allows (none for a request that may have got through, which has to stay the same).
   */
  readonly attachRiders: (
    carrier: ClaimedDelivery,
    personId: string,
    now: Date,
    room: number,
  ) => Promise<readonly Delivery[]>;
  /** Lets a rider go that is not wanted any more. */
  readonly detachRider: (riderId: string) => Promise<void>;
  /** Sent messages to be drawn again. Who is interrupted leaves them to the next one, a minute later. */
  readonly claimRefreshes: (now: Date, limit: number) => Promise<readonly ClaimedRefresh[]>;
  /** Takes it off the list, unless it has changed once more since it was claimed. */
  readonly refreshed: (deliveryId: string, leasedUntil: Date) => Promise<void>;
  readonly refreshLater: (deliveryId: string, at: Date) => Promise<void>;
};
