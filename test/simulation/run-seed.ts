import { type Logger, pino } from 'pino';
import { createRandom } from '../../playground/world/random.ts';
import type { JobName } from '../../src/jobs.ts';
import { createMentor } from './actors/mentor.ts';
import { createNotebook } from './actors/notebook.ts';
import { createParticipant } from './actors/participant.ts';
import type { FaultCounts } from './faults/fault-kinds.ts';
import { createInjector } from './faults/injector.ts';
import { createJudgeEffect } from './faults/judge-effect.ts';
import { planTroubles } from './faults/plan-troubles.ts';
import { createDigestWatch } from './judge/digest-watch.ts';
import { judgeRun } from './judge/judge-run.ts';
import { createLedger } from './platforms/ledger.ts';
import { createLinePlatform } from './platforms/line-platform.ts';
import { createSlackPlatform } from './platforms/slack-platform.ts';
import { createWebhooks } from './platforms/webhooks.ts';
import { createAgenda } from './world/agenda.ts';
import { cast } from './world/cast.ts';
import type { SimulationDatabase } from './world/database.ts';
import { createDesk } from './world/desk.ts';
import { play } from './world/play.ts';
import { createProcess, type SimulatedProcess } from './world/process.ts';
import { createScheduler, type Effect } from './world/scheduler.ts';
import { planSeason } from './world/season.ts';
import { createSeededIds } from './world/seeded-ids.ts';

export type SeedResult = {
  readonly seed: number;
  readonly breaches: readonly string[];
  readonly faults: FaultCounts;
  readonly messages: number;
  readonly answers: number;
  /** Of everything that happened, in order: the same on every replay. */
  readonly fingerprint: string;
};

const processCount = 2;
const slowStatementMs = 3_000;

/** Plays one seed from its beginning to its end and judges what the receivers got. */
export async function runSeed(
  database: SimulationDatabase,
  seed: number,
  options: { readonly onTrace?: (line: string) => void; readonly logger?: Logger } = {},
): Promise<SeedResult> {
  const randomFor = (purpose: number) => createRandom(seed * 1_000 + purpose);
  const { pool, watcher, programmeId } = database;
  const logger = options.logger ?? pino({ level: 'silent' });
  await database.reset();
  const random = randomFor(1);
  const season = planSeason(randomFor(2));
  const injector = createInjector(randomFor(3));
  const agenda = createAgenda();
  const isProcess = ({ thread }: Effect): boolean => thread.name.startsWith('process');
  const strike = createJudgeEffect({ random: randomFor(4), injector, isProcess });
  let onEffect = (_effect: Effect): void => undefined;
  const scheduler = createScheduler({
    startsAt: season.startsAt,
    random: randomFor(5),
    judge: (effect) => {
      onEffect(effect);
      return strike(effect);
    },
    countBlocked: async () => {
      const sql = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return (await watcher.query(sql)).rows.length;
    },
    onKilled: () => agenda.at(scheduler.now() + random.integer(1_000, 20_000), () => void startProcess()),
    onTrace: options.onTrace,
  });
  const ids = createSeededIds(randomFor(6));
  const transact = database.transactWith(ids);
  const notebook = createNotebook();
  const ledger = createLedger((received) => {
    scheduler.note(`${received.to} gets ${received.message.summary}`);
    for (const actor of [...participants.values(), ...mentors]) actor.onReceived(received);
  });
  const platform = { scheduler, agenda, injector, random: randomFor(7), ledger };
  const usedBefore = random.pick([0, 0, 0, 40, 95, 180]);
  const line = createLinePlatform({ ...platform, usedBefore });
  const slack = createSlackPlatform(platform);
  const processes: SimulatedProcess[] = [];
  const alive = (): readonly SimulatedProcess[] => processes.filter(({ thread }) => thread.isAlive);
  const webhooks = createWebhooks({
    ...platform,
    findReceiver: (path) =>
      alive().length === 0 ? null : (random.pick(alive()).receivers.get(path) ?? null),
  });
  const actors = { scheduler, agenda, random: randomFor(8), line, webhooks, notebook };
  const codesOf = (role: string): readonly string[] =>
    cast.filter((one) => one.role === role).map(({ code }) => code);
  const participants = new Map(
    codesOf('participant').map((code) => [code, createParticipant(code, actors)] as const),
  );
  const mentors = codesOf('mentor').map((code) => createMentor(code, actors));
  const digests = createDigestWatch(watcher, season.monday);

  const wake = (job: JobName): void => {
    if (injector.happens('wake.lost')) return;
    agenda.at(scheduler.now() + random.integer(1, 15), () => {
      if (alive().length > 0) random.pick(alive()).start(job);
    });
  };
  let started = 0;
  const startProcess = async (): Promise<void> => {
    started += 1;
    processes.push(
      await createProcess({
        name: `process-${started}`,
        scheduler,
        pool,
        transact,
        ids,
        line,
        slack,
        logger,
        onStatement: async (thread, label, rowCount) => {
          if (!label.startsWith('insert into digests') || rowCount !== 1) return;
          await digests.look();
          if (!injector.happens('digest.answered-meanwhile')) return;
          // The digest's next statement comes only after somebody's answer was stored.
          thread.frozenUntil = scheduler.now() + slowStatementMs;
          [...participants.values()].some((one) => one.answerNow());
        },
        wake,
        onShown: (userId, answer) => {
          for (const mentor of mentors) mentor.onShown(userId, answer);
        },
      }),
    );
  };

  const desk = createDesk({ scheduler, random, transact, programmeId });
  for (const session of season.sessions) await desk.make(session);
  for (let count = 0; count < processCount; count += 1) await startProcess();
  onEffect = planTroubles({
    ...platform,
    season,
    desk,
    line,
    slack,
    participants,
    reconcileQuota: () => alive()[0]?.start('quota.reconcile'),
    reconcile: () => alive()[0]?.start('reconcile.sweep'),
  });
  const stage = {
    scheduler,
    agenda,
    watcher,
    processes: alive,
    digestsBy: (now: number) => (now >= season.digestAt ? 1 : 0),
  };
  await play({ ...stage, until: season.endsAt });
  const breaches = await judgeRun({
    season,
    ledger: ledger.all(),
    notebook,
    slack,
    line,
    watcher,
    digests,
    outstanding: webhooks.outstanding(),
  });
  return {
    seed,
    breaches,
    faults: injector.counts(),
    messages: ledger.all().length,
    answers: notebook.all().length,
    fingerprint: scheduler.fingerprint(),
  };
}
