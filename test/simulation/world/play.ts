import type pg from 'pg';
import type { JobName } from '../../../src/jobs.ts';
import type { Agenda } from '../scheduling/agenda.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import type { SimulatedProcess } from './process.ts';
import { type Pending, readPending } from './read-pending.ts';

const pollMs = 1_000;
/** More than any run needs: whoever gets here goes round in circles. */
const mostSteps = 40_000;

/** Plays until the given instant: time passes only when nobody can do anything now. */
export async function play(options: {
  readonly scheduler: Scheduler;
  readonly agenda: Agenda;
  readonly watcher: pg.Client;
  readonly processes: () => readonly SimulatedProcess[];
  readonly until: number;
  /** How many digests must have been taken by then. */
  readonly digestsBy: (now: number) => number;
}): Promise<void> {
  const { scheduler, agenda, watcher, processes, until } = options;
  let polledAt = -Infinity;
  let pending: Pending | null = null;
  while (scheduler.now() < until) {
    if (scheduler.steps() > mostSteps) throw new Error('the run does not come to rest');
    if (agenda.runDue(scheduler.now())) {
      pending = null;
      await scheduler.settle();
      continue;
    }
    if (await scheduler.step()) {
      pending = null;
      continue;
    }
    const now = scheduler.now();
    pending ??= await readPending(watcher, now);
    const jobs = jobsFor(pending, options.digestsBy(now));
    if (jobs.length > 0 && now - polledAt >= pollMs) {
      polledAt = now;
      pending = null;
      for (const process of processes()) for (const job of jobs) process.start(job);
      await scheduler.settle();
      continue;
    }
    const nexts = [
      agenda.nextAt(),
      scheduler.nextReadyAt(),
      pending.nextAt,
      jobs.length > 0 ? polledAt + pollMs : null,
    ];
    const next = Math.min(...nexts.filter((at) => at !== null), until);
    scheduler.advanceTo(Math.max(next, now + 1));
    pending = null;
  }
}

function jobsFor(pending: Pending, digestsDue: number): readonly JobName[] {
  return [
    ...(pending.inbox > 0 ? (['inbox.drain'] as const) : []),
    ...(pending.deliveries > 0 ? (['delivery.send'] as const) : []),
    ...(pending.refreshes > 0 ? (['message.refresh'] as const) : []),
    ...(pending.endedSessions > 0 ? (['session.close'] as const) : []),
    ...(pending.digests < digestsDue ? (['digest.sweep'] as const) : []),
  ];
}
