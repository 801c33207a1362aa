import { setTimeout as sleep } from 'node:timers/promises';
import type { JobName } from '../../src/jobs.ts';
import type { PendingWork } from './pending-work.ts';
import type { World } from './world.ts';

const stuckAfterMs = 90_000;
const wakeAgainAfterMs = 200;
const lookAgainAfterMs = 10;

type Pending = PendingWork & { readonly missingDigests: number };

/** Plays until the given instant: time passes only when nobody has anything left to do (DESIGN 5). */
export async function play(options: {
  readonly world: World;
  readonly readPending: (now: Date) => Promise<PendingWork>;
  readonly until: Date;
  /** Instants at which the product does something that no row announces, such as a digest: the next after `now`. */
  readonly nextBoundary: (now: Date) => Date | null;
  /** How many digests must have been taken by now. */
  readonly digestsBy: (now: Date) => number;
  readonly onStep: (now: Date) => void;
}): Promise<void> {
  const { world, until, nextBoundary, onStep } = options;
  const readPending = async (now: Date): Promise<Pending> => {
    const pending = await options.readPending(now);
    return { ...pending, missingDigests: options.digestsBy(now) - pending.digests };
  };
  const { clock, agenda } = world;
  for (;;) {
    const pending = await settle(world, readPending);
    const nexts = [agenda.nextAt(), pending.nextAt, nextBoundary(clock.now())].filter((at) => at !== null);
    const next = Math.min(...nexts.map((at) => at.getTime()), until.getTime());
    if (next >= until.getTime()) return;
    clock.advanceTo(new Date(next));
    onStep(clock.now());
  }
}

/** Lets everybody finish what they have to do at this instant. */
async function settle(world: World, readPending: (now: Date) => Promise<Pending>): Promise<Pending> {
  const { agenda, clock, container } = world;
  const startedAt = performance.now();
  let wokenAt = -wakeAgainAfterMs;
  for (;;) {
    await agenda.runDue(clock.now());
    await quiet(world);
    const pending = await readPending(clock.now());
    if (isNothing(pending) && isIdle(world) && !isDue(agenda.nextAt(), clock.now())) return pending;
    const elapsed = performance.now() - startedAt;
    if (elapsed > stuckAfterMs)
      throw new Error(`stuck at ${clock.now().toISOString()}: ${JSON.stringify(pending)}`);
    if (elapsed - wokenAt >= wakeAgainAfterMs) {
      for (const job of jobsFor(pending)) container.queue.wake(job);
      wokenAt = elapsed;
    }
    // Asking the tables costs more than waiting for the job that was just woken.
    await Promise.race([world.jobs.untilBegun(), sleep(lookAgainAfterMs)]);
  }
}

/** Waits until no request, listener or job is under way. */
async function quiet(world: World): Promise<void> {
  const { line, slack, jobs, container } = world;
  while (!isIdle(world)) {
    await Promise.all([line.untilIdle(), slack.untilIdle(), jobs.untilIdle(), container.answers.ended()]);
  }
}

function isIdle({ line, slack, jobs, container }: World): boolean {
  return line.idle() && slack.idle() && jobs.idle() && container.answers.count() === 0;
}

function isNothing(pending: Pending): boolean {
  const { inbox, deliveries, refreshes, endedSessions, paces, missingDigests } = pending;
  return inbox + deliveries + refreshes + endedSessions + paces + missingDigests === 0;
}

function isDue(at: Date | null, now: Date): boolean {
  return at !== null && at <= now;
}

function jobsFor(pending: Pending): readonly JobName[] {
  return [
    ...(pending.inbox > 0 ? (['inbox.drain'] as const) : []),
    ...(pending.deliveries > 0 ? (['delivery.send'] as const) : []),
    ...(pending.refreshes > 0 ? (['message.refresh'] as const) : []),
    ...(pending.endedSessions > 0 ? (['session.close'] as const) : []),
    ...(pending.paces > 0 ? (['pace.keep'] as const) : []),
    ...(pending.missingDigests > 0 ? (['digest.sweep'] as const) : []),
  ];
}
