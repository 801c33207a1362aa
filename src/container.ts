import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { parseLineEvent } from './channels/line/parse.ts';
import { createLineReceiver } from './channels/line/receive.ts';
import { createLineSender } from './channels/line/send.ts';
import { createSlackApp } from './channels/slack/app.ts';
import { createSlackClient } from './channels/slack/client.ts';
import { createSlackReceiver } from './channels/slack/receive.ts';
import { createSlackSender } from './channels/slack/send.ts';
import type { Config } from './config.ts';
import { platformLimits, type SendLimits } from './domain/messaging/rate-limits.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { createReadiness, type Readiness } from './http/readiness.ts';
import { jobs } from './jobs.ts';
import { createQueue, type Queue } from './queue/create-queue.ts';
import { type Clock, systemClock } from './shared/clock.ts';
import { type Ids, randomIds } from './shared/ids.ts';
import { endTiming, finishWithin } from './shared/process.ts';
import { defaultSendTiming, type SendTiming } from './shared/send-timing.ts';
import type { WebhookReceiver } from './shared/webhook.ts';
import { createCountFigures } from './storage/count-figures.ts';
import { countUncertainClaims } from './storage/deliveries/count-uncertain-claims.ts';
import { createNoteShown } from './storage/deliveries/note-shown.ts';
import { createOutbox } from './storage/deliveries/outbox.ts';
import { createRateGates } from './storage/deliveries/rate-gates.ts';
import { createReconciler } from './storage/deliveries/reconciler.ts';
import { createSendingReads } from './storage/deliveries/sending-reads.ts';
import { createDigestStore } from './storage/digests/digest-store.ts';
import { createInboxQueue } from './storage/inbox/inbox-queue.ts';
import { createInboxStore } from './storage/inbox/inbox-store.ts';
import { createSpoolingInboxStore } from './storage/inbox/spooling-inbox-store.ts';
import { openDatabase } from './storage/open-database.ts';
import { createPeopleDirectory } from './storage/people-directory.ts';
import { createPool } from './storage/pools.ts';
import { createPrisma } from './storage/prisma.ts';
import { createTransact } from './storage/transact.ts';
import { ensureWorkspace } from './storage/workspaces.ts';
import { createAftermath } from './use-cases/deliveries/aftermath.ts';
import { createPrepareDelivery } from './use-cases/deliveries/prepare-delivery.ts';
import { createRefreshMessages } from './use-cases/deliveries/refresh-messages.ts';
import { createSendDeliveries } from './use-cases/deliveries/send-deliveries.ts';
import { createDrainInbox } from './use-cases/drain-inbox.ts';
import { createHandleLineEvent } from './use-cases/line/handle-line-event.ts';
import { createFindDueDigests, createMakeDigests } from './use-cases/make-digests.ts';
import { createMatchPeople } from './use-cases/match-people.ts';
import type { Transact } from './use-cases/ports/records/records.ts';
import { createReadFigures } from './use-cases/read-figures.ts';
import { createReconcile } from './use-cases/reconcile.ts';
import { createReconcileQuota } from './use-cases/reconcile-quota.ts';
import { createCloseSessions } from './use-cases/sessions/close-sessions.ts';
import { createHandleSlackEvent } from './use-cases/slack/handle-slack-event.ts';

/** Everything that one process runs on; the only place that constructs things. */
export type Container = {
  readonly queue: Queue;
  readonly receivers: ReadonlyMap<string, WebhookReceiver>;
  readonly sweeps: Sweeps;
  readonly transact: Transact;
  readonly metrics: Metrics;
  readonly readiness: () => Promise<Readiness>;
  /** Aborted by `stop`: from then on nothing more is claimed, and the process is not ready. */
  readonly stopping: AbortSignal;
  readonly stop: () => void;
  readonly close: () => Promise<void>;
};

/** Loops over rows: each runs until nothing is left to do and is safe to run in many processes at once. */
export type Sweeps = {
  readonly drainInbox: () => Promise<unknown>;
  readonly sendDeliveries: () => Promise<unknown>;
  readonly refreshMessages: () => Promise<unknown>;
  readonly closeSessions: () => Promise<unknown>;
  readonly reconcileQuota: () => Promise<unknown>;
  readonly matchPeople: () => Promise<unknown>;
  readonly reconcile: () => Promise<unknown>;
  readonly findDueDigests: () => Promise<readonly { readonly programmeId: string }[]>;
  readonly makeDigests: (programmeId: string) => Promise<unknown>;
};

