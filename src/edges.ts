import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { createLineReceiver } from './channels/line/receive.ts';
import { createLineSender, type LineSender } from './channels/line/send.ts';
import { createSlackApp, type SlackApp } from './channels/slack/app.ts';
import { createSlackClient } from './channels/slack/client.ts';
import type { SlackFetch } from './channels/slack/fenced-fetch.ts';
import { createSlackReceiver } from './channels/slack/receive.ts';
import { createSlackSender, type SlackSender } from './channels/slack/send.ts';
import type { Config } from './config.ts';
import type { Clock } from './shared/clock.ts';
import type { Ids } from './shared/ids.ts';
import type { SendTiming } from './shared/send-timing.ts';
import type { WebhookReceiver } from './shared/webhook.ts';
import { startDatabaseClock } from './storage/database-clock.ts';
import { createInboxStore } from './storage/inbox/inbox-store.ts';
import { createSpoolingInboxStore, type SpoolingInboxStore } from './storage/inbox/spooling-inbox-store.ts';
import { createPool } from './storage/pools.ts';
import { createPrisma } from './storage/prisma.ts';
import type { PlannedWork } from './storage/records/deliveries.ts';
import { createTransact } from './storage/transact.ts';
import { ensureWorkspace } from './storage/workspaces.ts';
import { createCalendarLink } from './use-cases/calendar/calendar-link.ts';
import type { InboxStore } from './use-cases/ports/inbox.ts';
import type { Transact } from './use-cases/ports/records/records.ts';
import type { HandleSlack } from './use-cases/ports/slack.ts';

/** What a process says and asks on the platforms. */
export type Senders = {
  readonly line: LineSender;
  readonly slack: SlackSender;
  readonly openSlackApp: (handle: HandleSlack) => Promise<SlackApp>;
};

/** The real platforms, or what stands in for them under the configured addresses; nothing is called yet. */
export function createSenders(options: {
  readonly config: Pick<Config, 'slack' | 'line'>;
  readonly timing: SendTiming;
  readonly logger: Logger;
}): Senders {
  const { slack, line } = options.config;
  const { timeoutMs } = options.timing;
  const openClient = (fetch?: SlackFetch) =>
    createSlackClient({ ...slack, timeoutMs, ...(fetch === undefined ? {} : { fetch }) });
  const client = openClient();
  return {
    line: createLineSender({ ...line, timeoutMs, report: (problem) => options.logger.warn(problem) }),
    slack: createSlackSender({ client, openClient }),
    openSlackApp: (handle) => createSlackApp({ client, ...slack, handle, logger: options.logger }),
  };
}

/** The record, and the clock that everybody who shares it lives by; another one only where it is given. */
export async function openStorage(options: {
  readonly config: Pick<Config, 'baseUrl' | 'secretKey'> & { readonly databaseUrl: string };
  readonly clock?: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly wake: (work: PlannedWork) => void;
}): Promise<{
  readonly pool: Pool;
  readonly transact: Transact;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly close: () => Promise<unknown>;
}> {
  const { logger, ids, wake } = options;
  const { databaseUrl } = options.config;
  const pool = createPool({ databaseUrl, max: 10, name: 'raw', logger });
  const prismaPool = createPool({ databaseUrl, max: 12, name: 'prisma', logger });
  const report = (report: object): void => logger.warn(report);
  const clock = options.clock ?? (await startDatabaseClock({ pool, report }));
  const prisma = createPrisma(prismaPool);
  const workspaceId = await ensureWorkspace(pool, ids, clock);
  return {
    pool,
    transact: createTransact({
      prisma,
      ids,
      workspaceId,
      wake,
      openCalendarLink: (revisions) => createCalendarLink(options.config, revisions),
    }),
    workspaceId,
    clock,
    close: async () => {
      await prisma.$disconnect();
      await Promise.all([pool.end(), prismaPool.end()]);
    },
  };
}

const defaultDataDir = resolve(import.meta.dirname, '../.local');

/** The inbox with its spool: what is acknowledged is durable, also while the database is away. */
export function openInbox(options: {
  readonly pool: Pool;
  readonly config: Pick<Config, 'dataDir'>;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly deadlineMs: number | undefined;
  readonly onKnown: (count: number) => void;
  readonly wake: () => void;
}): SpoolingInboxStore {
  const { pool, clock, logger, deadlineMs, onKnown } = options;
  return createSpoolingInboxStore({
    database: createInboxStore({ pool, clock, deadlineMs, onKnown }),
    pool,
    folder: join(resolve(options.config.dataDir ?? defaultDataDir), 'spool', options.workspaceId),
    owner: randomUUID(),
    clock,
    report: (report) => logger[report.event === 'spool.replayed' ? 'info' : 'warn'](report),
    onReplayed: options.wake,
  });
}

/** Both platforms' webhooks, by path. */
export function createReceivers(options: {
  readonly config: {
    readonly line: Pick<Config['line'], 'channelSecret'>;
    readonly slack: Pick<Config['slack'], 'signingSecret'>;
  };
  readonly clock: Clock;
  readonly inbox: InboxStore;
  readonly wake: () => void;
  readonly answer: SlackApp['answer'];
}): ReadonlyMap<string, WebhookReceiver> {
  const { config, clock, inbox, wake, answer } = options;
  const { channelSecret } = config.line;
  const { signingSecret } = config.slack;
  return new Map<string, WebhookReceiver>([
    ['/line/webhook', createLineReceiver({ channelSecret, inbox, wake })],
    ['/slack/events', createSlackReceiver({ signingSecret, clock, inbox, wake, answer })],
  ]);
}
