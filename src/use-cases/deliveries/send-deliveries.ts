import type { SkipReason } from '../../domain/messaging/delivery.ts';
import type { Message } from '../../domain/messaging/message.ts';
import type { SendLimits } from '../../domain/messaging/rate-limits.ts';
import type { Clock } from '../../shared/clock.ts';
import { within } from '../../shared/within.ts';
import type { Channel, Target } from '../ports/channels.ts';
import type { ClaimedDelivery, Outbox } from '../ports/outbox.ts';
import type { RateGates } from '../ports/rate-gates.ts';
import type { NoteShown, Shown } from '../ports/sending-reads.ts';
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
  readonly noteShown: NoteShown;
  readonly aftermath: DeliveryAftermath;
  readonly clock: Clock;
  readonly report: (problem: { event: string; delivery: string; code?: string; err?: unknown }) => void;
  /** Lateness of what was sent, in ms. */
  readonly observe?: (sent: { readonly lateMs: number; readonly repeated: boolean }) => void;
  /** Once aborted nothing more is claimed; what is under way is finished. */
  readonly stopping?: AbortSignal;
  /** How many may be under way on each platform. */
  readonly atOnce?: number;
};

export type SendReport = { readonly claimed: number; readonly sent: number };

type Platform = Target['platform'];

const platforms: readonly Platform[] = ['line', 'slack'];
const defaultAtOnce = 200;
/** While slow ones are under way, others that fall due are not kept waiting for them. */
const lookAgainMs = 1_000;

/**
 * Sends what is due until nothing is (RELIABILITY 3.3). Every row is re-checked right before it goes, a whole group with
 * shared reads; a platform that hangs holds up its own rows only, for each platform has places of its own.
 */
export function createSendDeliveries(deps: SenderDependencies): () => Promise<SendReport> {
  const { outbox, clock, stopping, atOnce = defaultAtOnce } = deps;
  const underWay: Readonly<Record<Platform, Set<Promise<boolean>>>> = { line: new Set(), slack: new Set() };
  const sendOne = createSendOne(deps);
  /** Claims are made for many at a time. */
  const worthwhile = Math.max(1, Math.floor(atOnce / 4));
  const places = (platform: Platform): number => atOnce - underWay[platform].size;

  const start = (delivery: ClaimedDelivery): Promise<boolean> => {
    const others = underWay[delivery.address.kind === 'line' ? 'line' : 'slack'];
    const sending = sendOne(delivery).finally(() => others.delete(sending));
    others.add(sending);
    return sending;
  };

  return async () => {
    const mine = new Set<Promise<boolean>>();
    const report = { claimed: 0, sent: 0 };
    const follow = (sending: Promise<boolean>): void => {
      const followed = sending.finally(() => mine.delete(followed));
      mine.add(followed);
      report.claimed += 1;
      void followed.then((sent) => (report.sent += sent ? 1 : 0));
    };
    while (stopping?.aborted !== true) {
      const free = platforms.filter((platform) => places(platform) >= worthwhile);
      if (free.length === 0) {
        await Promise.race([...underWay.line, ...underWay.slack]);
        continue;
      }
      const limit = Math.min(...free.map(places));
      const claimed = await outbox.claim(clock.now(), limit, free);
      for (const delivery of claimed) follow(start(delivery));
      if (claimed.length > 0) continue;
      const busy = platforms.filter((platform) => !free.includes(platform));
      if (busy.length > 0) await within(lookAgainMs, Promise.race(busy.flatMap((one) => [...underWay[one]])));
      else if (mine.size === 0 || (await within(lookAgainMs, Promise.all(mine)))) break;
    }
    await Promise.all(mine);
    return report;
  };
}
