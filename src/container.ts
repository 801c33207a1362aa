import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createCore } from './core.ts';
import type { SendLimits } from './domain/messaging/rate-limits.ts';
import { createReceivers, createSenders, openInbox, openStorage } from './edges.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { createReadiness, type Readiness } from './http/readiness.ts';
import { jobs } from './jobs.ts';
import { createQueue, type Queue } from './queue/create-queue.ts';
import type { Clock } from './shared/clock.ts';
import { type Ids, randomIds } from './shared/ids.ts';
import { endTiming, finishWithin } from './shared/process.ts';
import { defaultSendTiming, gatePatienceOf, type SendTiming } from './shared/send-timing.ts';
import type { UnderWay } from './shared/under-way.ts';
import type { WebhookReceiver } from './shared/webhook.ts';
import { createCalendarReads } from './storage/calendars/calendar-reads.ts';
import { openDatabase } from './storage/open-database.ts';
import { createCountFigures } from './storage/operation/count-figures.ts';
import type { PlannedWork } from './storage/records/deliveries.ts';
import { createReadCalendar, type ReadCalendar } from './use-cases/calendar/read-calendar.ts';
import type { Transact } from './use-cases/ports/records/records.ts';
import type { Sweeps } from './use-cases/ports/sweeps.ts';
import { createReadFigures } from './use-cases/read-figures.ts';

/** Everything that one process runs on; the only place that constructs things. */
export type Container = {
  readonly queue: Queue;
  readonly receivers: ReadonlyMap<string, WebhookReceiver>;
  readonly sweeps: Sweeps;
  readonly transact: Transact;
  readonly metrics: Metrics;
  readonly readiness: () => Promise<Readiness>;
  readonly readCalendar: ReadCalendar;
  /** Answers to acts in Slack, with what follows their acknowledgement. */
  readonly answers: Pick<UnderWay, 'count' | 'ended'>;
  /** Aborted by `stop`: from then on nothing more is claimed, and the process is not ready. */
  readonly stopping: AbortSignal;
  readonly stop: () => void;
  readonly close: () => Promise<void>;
};

export type ContainerOptions = {
  readonly config: Config & { readonly databaseUrl: string };
  readonly logger: Logger;
  /** The database's own unless given. */
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly timing?: SendTiming;
  /** How often messages may be sent; what the platforms allow unless given. */
  readonly sendLimits?: SendLimits;
  /** How long PostgreSQL may take to store a webhook before it goes to the spool; real time, default 1 s. */
  readonly storeWithinMs?: number;
};

/** A container on the configured database, or on the embedded one where none is configured; closing stops both. */
export async function openContainer(
  options: Omit<ContainerOptions, 'config'> & { readonly config: Config },
): Promise<Container> {
  const database = await openDatabase(options.config);
  try {
    const container = await createContainer({
      ...options,
      config: { ...options.config, databaseUrl: database.url },
    });
    return {
      ...container,
      close: async () => {
        await container.close();
        await database.stop();
      },
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Connects to PostgreSQL and the queue; Slack and LINE are not called until there is something to say. */
export async function createContainer(options: ContainerOptions): Promise<Container> {
  const { config, logger, ids = randomIds, timing = defaultSendTiming } = options;
  const wakeFor = (work: PlannedWork): void =>
    queue.wake(work === 'deliveries' ? 'delivery.send' : 'message.refresh');
  const storage = await openStorage({ ...options, ids, wake: wakeFor });
  const { pool, transact, workspaceId, clock } = storage;
  const { redisUrl, databaseUrl } = config;
  const queue = await createQueue({ redisUrl, databaseUrl, jobs, logger });
  const wake = (): void => queue.wake('inbox.drain');
  const stopping = new AbortController();
  const metrics: Metrics = createMetrics({
    readFigures: createReadFigures({ count: createCountFigures(pool), transact, clock }),
    spoolBytes: () => inbox.bytes(),
  });
  const onKnown = metrics.countKnownEvents;
  const deadlineMs = options.storeWithinMs;
  const inbox = openInbox({ pool, config, workspaceId, clock, logger, deadlineMs, onKnown, wake });
  const { sweeps, slackApp } = await createCore({
    ...createSenders({ config, timing, logger }),
    pool,
    transact,
    owner: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    clock,
    ids,
    timing,
    ...(options.sendLimits === undefined ? {} : { sendLimits: options.sendLimits }),
    gatePatienceMs: options.clock === undefined ? gatePatienceOf(timing) : 0,
    secretKey: config.secretKey,
    logger,
    metrics,
    stopping: stopping.signal,
  });
  return {
    queue,
    receivers: createReceivers({ config, clock, inbox, wake, answer: slackApp.answer }),
    transact,
    metrics,
    sweeps,
    answers: slackApp.answers,
    stopping: stopping.signal,
    stop: () => stopping.abort(),
    readCalendar: createReadCalendar({ reads: createCalendarReads(pool), secretKey: config.secretKey }),
    readiness: createReadiness({
      askDatabase: () => pool.query('select 1 from workspaces limit 1'),
      canSpool: inbox.canSpool,
      stopping: stopping.signal,
    }),
    close: async () => {
      const closeMs = stopping.signal.aborted ? endTiming.closeMs : endTiming.finishMs;
      stopping.abort();
      await finishWithin({ logger, part: 'answers', limitMs: endTiming.closeMs }, slackApp.answers.ended());
      await finishWithin({ logger, part: 'queue', limitMs: closeMs }, queue.close());
      await inbox.close();
      await finishWithin({ logger, part: 'pools', limitMs: endTiming.closeMs }, storage.close());
    },
  };
}
