import type { Delivery, SkipReason } from '../../domain/messaging/delivery.ts';

/** A leased delivery. `uncertain`: an earlier attempt may have got through. */
export type ClaimedDelivery = Delivery & { readonly uncertain: boolean };

/** The sender's side of the delivery table. Every write holds only while the lease is still ours. */
export type Outbox = {
  /** Leases deliveries due at `now`, and those whose lease ran out, in order of due time. */
  readonly claim: (now: Date, limit: number) => Promise<readonly ClaimedDelivery[]>;
  readonly markSent: (
    deliveryId: string,
    sent: {
      readonly at: Date;
      readonly externalId: string | null;
      readonly externalChannel: string | null;
      readonly quotaCost: number;
    },
  ) => Promise<void>;
  readonly markUnknown: (deliveryId: string, code: string) => Promise<void>;
  readonly markSkipped: (deliveryId: string, reason: SkipReason) => Promise<void>;
  readonly markExpired: (deliveryId: string) => Promise<void>;
  readonly markFailed: (deliveryId: string, code: string) => Promise<void>;
  /** Back to planned, due later. `countsAsAttempt` false gives the attempt back. */
  readonly postpone: (deliveryId: string, dueAt: Date, countsAsAttempt: boolean) => Promise<void>;
  /** Sent messages to be drawn again, taken off the list. */
  readonly claimRefreshes: (now: Date, limit: number) => Promise<readonly Delivery[]>;
  readonly refreshLater: (deliveryId: string, at: Date) => Promise<void>;
};
