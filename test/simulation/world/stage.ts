import type { Logger } from 'pino';
import { createRandom, type Random } from '../../../playground/world/random.ts';
import { type Actors, createActors } from '../actors/create-actors.ts';
import { createNotebook, type Notebook } from '../actors/notebook.ts';
import { createInjector, type Injector } from '../faults/injector.ts';
import { createJudgeEffect } from '../faults/judge-effect.ts';
import { createDigestWatch, type DigestWatch } from '../judge/digest-watch.ts';
import { createLedger, type Ledger } from '../platforms/ledger.ts';
import { createLinePlatform, type LinePlatform } from '../platforms/line-platform.ts';
import { createSlackPlatform, type SlackPlatform } from '../platforms/slack-platform.ts';
import { createWebhooks, type Webhooks } from '../platforms/webhooks.ts';
import { type Agenda, createAgenda } from '../scheduling/agenda.ts';
import { createScheduler, type Effect, type Scheduler } from '../scheduling/scheduler.ts';
import type { OnStatement } from '../scheduling/wrap-pool.ts';
import type { SimulationDatabase } from './database.ts';
import { createDesk, type Desk } from './desk.ts';
import { createFleet, type Fleet } from './fleet.ts';
import { createProcess } from './process.ts';
import { planSeason, type Season } from './season.ts';
import { createSeededIds } from './seeded-ids.ts';

/** Everything one seed is played on, wired together; nobody has done anything yet. */
export type Stage = {
  readonly random: Random;
  readonly season: Season;
  readonly scheduler: Scheduler;
  readonly agenda: Agenda;
  readonly injector: Injector;
  readonly ledger: Ledger;
  readonly notebook: Notebook;
  readonly line: LinePlatform;
  readonly slack: SlackPlatform;
  readonly webhooks: Webhooks;
  readonly actors: Actors;
  readonly fleet: Fleet;
  readonly desk: Desk;
  readonly digests: DigestWatch;
  /** Told of every effect before it happens. */
  readonly listen: (onEffect: (effect: Effect) => void) => void;
};

/** A statement inside a digest that lets somebody's answer in before the next. */
const slowStatementMs = 3_000;
const waitingForLocks = `select 1 from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`;

export function createStage(
  { pool, watcher, programmeId, transactWith }: SimulationDatabase,
  seed: number,
  options: { readonly logger: Logger; readonly onTrace?: ((line: string) => void) | undefined },
): Stage {
  const randomFor = (purpose: number): Random => createRandom(seed * 1_000 + purpose);
  const random = randomFor(1);
  const injector = createInjector(randomFor(3));
  const season = planSeason(randomFor(2));
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
    countBlocked: async () => (await watcher.query(waitingForLocks)).rows.length,
    cancel: async (client) => {
      await watcher.query('select pg_cancel_backend($1)', [Reflect.get(client, 'processID')]);
    },
    onKilled: () => fleet.replace(),
    onTrace: options.onTrace,
  });
  const ids = createSeededIds(randomFor(6));
  const notebook = createNotebook();
  const ledger = createLedger((received) => {
    scheduler.note(`${received.to} gets ${received.message.summary}`);
    actors.onReceived(received);
  });
  const platform = { scheduler, agenda, injector, random: randomFor(7), ledger };
  const line = createLinePlatform({ ...platform, usedBefore: random.pick([0, 0, 0, 40, 95, 180]) });
  const slack = createSlackPlatform(platform);
  const digests = createDigestWatch(watcher, season.monday);
  const onStatement: OnStatement = async (thread, label, rowCount) => {
    if (!label.startsWith('insert into digests') || rowCount !== 1) return;
    await digests.look();
    if (!injector.happens('digest.answered-meanwhile')) return;
    thread.frozenUntil = scheduler.now() + slowStatementMs;
    actors.participants.some((one) => one.answerNow());
  };
  const fleet: Fleet = createFleet({
    ...platform,
    create: (name) =>
      createProcess({
        name,
        scheduler,
        pool,
        transactWith,
        ids,
        line,
        slack,
        logger: options.logger,
        onStatement,
        wake: (job) => fleet.wake(job),
        onShown: (userId, answer) => actors.onShown(userId, answer),
      }),
  });
  const webhooks = createWebhooks({ ...platform, findReceiver: fleet.findReceiver });
  const actors = createActors({ ...platform, random: randomFor(8), line, webhooks, notebook });
  const desk = createDesk({ scheduler, random, transact: transactWith(ids), programmeId });
  return {
    random,
    season,
    scheduler,
    agenda,
    injector,
    ledger,
    notebook,
    line,
    slack,
    webhooks,
    actors,
    fleet,
    desk,
    digests,
    listen: (listener) => {
      onEffect = listener;
    },
  };
}
