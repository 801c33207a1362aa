import type { SkipReason } from '../../domain/messaging/delivery.ts';
import type { Message } from '../../domain/messaging/message.ts';
import type { SendLimits } from '../../domain/messaging/rate-limits.ts';
import type { Clock } from '../../shared/clock.ts';
import { createPlaces } from '../../shared/places.ts';
import type { Channel, Target } from '../ports/channels.ts';
import type { ClaimedDelivery, Outbox } from '../ports/sending/outbox.ts';
import type { RateGates } from '../ports/sending/rate-gates.ts';
import type { Shown } from '../ports/sending/sending-reads.ts';
import { createSendOne } from './send-one.ts';

/** What the re-check right before sending found (DESIGN 5: sending). */
export type Preparation =
  | {
      readonly kind: 'send';
      readonly target: Target;
      /** Those of the deliveries that ride along included. */
      readonly messages: readonly Message[];
      /** What the last of the messages shows that typed words may answer. */
      readonly shows: Shown | null;
    }
  | { readonly kind: 'wait'; readonly until: Date }
  /** Held back for the sake of LINE's allowance. */
  | { readonly kind: 'hold'; readonly until: Date }
  | { readonly kind: 'expired' }
  | { readonly kind: 'skip'; readonly reason: SkipReason };

export type PrepareDelivery = (delivery: ClaimedDelivery, now: Date) => Promise<Preparation>;

/** What follows from a delivery that could not go out: stand-ins for unreachable people, news of a low month. */
export type DeliveryAftermath = {
  readonly undeliverable: (delivery: ClaimedDelivery, code: string, now: Date) => Promise<void>;
  readonly held: (delivery: ClaimedDelivery, now: Date) => Promise<void>;
};

export type SenderDependencies = {
  readonly outbox: Outbox;
  readonly gates: RateGates;
  readonly limits: SendLimits;
  readonly channels: Readonly<Record<Target['platform'], Channel>>;
  readonly prepare: PrepareDelivery;
  readonly aftermath: DeliveryAftermath;
  readonly clock: Clock;
  readonly report: (problem: { event: string; delivery: string; code?: string; err?: unknown }) => void;
  /** Lateness of what was sent, in ms. */
  readonly observe?: (sent: { readonly lateMs: number; readonly repeated: boolean }) => void;
  /** Once aborted nothing more is claimed; what is under way is finished. */
  readonly stopping?: AbortSignal;
  /** How many requests may be under way on each platform. */
  readonly atOnce?: number;
};

export type SendReport = { readonly claimed: number; readonly sent: number };

type Platform = Target['platform'];

const platforms: readonly Platform[] = ['line', 'slack'];
const defaultAtOnce = 200;
/** For each request under way so many others are being prepared or written down. */
const othersPerRequest = 2;
/** While slow ones are under way, others that fall due are not kept waiting for them. */
const lookAgainMs = 1_000;

/**
 * Sends what is due until nothing is (RELIABILITY 3.3). Every row is re-checked right before it goes, a whole group with
 * shared reads, while others are on their way; a platform that hangs holds up its own rows only, for each platform has
 * places of its own.
 */
export function createSendDeliveries(deps: SenderDependencies): () => Promise<SendReport> {
  const { outbox, clock, stopping, atOnce = defaultAtOnce } = deps;
  const underWay: Readonly<Record<Platform, Set<Promise<boolean>>>> = { line: new Set(), slack: new Set() };
  const sendOne = createSendOne(deps, { line: createPlaces(atOnce), slack: createPlaces(atOnce) });
  const mostWithRoom = atOnce * othersPerRequest;
  /** Claims are made for many at a time. */
  const hasRoom = (platform: Platform): boolean => underWay[platform].size <= mostWithRoom;
  let waiting: (() => void)[] = [];
  const change = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  const tellWaiting = (): void => {
    const told = waiting;
    waiting = [];
    for (const tell of told) tell();
  };

  return async () => {
    const mine = new Set<Promise<void>>();
    const report = { claimed: 0, sent: 0 };
    /** Where nothing was due when last looked. */
    const empty = new Set<Platform>();

    const start = (delivery: ClaimedDelivery): void => {
      const others = underWay[delivery.address.kind === 'line' ? 'line' : 'slack'];
      const sending = sendOne(delivery);
      others.add(sending);
      report.claimed += 1;
      const followed = sending.then((sent) => {
        report.sent += sent ? 1 : 0;
        others.delete(sending);
        mine.delete(followed);
        if (others.size === mostWithRoom || mine.size === 0) tellWaiting();
      });
      mine.add(followed);
    };

    // Leases run out, and others fall due, however busy it is meanwhile.
    const look = setInterval(() => {
      empty.clear();
      tellWaiting();
    }, lookAgainMs);
    try {
      while (stopping?.aborted !== true) {
        const free = platforms.filter((platform) => hasRoom(platform) && !empty.has(platform));
        if (free.length > 0) {
          const claimed = await outbox.claim(clock.now(), atOnce, free);
          for (const delivery of claimed) start(delivery);
          if (claimed.length === 0) for (const platform of free) empty.add(platform);
        } else if (mine.size === 0 && empty.size === platforms.length) break;
        else await change();
      }
    } finally {
      clearInterval(look);
    }
    await Promise.all(mine);
    return report;
  };
}
