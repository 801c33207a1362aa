import { type Logger, pino } from 'pino';
import type { FaultCounts } from './faults/fault-kinds.ts';
import { planTroubles } from './faults/plan-troubles.ts';
import { judgeRun } from './judge/judge-run.ts';
import type { SimulationDatabase } from './world/database.ts';
import { play } from './world/play.ts';
import { createStage, type Stage } from './world/stage.ts';

export type SeedResult = {
  readonly seed: number;
  /** Promises that were not kept, in words. */
  readonly breaches: readonly string[];
  readonly faults: FaultCounts;
  /** What receivers got. */
  readonly messages: number;
  readonly answers: number;
  /** Of everything that happened, in order: the same on every replay. */
  readonly fingerprint: string;
};

const processCount = 2;
/** A seed has to be worth something. */
const leastMessages = 30;
const leastFaults = 5;

type SeedOptions = { readonly onTrace?: (line: string) => void; readonly logger?: Logger };

/** Plays one seed from its beginning to its end and judges what the receivers got. */
export async function runSeed(
  database: SimulationDatabase,
  seed: number,
  options: SeedOptions = {},
): Promise<SeedResult> {
  const stage = await playSeed(database, seed, options);
  const { injector, notebook, scheduler } = stage;
  const run = toRun(stage, database);
  const breaches = await judgeRun(run);
  const messages = run.ledger.length;
  const isThin = messages < leastMessages || injector.total() < leastFaults;
  return {
    seed,
    breaches: isThin ? [...breaches, `only ${messages} messages and ${injector.total()} faults`] : breaches,
    faults: injector.counts(),
    messages,
    answers: notebook.all().length,
    fingerprint: scheduler.fingerprint(),
  };
}

/** What the judge looks at when a seed has been played. */
export function toRun(stage: Stage, { watcher }: SimulationDatabase): Parameters<typeof judgeRun>[0] {
  return { ...stage, ledger: stage.ledger.all(), outstanding: stage.webhooks.outstanding(), watcher };
}

/** Plays one seed to its end; its database holds what it left until the next one begins. */
export async function playSeed(
  database: SimulationDatabase,
  seed: number,
  options: SeedOptions = {},
): Promise<Stage> {
  const { logger = pino({ level: 'silent' }), onTrace } = options;
  const { watcher } = database;
  await database.reset();
  const stage = createStage(database, seed, { logger, onTrace });
  const { season, desk, fleet } = stage;
  for (const session of season.sessions) await desk.make(session);
  for (let count = 0; count < processCount; count += 1) await fleet.start();
  stage.listen(planTroubles(stage));
  await play({
    ...stage,
    watcher,
    processes: fleet.alive,
    until: season.endsAt,
    digestsBy: (now) => (now >= season.digestAt ? 1 : 0),
  });
  return stage;
}
