import type { Address } from '../../../domain/messaging/address.ts';
import type {
  Delivery,
  DeliveryKind,
  DeliverySubject,
  NewDelivery,
} from '../../../domain/messaging/delivery.ts';

export type DeliveryFilter = {
  readonly programmeId?: string;
  readonly sessionId?: string;
  readonly personId?: string;
  /** Of the pair of this team. */
  readonly teamId?: string;
  readonly kinds?: readonly DeliveryKind[];
};

export type DeliveryRecords = {
  /** Inserts what is not there yet by dedupe key; answers how many were new. */
  readonly plan: (deliveries: readonly NewDelivery[], now: Date) => Promise<number>;
  readonly find: (filter: DeliveryFilter) => Promise<readonly Delivery[]>;
  /**
   * What is planned of a session stays as it is until the end of the transaction: no sender takes it meanwhile, and
   * whoever has taken it already is seen by `find`.
   */
  readonly holdPlanned: (sessionId: string) => Promise<void>;
  /** Drops planned deliveries; answers how many. What is being sent or was sent stays. */
  readonly cancel: (deliveryIds: readonly string[], reason: string) => Promise<number>;
  readonly cancelMatching: (filter: DeliveryFilter, reason: string) => Promise<number>;
  /** Moves a planned delivery in place. */
  readonly setDueAt: (deliveryId: string, dueAt: Date) => Promise<void>;
  /** Plans a cancelled or skipped delivery again, under the key that exists only once. */
  readonly revive: (deliveryId: string, dueAt: Date, now: Date) => Promise<void>;
  /** Brings a planned delivery forward to `now` by its dedupe key. */
  readonly hasten: (dedupeKey: string, now: Date) => Promise<void>;
  /** Marks sent messages to be drawn again from current data: all about the subject, or those to one person. */
  readonly refresh: (
    match: {
      readonly kinds: readonly DeliveryKind[];
      readonly subject: Partial<Record<string, string>>;
      readonly personId?: string;
    },
    now: Date,
  ) => Promise<void>;
  /**
   * A mentor's part in a team has ended: what the pair's place and their own DM showed them is marked to be taken out of
   * the chats, also what is on its way. Messages to this very person go to their DM; those to the pair may have gone
   * anywhere and are left where `pair` is false.
   */
  readonly withdraw: (
    former: {
      readonly programmeId: string;
      readonly personId: string;
      readonly teamId: string;
      readonly pair: boolean;
    },
    now: Date,
  ) => Promise<void>;
  /** Whether what it showed is marked to be taken out of the chats. */
  readonly isWithdrawn: (deliveryId: string) => Promise<boolean>;
  readonly wasSent: (subject: DeliverySubject, address: Address) => Promise<boolean>;
  /** What waits to ride with the person's next message, most important first; nobody else can take it meanwhile. */
  readonly ridersOf: (personId: string, now: Date, limit: number) => Promise<readonly Delivery[]>;
  /** Ends or renews the waiting of riders. */
  readonly settleRiders: (
    deliveryIds: readonly string[],
    change: {
      readonly state: 'planned' | 'sent' | 'skipped' | 'failed';
      readonly reason: string | null;
      readonly at: Date;
    },
  ) => Promise<void>;
};
