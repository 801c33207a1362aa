import type { Random } from '../../../playground/world/random.ts';
import type { SlackSender } from '../../../src/channels/slack/send.ts';
import type { SendOrder, SendOutcome } from '../../../src/use-cases/ports/channels.ts';
import type { Injector } from '../faults/injector.ts';
import type { Agenda } from '../scheduling/agenda.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import type { Thread } from '../scheduling/thread.ts';
import type { Ledger } from './ledger.ts';

export type SlackPlatform = {
  /** Slack as one process sees it. */
  readonly senderFor: (thread: Thread) => SlackSender;
  readonly setAway: (until: number) => void;
  /** Conversations that could not be read when somebody had to look. */
  readonly unreadable: () => readonly { readonly to: string; readonly at: number }[];
};

const timeoutMs = 10_000;

/** Slack, as far as its receivers and its answers go (PLATFORM-FACTS 3): no key, but a history that can be read. */
export function createSlackPlatform(options: {
  readonly scheduler: Scheduler;
  readonly agenda: Agenda;
  readonly injector: Injector;
  readonly random: Random;
  readonly ledger: Ledger;
}): SlackPlatform {
  const { scheduler, agenda, injector, random, ledger } = options;
  /** By delivery: where it stands in the conversation. */
  const history = new Map<string, { readonly ts: string; readonly channelId: string }>();
  const unreadable: { readonly to: string; readonly at: number }[] = [];
  let awayUntil = 0;
  let isMet = false;
  let posted = 0;

  /** An outage counts once somebody meets it. */
  const isAway = (): boolean => {
    if (scheduler.now() >= awayUntil) return false;
    if (!isMet) injector.count('slack.blackout');
    isMet = true;
    return true;
  };
  const lost = { outcome: { kind: 'unknown', code: 'no_answer' }, ms: timeoutMs } as const;
  const soon = (outcome: SendOutcome) => ({ outcome, ms: random.integer(5, 300) });
  const accept = (order: SendOrder, channelId: string): SendOutcome => {
    const at = scheduler.now();
    posted += 1;
    const ts = `${(at / 1_000).toFixed(3)}${String(posted).padStart(3, '0')}`;
    history.set(order.deliveryId, { ts, channelId });
    const begunAt = order.now.getTime();
    for (const message of order.messages) {
      const key = order.deliveryId;
      ledger.add({
        at,
        platform: 'slack',
        to: channelId,
        via: 'push',
        key,
        begunAt,
        isRetry: order.uncertainSince !== null,
        message,
        usedOfMonth: null,
      });
    }
    return { kind: 'sent', externalId: ts, externalChannel: channelId };
  };

  /** Null: it is not there, and may be posted. */
  const look = (order: SendOrder, to: string): SendOutcome | null => {
    if (isAway()) return { kind: 'unknown', code: 'not_looked' };
    if (injector.happens('slack.history-unreadable')) {
      unreadable.push({ to, at: scheduler.now() });
      return { kind: 'unverifiable', code: 'missing_scope' };
    }
    const found = history.get(order.deliveryId);
    if (found === undefined) return null;
    return { kind: 'sent', externalId: found.ts, externalChannel: found.channelId, repeated: true };
  };

  const post = (
    order: SendOrder,
    channelId: string,
  ): { readonly outcome: SendOutcome; readonly ms: number } => {
    if (!order.holdsLease()) return soon({ kind: 'out_of_time' });
    if (isAway()) return lost;
    if (injector.happens('slack.rejected')) return soon({ kind: 'unknown', code: 'http_500' });
    if (injector.happens('slack.limited')) return soon({ kind: 'limited', retryAfterMs: 3_000 });
    if (injector.happens('slack.hang')) {
      if (random.chance(0.5)) agenda.at(scheduler.now() + timeoutMs - 500, () => accept(order, channelId));
      return lost;
    }
    const outcome = accept(order, channelId);
    return injector.happens('slack.answer-lost') ? lost : soon(outcome);
  };

  const send = async (thread: Thread, order: SendOrder): Promise<SendOutcome> => {
    const { target, uncertainSince } = order;
    if (target.platform !== 'slack') return { kind: 'failed', code: 'wrong_platform' };
    if (uncertainSince !== null) {
      const known = await scheduler.effect(thread, 'slack.history', async () =>
        look(order, target.channelId),
      );
      if (known !== null) return known;
    }
    const { outcome, ms } = await scheduler.effect(thread, 'slack.post', async () =>
      post(order, target.channelId),
    );
    return scheduler.effect(thread, 'slack.post answered', async () => outcome, { delayMs: ms });
  };

  return {
    senderFor: (thread) => ({
      send: (order) => send(thread, order),
      findUserByEmail: async () => ({ kind: 'unknown' }),
      openGroup: async () => ({ kind: 'later' }),
      update: () => scheduler.effect(thread, 'slack.update', async () => (isAway() ? 'later' : 'updated')),
    }),
    setAway: (until) => {
      awayUntil = Math.max(awayUntil, until);
      isMet = false;
    },
    unreadable: () => unreadable,
  };
}