export type ContainerOptions = {
  readonly config: Config & { readonly databaseUrl: string };
  readonly logger: Logger;
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

const defaultDataDir = resolve(import.meta.dirname, '../.local');

/** Connects to PostgreSQL and the queue; Slack and LINE are not called until there is something to say. */
export async function createContainer(options: ContainerOptions): Promise<Container> {
  const { config, logger, clock = systemClock, ids = randomIds, timing = defaultSendTiming } = options;
  const pool = createPool({ databaseUrl: config.databaseUrl, max: 10, name: 'raw', logger });
  const prismaPool = createPool({ databaseUrl: config.databaseUrl, max: 12, name: 'prisma', logger });
  const prisma = createPrisma(prismaPool);
  const workspaceId = await ensureWorkspace(pool, ids, clock);
  const transact = createTransact({ prisma, ids, workspaceId });
  const { redisUrl, databaseUrl } = config;
  const queue = await createQueue({ redisUrl, databaseUrl, jobs, logger });
  const wakeInbox = (): void => queue.wake('inbox.drain');
  const wakeSender = (): void => {
    queue.wake('delivery.send');
    queue.wake('message.refresh');
  };
  const slackClient = createSlackClient({ ...config.slack, timeoutMs: timing.timeoutMs });
  const slackSender = createSlackSender({ client: slackClient });
  const lineSender = createLineSender({ ...config.line, timeoutMs: timing.timeoutMs });
  const stopping = new AbortController();
  const metrics: Metrics = createMetrics({
    readFigures: createReadFigures({ count: createCountFigures(pool), transact, clock }),
    spoolBytes: () => inboxStore.bytes(),
  });
  const deadlineMs = options.storeWithinMs;
  const inboxStore = createSpoolingInboxStore({
    database: createInboxStore({ pool, clock, deadlineMs, onKnown: metrics.countKnownEvents }),
    pool,
    folder: join(resolve(config.dataDir ?? defaultDataDir), 'spool', workspaceId),
    owner: randomUUID(),
    clock,
    report: (report) => logger[report.event === 'spool.replayed' ? 'info' : 'warn'](report),
    onReplayed: wakeInbox,
  });
  const owner = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const outbox = countUncertainClaims(createOutbox({ pool, timing, owner }), metrics.countUncertainClaims);
  const gates = createRateGates(pool);
  const handleSlack = createHandleSlackEvent({ transact, clock, ids, wakeSender });
  const slackApp = await createSlackApp({
    client: slackClient,
    ...config.slack,
    handle: handleSlack,
    logger,
  });
  const aftermath = createAftermath(transact);
  const noteShown = createNoteShown(pool);
  const handleLine = createHandleLineEvent({
    transact,
    noteShown,
    replies: lineSender,
    clock,
    ids,
    secretKey: config.secretKey,
    wakeSender,
  });
  const digestStore = createDigestStore({ pool, ids });
  const receivers = new Map<string, WebhookReceiver>([
    [
      '/line/webhook',
      createLineReceiver({ channelSecret: config.line.channelSecret, inbox: inboxStore, wake: wakeInbox }),
    ],
    [
      '/slack/events',
      createSlackReceiver({
        signingSecret: config.slack.signingSecret,
        clock,
        inbox: inboxStore,
        wake: wakeInbox,
        answer: slackApp.answer,
      }),
    ],
  ]);
  return {
    queue,
    receivers,
    transact,
    metrics,
    sweeps: {
      drainInbox: createDrainInbox({
        queue: createInboxQueue({ pool }),
        handlers: {
          line: (event) => handleLine(parseLineEvent(event.body, event.eventId)),
          slack: slackApp.process,
        },
        clock,
        report: (problem) => logger.error(problem),
        stopping: stopping.signal,
      }),
      sendDeliveries: createSendDeliveries({
        outbox,
        channels: { line: lineSender, slack: slackSender },
        gates,
        limits: options.sendLimits ?? platformLimits,
        noteShown,
        prepare: createPrepareDelivery({ reads: createSendingReads(pool), transact, outbox }),
        aftermath,
        clock,
        report: (problem) => logger.warn(problem),
        observe: metrics.observeSent,
        stopping: stopping.signal,
      }),
      refreshMessages: createRefreshMessages({ transact, outbox, gates, updates: slackSender, clock }),
      closeSessions: createCloseSessions({ transact, clock }),
      reconcileQuota: createReconcileQuota({ quota: lineSender.quota, transact, clock }),
      matchPeople: createMatchPeople({
        directory: createPeopleDirectory(pool),
        slack: slackSender,
        gates,
        transact,
        clock,
      }),
      reconcile: createReconcile({
        reconciler: createReconciler(pool),
        transact,
        clock,
        count: metrics.countRepairs,
        stopping: stopping.signal,
      }),
      findDueDigests: createFindDueDigests({ store: digestStore, clock }),
      makeDigests: createMakeDigests({ store: digestStore, transact, clock }),
    },
    stopping: stopping.signal,
    stop: () => stopping.abort(),
    readiness: createReadiness({
      askDatabase: () => pool.query('select 1 from workspaces limit 1'),
      canSpool: inboxStore.canSpool,
      stopping: stopping.signal,
    }),
    close: async () => {
      const closeMs = stopping.signal.aborted ? endTiming.closeMs : endTiming.finishMs;
      stopping.abort();
      await finishWithin({ logger, part: 'queue', limitMs: closeMs }, queue.close());
      await inboxStore.close();
      await prisma.$disconnect();
      const ending = Promise.all([pool.end(), prismaPool.end()]);
      await finishWithin({ logger, part: 'pools', limitMs: endTiming.closeMs }, ending);
    },
  };
}
