import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Random } from '../../../playground/world/random.ts';
import { isInTransaction, type Thread } from './thread.ts';

/** Something a thread does outside itself: a statement, a transaction, a call to a platform. */
export type Effect = {
  readonly thread: Thread;
  readonly label: string;
  /** Not before this instant: an answer on its way. */
  readonly readyAt: number;
};

/** What a fault makes of an effect that is about to happen. */
export type Verdict =
  | { readonly kind: 'go' }
  /** The thread stands still, and this effect waits with it. */
  | { readonly kind: 'freeze'; readonly forMs: number }
  | { readonly kind: 'crash'; readonly when: 'before' | 'after' }
  | { readonly kind: 'error'; readonly when: 'before' | 'after' };

type EffectOptions = { readonly delayMs?: number; readonly client?: PoolClient };
type Waiting = Effect & {
  readonly client: PoolClient | undefined;
  /** Does it, and answers how to tell the thread. Never rejects. */
  readonly run: () => Promise<() => void>;
  readonly fail: (error: unknown) => void;
};
/** Waits for a lock, or has got it and was not told yet. */
type Blocked = { readonly effect: Waiting; readonly outcome: Promise<() => void>; isDone: boolean };

export type Scheduler = {
  readonly now: () => number;
  /** Does it when its turn comes; of a thread that died meanwhile, never. */
  readonly effect: <Value>(
    thread: Thread,
    label: string,
    run: () => Promise<Value>,
    options?: EffectOptions,
  ) => Promise<Value>;
  /** Ends a thread: whatever it had begun is rolled back, whatever it was about to do never happens. */
  readonly kill: (thread: Thread) => void;
  /** Takes a transaction back before anything else happens, and gives its connection to others. */
  readonly rollBack: (client: PoolClient) => void;
  /** Waits until everybody who can go on without an effect has come to one. */
  readonly settle: () => Promise<void>;
  /** Runs one effect that can run now; false when there is none. */
  readonly step: () => Promise<boolean>;
  readonly nextReadyAt: () => number | null;
  readonly advanceTo: (instant: number) => void;
  readonly note: (line: string) => void;
  /** Of everything that happened, in order. */
  readonly fingerprint: () => string;
  readonly steps: () => number;
};

const settleRounds = 8;
const brokenConnection = (): Error => new Error('connection terminated unexpectedly');

/**
 * Lets exactly one thing happen at a time, chosen by the seed among everything that could, and one millisecond apart.
 * Between two effects a thread runs to its next one undisturbed, as it does in Node.
 */
