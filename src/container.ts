import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { parseLineEvent } from './channels/line/parse.ts';
import type { LineSender } from './channels/line/send.ts';
import type { SlackSender } from './channels/slack/send.ts';
import type { Config } from './config.ts';
import { platformLimits, type SendLimits } from './domain/messaging/rate-limits.ts';
import { createReceivers, createSenders, openInbox, openStorage } from './edges.ts';
import { type CountedMetrics, createMetrics, type Metrics } from './http/metrics.ts';
import { createReadiness, type Readiness } from './http/readiness.ts';
import { jobs } from './jobs.ts';
import { createQueue, type Queue } from './queue/create-queue.ts';
import { type Clock, databaseLeaseClock, type LeaseClock } from './shared/clock.ts';
import { type Ids, randomIds } from './shared/ids.ts';
import { endTiming, finishWithin } from './shared/process.ts';
import { defaultSendTiming, gatePatienceOf, type SendTiming } from './shared/send-timing.ts';
import type { WebhookReceiver } from './shared/webhook.ts';
import { createCalendarReads } from './storage/calendars/calendar-reads.ts';
import { createCountFigures } from './storage/count-figures.ts';
import { countUncertainClaims } from './storage/deliveries/count-uncertain-claims.ts';
import { createNoteShown } from './storage/deliveries/note-shown.ts';
import { createOutbox } from './storage/deliveries/outbox.ts';
import { createRateGates } from './storage/deliveries/rate-gates.ts';
import { createReconciler } from './storage/deliveries/reconciler.ts';
import { createSendingReads } from './storage/deliveries/sending-reads.ts';
import { createDigestChecks } from './storage/digests/digest-checks.ts';
import { createDigestStore } from './storage/digests/digest-store.ts';
import { createInboxQueue } from './storage/inbox/inbox-queue.ts';
import { openDatabase } from './storage/open-database.ts';
import { createPeopleDirectory } from './storage/people-directory.ts';
import type { PlannedWork } from './storage/records/deliveries.ts';
import { createReadCalendar, type ReadCalendar } from './use-cases/calendar/read-calendar.ts';
import { createCheckDigests } from './use-cases/check-digests.ts';
import { createAftermath } from './use-cases/deliveries/aftermath.ts';
import { createPrepareDelivery } from './use-cases/deliveries/prepare-delivery.ts';
import { createRefreshMessages } from './use-cases/deliveries/refresh-messages.ts';
import { createSendDeliveries } from './use-cases/deliveries/send-deliveries.ts';
import { createDrainInbox, type HandleEvent } from './use-cases/drain-inbox.ts';
import { createHandleLineEvent } from './use-cases/line/handle-line-event.ts';
import { createFindDueDigests, createMakeDigests } from './use-cases/make-digests.ts';
import { createMatchPeople } from './use-cases/match-people.ts';
import type { Transact } from './use-cases/ports/records/records.ts';
import type { HandleSlack } from './use-cases/ports/slack.ts';
import type { Sweeps } from './use-cases/ports/sweeps.ts';
import { createReadFigures } from './use-cases/read-figures.ts';
import { createReconcile } from './use-cases/reconcile.ts';
import { createReconcileQuota } from './use-cases/reconcile-quota.ts';
import { createKeepPace } from './use-cases/scheduling/pace/keep-pace.ts';
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
  readonly readCalendar: ReadCalendar;
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

/** Where a core meets the world outside: the real platforms in every process, others in a simulated run. */
export type CoreOptions<App> = {
  readonly pool: Pool;
  readonly transact: Transact;
  /** Names this process in its leases. */
  readonly owner: string;
  readonly line: LineSender;
  readonly slack: SlackSender;
  readonly openSlackApp: (handle: HandleSlack) => Promise<App>;
  readonly clock: Clock;
  readonly leaseClock?: LeaseClock;
  readonly ids: Ids;
  readonly timing: SendTiming;
  readonly sendLimits?: SendLimits;
  /** How long a send waits at a rate gate before it is put off; real time, so none on a clock of one's own. */
  readonly gatePatienceMs?: number;
  readonly secretKey: string;
  readonly logger: Logger;
  readonly metrics: CountedMetrics;
  readonly stopping: AbortSignal;
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
      await finishWithin({ logger, part: 'queue', limitMs: closeMs }, queue.close());
      await inbox.close();
      await finishWithin({ logger, part: 'pools', limitMs: endTiming.closeMs }, storage.close());
    },
  };
}

/** Storage, use cases and sweeps over the given edges: everything a process does, and nothing of where it runs. */
export async function createCore<App extends { readonly process: HandleEvent }>(
  options: CoreOptions<App>,
): Promise<{ readonly sweeps: Sweeps; readonly slackApp: App }> {
  const { pool, transact, clock, ids, line, slack, logger, metrics, stopping } = options;
  const { owner, timing, leaseClock = databaseLeaseClock } = options;
  const counted = createOutbox({ pool, timing, owner, leaseClock });
  const outbox = countUncertainClaims(counted, metrics.countUncertainClaims);
  const gates = createRateGates(pool, { patienceMs: options.gatePatienceMs ?? 0 });
  const slackApp = await options.openSlackApp(createHandleSlackEvent({ transact, clock, ids }));
  const aftermath = createAftermath(transact);
  const { secretKey } = options;
  const noteShown = createNoteShown(pool);
  const talk = { transact, noteShown, replies: line, menus: line.menus, clock, ids, secretKey };
  const handleLine = createHandleLineEvent(talk);
  const digestStore = createDigestStore({ pool, ids });
  const checks = createDigestChecks(pool);
  const { countDigestMismatches: count } = metrics;
  const report = (problem: object): void => logger.error(problem);
  const directory = createPeopleDirectory(pool);
  return {
    slackApp,
    sweeps: {
      drainInbox: createDrainInbox({
        queue: createInboxQueue({ pool, leaseClock }),
        handlers: {
          line: (event) => handleLine(parseLineEvent(event.body, event.eventId)),
          slack: slackApp.process,
        },
        clock,
        report,
        stopping,
      }),
      sendDeliveries: createSendDeliveries({
        outbox,
        channels: { line, slack },
        gates,
        limits: options.sendLimits ?? platformLimits,
        prepare: createPrepareDelivery({ reads: createSendingReads(pool), transact, outbox }),
        aftermath,
        clock,
        report: (problem) => logger.warn(problem),
        observe: metrics.observeSent,
        stopping,
      }),
      untilNextDelivery: async () => {
        const now = clock.now();
        const next = await outbox.nextDueAt(now);
        return next === null ? null : next.getTime() - now.getTime();
      },
      refreshMessages: createRefreshMessages({ transact, outbox, gates, updates: slack, clock }),
      closeSessions: createCloseSessions({ transact, clock }),
      keepPace: createKeepPace({ transact, clock, stopping }),
      reconcileQuota: createReconcileQuota({ quota: line.quota, transact, clock }),
      matchPeople: createMatchPeople({ directory, slack, gates, transact, clock }),
      reconcile: createReconcile({
        reconciler: createReconciler(pool),
        transact,
        clock,
        count: metrics.countRepairs,
        stopping,
      }),
      findDueDigests: createFindDueDigests({ store: digestStore, clock }),
      makeDigests: createMakeDigests({ store: digestStore, transact, clock, stopping }),
      checkDigests: createCheckDigests({ checks, clock, report, count, stopping }),
    },
  };
}
