import type { Random } from '../../../playground/world/random.ts';
import type { LineSender } from '../../../src/channels/line/send.ts';
import type { Message } from '../../../src/domain/messaging/message.ts';
import type { SendOrder, SendOutcome } from '../../../src/use-cases/ports/channels.ts';
import type { Injector } from '../faults/injector.ts';
import type { Agenda } from '../scheduling/agenda.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import type { Thread } from '../scheduling/thread.ts';
import type { Ledger } from './ledger.ts';

export type LinePlatform = {
  /** LINE as one process sees it. */
  readonly senderFor: (thread: Thread) => LineSender;
  /** Good for one reply within a minute of the act. */
  readonly issueToken: (userId: string) => string;
  /** Since when somebody blocks the account; null: they do not. */
  readonly blockedAt: (userId: string) => number | null;
  readonly block: (userId: string) => void;
  readonly setAway: (until: number) => void;
  /** Messages that the coordinators sent by hand, until so many are left of the month. */
  readonly broadcast: (left: number) => void;
  /** The highest that a month of the run came to. */
  readonly mostUsed: () => number;
  /** When the product was last told what had been sent by hand; Infinity while it was not. */
  readonly knownSince: () => number;
};

export const lineAllowance = 200;
const timeoutMs = 10_000;
/** What LINE said is written down soon after. */
const toldWithinMs = 120_000;
const tokenMs = 60_000;
const retryKeyMs = 24 * 60 * 60_000;

/** LINE, as far as its receivers and its answers go (PLATFORM-FACTS 1): retry keys, tokens, the month's limit. */
export function createLinePlatform(options: {
  readonly scheduler: Scheduler;
  readonly agenda: Agenda;
  readonly injector: Injector;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly usedBefore: number;
}): LinePlatform {
  const { scheduler, agenda, injector, random, ledger } = options;
  const keys = new Map<string, number>();
  const tokens = new Map<string, { readonly userId: string; readonly at: number }>();
  const blocked = new Map<string, number>();
  let awayUntil = 0;
  let isMet = false;
  let issued = 0;
  let isKnownByHand = true;
  let knownSince = 0;
  const months = new Map([[monthOf(scheduler.now()), options.usedBefore]]);

  /** An outage counts once somebody meets it. */
  const isAway = (): boolean => {
    if (scheduler.now() >= awayUntil) return false;
    if (!isMet) injector.count('line.blackout');
    isMet = true;
    return true;
  };
  const used = (): number => months.get(monthOf(scheduler.now())) ?? 0;
  const accept = (order: SendOrder, to: string): void => {
    const at = scheduler.now();
    keys.set(order.deliveryId, at);
    if (blocked.has(to)) return;
    months.set(monthOf(at), used() + 1);
    for (const message of order.messages) {
      const begunAt = order.now.getTime();
      ledger.add({
        at,
        platform: 'line',
        to,
        via: 'push',
        key: order.deliveryId,
        begunAt,
        isRetry: order.uncertainSince !== null,
        message,
        usedOfMonth: used(),
      });
    }
  };
  const isKnown = (key: string): boolean => scheduler.now() - (keys.get(key) ?? -Infinity) < retryKeyMs;

  /** What LINE does with a push, and how long it takes to say so. */
  const push = (order: SendOrder, to: string): { readonly outcome: SendOutcome; readonly ms: number } => {
    const lost = { outcome: { kind: 'unknown', code: 'no_answer' }, ms: timeoutMs } as const;
    const soon = (outcome: SendOutcome) => ({ outcome, ms: random.integer(5, 300) });
    if (!order.holdsLease()) return soon({ kind: 'out_of_time' });
    if (isAway()) return lost;
    if (injector.happens('line.rejected')) return soon({ kind: 'unknown', code: 'http_500' });
    if (injector.happens('line.limited')) return soon({ kind: 'limited', retryAfterMs: 1_000 });
    if (injector.happens('line.hang')) {
      const arrivesLate = random.chance(0.5) && !isKnown(order.deliveryId) && used() < lineAllowance;
      if (arrivesLate) agenda.at(scheduler.now() + timeoutMs - 500, () => accept(order, to));
      return lost;
    }
    const sent = { kind: 'sent', externalId: `line-${order.deliveryId}`, externalChannel: null } as const;
    if (isKnown(order.deliveryId)) return soon({ ...sent, externalId: null, repeated: true });
    if (used() >= lineAllowance) return soon({ kind: 'quota_reached' });
    accept(order, to);
    return injector.happens('line.answer-lost') ? lost : soon(sent);
  };

  const reply = (token: string, messages: readonly Message[]): 'sent' | 'refused' | 'lost' => {
    const mine = tokens.get(token);
    if (isAway()) return 'lost';
    if (mine === undefined) return 'refused';
    if (scheduler.now() - mine.at > tokenMs) {
      injector.count('reply.late');
      return 'refused';
    }
    tokens.delete(token);
    const to = mine.userId;
    const isLost = injector.happens('reply.lost');
    if (isLost && random.chance(0.5)) return 'lost';
    const at = scheduler.now();
    for (const message of messages) {
      ledger.add({
        at,
        platform: 'line',
        to,
        via: 'reply',
        key: null,
        begunAt: at,
        isRetry: false,
        message,
        usedOfMonth: null,
      });
    }
    return isLost ? 'lost' : 'sent';
  };

  return {
    senderFor: (thread) => ({
      send: async (order) => {
        const { target, uncertainSince, now } = order;
        if (target.platform !== 'line') return { kind: 'failed', code: 'wrong_platform' };
        if (uncertainSince !== null && now.getTime() - uncertainSince.getTime() > retryKeyMs - 60_000) {
          return { kind: 'unverifiable', code: 'retry_key_expired' };
        }
        const { outcome, ms } = await scheduler.effect(thread, 'line.push', async () =>
          push(order, target.userId),
        );
        return scheduler.effect(thread, 'line.push answered', async () => outcome, { delayMs: ms });
      },
      reply: (token, messages) => scheduler.effect(thread, 'line.reply', async () => reply(token, messages)),
      leaveGroup: async () => undefined,
      menus: { show: async () => undefined },
      quota: {
        read: () =>
          scheduler.effect(thread, 'line.quota', async () => {
            if (isAway()) return null;
            if (!isKnownByHand) knownSince = scheduler.now() + toldWithinMs;
            isKnownByHand = true;
            return { used: used(), allowance: lineAllowance };
          }),
      },
    }),
    issueToken: (userId) => {
      issued += 1;
      tokens.set(`token-${issued}`, { userId, at: scheduler.now() });
      return `token-${issued}`;
    },
    blockedAt: (userId) => blocked.get(userId) ?? null,
    block: (userId) => {
      blocked.set(userId, scheduler.now());
    },
    setAway: (until) => {
      awayUntil = Math.max(awayUntil, until);
      isMet = false;
    },
    broadcast: (left) => {
      months.set(monthOf(scheduler.now()), Math.max(used(), lineAllowance - left));
      isKnownByHand = false;
    },
    mostUsed: () => Math.max(...months.values()),
    knownSince: () => (isKnownByHand ? knownSince : Infinity),
  };
}

/** LINE's months are those of Tokyo. */
function monthOf(at: number): string {
  return new Date(at + 9 * 3_600_000).toISOString().slice(0, 7);
}