export function createScheduler(options: {
  readonly startsAt: number;
  readonly random: Random;
  readonly judge: (effect: Effect) => Verdict;
  /** How many statements wait for a lock. */
  readonly countBlocked: () => Promise<number>;
  /** Ends the statement that waits for a lock on this connection. */
  readonly cancel: (client: PoolClient) => Promise<void>;
  readonly onKilled: () => void;
  readonly onTrace?: ((line: string) => void) | undefined;
}): Scheduler {
  const { random } = options;
  const hash = createHash('sha256');
  let now = options.startsAt;
  let steps = 0;
  let waiting: Waiting[] = [];
  let blocked: Blocked[] = [];
  let abandoned: PoolClient[] = [];

  const note = (line: string): void => {
    hash.update(`${now} ${line}\n`);
    options.onTrace?.(`${new Date(now).toISOString()} ${line}`);
  };

  /** A short transaction is finished first, whoever else could go on. */
  const choose = (): Waiting | null => {
    const able = waiting.filter(({ thread, readyAt }) => readyAt <= now && thread.frozenUntil <= now);
    const begun = able.find(
      ({ thread, client }) => client !== undefined && thread.open.get(client) === 'short',
    );
    if (begun !== undefined) return begun;
    const threads = [...new Set(able.map(({ thread }) => thread))];
    if (threads.length === 0) return null;
    const thread = random.pick(threads);
    return random.pick(able.filter((one) => one.thread === thread));
  };

  /** A process may die while a statement of its waits for a lock that somebody else holds: nothing comes of it. */
  const cancelBlocked = async (client: PoolClient): Promise<void> => {
    for (const { effect, outcome, isDone } of blocked.filter((one) => one.effect.client === client)) {
      if (!isDone) await options.cancel(client);
      await outcome;
      blocked = blocked.filter((other) => other.effect !== effect);
    }
  };

  /** Waits until everybody who was answered has come to their next effect. */
  const settle = async (): Promise<void> => {
    for (let round = 0; round < settleRounds; round += 1) await new Promise((done) => setImmediate(done));
    const clients = abandoned;
    abandoned = [];
    for (const client of clients) {
      await cancelBlocked(client);
      await client.query('rollback');
      client.release();
    }
  };

  const kill = (thread: Thread): void => {
    note(`${thread.name} dies`);
    thread.isAlive = false;
    waiting = waiting.filter((one) => one.thread !== thread);
    abandoned.push(...thread.open.keys());
    thread.open.clear();
    options.onKilled();
  };

  /** How the thread is told, if it is. */
  const carryOut = async (effect: Waiting, verdict: Verdict): Promise<() => void> => {
    const tell = await effect.run();
    return () => {
      if (verdict.kind === 'crash') kill(effect.thread);
      else if (verdict.kind === 'error') effect.fail(brokenConnection());
      else if (effect.thread.isAlive) tell();
    };
  };

  /** Another transaction is open, of the same process or not: what it holds, this effect may have to wait for. */
  const othersHoldLocks = ({ thread, client }: Waiting): boolean =>
    blocked.length > 0 ||
    waiting.some((one) => one.thread !== thread && isInTransaction(one.thread)) ||
    [...thread.open].some(([other, state]) => other !== client && state !== 'none');

  const countStuck = (): number => blocked.filter(({ isDone }) => !isDone).length;

  /** False when it waits for a lock that another thread's open transaction holds. */
  const runs = async (effect: Waiting, outcome: Promise<unknown>): Promise<boolean> => {
    if (!othersHoldLocks(effect)) return true;
    for (;;) {
      const isDone = await Promise.race([outcome.then(() => true), sleep(2).then(() => false)]);
      if (isDone) return true;
      const stuck = countStuck();
      if ((await options.countBlocked()) > stuck) return false;
    }
  };

  const block = (effect: Waiting, outcome: Promise<() => void>): void => {
    const one: Blocked = { effect, outcome, isDone: false };
    blocked.push(one);
    void outcome.then(() => {
      one.isDone = true;
    });
  };

  /** Those who have their lock now; whoever waits for one of them goes on waiting. */
  const takeFreed = async (): Promise<readonly Blocked[]> => {
    for (;;) {
      const stuck = countStuck();
      if (stuck < blocked.length && (await options.countBlocked()) >= stuck) break;
      await sleep(1);
    }
    const freed = blocked.filter(({ isDone }) => isDone);
    blocked = blocked.filter(({ isDone }) => !isDone);
    return freed;
  };

  const unblock = async (): Promise<void> => {
    for (const { effect, outcome } of await takeFreed()) {
      const tell = await outcome;
      note(`${effect.thread.name} ${effect.label} goes on`);
      tell();
      await settle();
    }
  };

  const perform = async (effect: Waiting): Promise<void> => {
    const verdict = options.judge(effect);
    const happens =
      verdict.kind === 'crash' || verdict.kind === 'error' ? ` ${verdict.kind} ${verdict.when}` : '';
    note(`${effect.thread.name} ${effect.label}${happens}${verdict.kind === 'freeze' ? ' freezes' : ''}`);
    if (verdict.kind === 'freeze') {
      effect.thread.frozenUntil = now + verdict.forMs;
      return;
    }
    waiting = waiting.filter((one) => one !== effect);
    if (verdict.kind === 'crash' && verdict.when === 'before') kill(effect.thread);
    else if (verdict.kind === 'error' && verdict.when === 'before') effect.fail(brokenConnection());
    else {
      const outcome = carryOut(effect, verdict);
      if (await runs(effect, outcome)) (await outcome)();
      else block(effect, outcome);
    }
    await settle();
    if (blocked.length > 0 && !waiting.some(({ thread }) => isInTransaction(thread))) await unblock();
  };

  return {
    now: () => now,
    effect: (thread, label, run, { delayMs = 0, client } = {}) =>
      new Promise((resolve, reject) => {
        if (!thread.isAlive) return;
        const attempt = async (): Promise<() => void> => {
          try {
            const value = await run();
            return () => resolve(value);
          } catch (error) {
            return () => reject(error);
          }
        };
        waiting.push({ thread, label, readyAt: now + delayMs, client, run: attempt, fail: reject });
      }),
    kill,
    settle,
    rollBack: (client) => abandoned.push(client),
    step: async () => {
      const effect = choose();
      if (effect === null) return false;
      now += 1;
      steps += 1;
      await perform(effect);
      return true;
    },
    nextReadyAt: () => {
      const instants = waiting.map(({ readyAt, thread }) => Math.max(readyAt, thread.frozenUntil));
      return instants.length === 0 ? null : Math.min(...instants);
    },
    advanceTo: (instant) => {
      now = Math.max(now, instant);
    },
    note,
    fingerprint: () => hash.copy().digest('hex').slice(0, 16),
    steps: () => steps,
  };
}
