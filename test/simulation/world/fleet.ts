import type { Random } from '../../../playground/world/random.ts';
import type { JobName } from '../../../src/jobs.ts';
import type { WebhookReceiver } from '../../../src/shared/webhook.ts';
import type { Injector } from '../faults/injector.ts';
import type { Agenda } from '../scheduling/agenda.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import type { SimulatedProcess } from './process.ts';

/** The processes of the product as they come and go, and the queue between them. */
export type Fleet = {
  readonly alive: () => readonly SimulatedProcess[];
  /** Starts one more. */
  readonly start: () => Promise<void>;
  /** Starts another in a while, as whatever looks after processes does. */
  readonly replace: () => void;
  /** Runs a job in any process soon, unless the wake-up is lost. */
  readonly wake: (job: JobName) => void;
  /** Runs a job in the oldest process, as its own poll would. */
  readonly run: (job: JobName) => void;
  readonly findReceiver: (path: string) => WebhookReceiver | null;
};

export function createFleet(options: {
  readonly scheduler: Scheduler;
  readonly agenda: Agenda;
  readonly injector: Injector;
  readonly random: Random;
  readonly create: (name: string) => Promise<SimulatedProcess>;
}): Fleet {
  const { scheduler, agenda, injector, random, create } = options;
  const processes: SimulatedProcess[] = [];
  let started = 0;
  const alive = (): readonly SimulatedProcess[] => processes.filter(({ thread }) => thread.isAlive);
  const any = (): SimulatedProcess | null => (alive().length === 0 ? null : random.pick(alive()));
  const start = async (): Promise<void> => {
    started += 1;
    processes.push(await create(`process-${started}`));
  };
  return {
    alive,
    start,
    replace: () => agenda.at(scheduler.now() + random.integer(1_000, 20_000), () => void start()),
    wake: (job) => {
      if (injector.happens('wake.lost')) return;
      agenda.at(scheduler.now() + random.integer(1, 15), () => any()?.start(job));
    },
    run: (job) => alive()[0]?.start(job),
    findReceiver: (path) => any()?.receivers.get(path) ?? null,
  };
}
