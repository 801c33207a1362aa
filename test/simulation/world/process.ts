import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { SlackApp } from '../../../src/channels/slack/app.ts';
import { createCore } from '../../../src/core.ts';
import { createReceivers } from '../../../src/edges.ts';
import type { JobName } from '../../../src/jobs.ts';
import type { Ids } from '../../../src/shared/ids.ts';
import { defaultSendTiming } from '../../../src/shared/send-timing.ts';
import type { WebhookReceiver } from '../../../src/shared/webhook.ts';
import { createInboxStore } from '../../../src/storage/inbox/inbox-store.ts';
import type { Transact } from '../../../src/use-cases/ports/records/records.ts';
import type { SlackAnswer } from '../../../src/use-cases/ports/slack.ts';
import type { Sweeps } from '../../../src/use-cases/ports/sweeps.ts';
import { slackSecret } from '../actors/mentor.ts';
import { lineSecret } from '../actors/participant.ts';
import type { LinePlatform } from '../platforms/line-platform.ts';
import { createSimulatedSlackApp } from '../platforms/slack-app.ts';
import type { SlackPlatform } from '../platforms/slack-platform.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import { createThread, type Thread } from '../scheduling/thread.ts';
import { type OnStatement, wrapPool } from '../scheduling/wrap-pool.ts';
import type { SimulationDatabase } from './database.ts';

/** A process of the product, server and workers in one, on simulated edges. */
export type SimulatedProcess = {
  readonly thread: Thread;
  readonly receivers: ReadonlyMap<string, WebhookReceiver>;
  /** Runs a job; one that is running already runs once more afterwards. */
  readonly start: (job: JobName) => void;
};

/** Real time that a statement may take: never reached, for the simulation decides what is lost. */
const noDeadlineMs = 2_000_000_000;

export async function createProcess(options: {
  readonly name: string;
  readonly scheduler: Scheduler;
  readonly pool: Pool;
  readonly transactWith: SimulationDatabase['transactWith'];
  readonly ids: Ids;
  readonly line: LinePlatform;
  readonly slack: SlackPlatform;
  readonly logger: Logger;
  readonly onStatement: OnStatement;
  readonly wake: (job: JobName) => void;
  readonly onShown: (userId: string, answer: SlackAnswer) => void;
}): Promise<SimulatedProcess> {
  const { name, scheduler, ids, wake, logger, onStatement } = options;
  const thread = createThread(name);
  const pool = wrapPool(options.pool, { thread, scheduler, onStatement });
  const own = options.transactWith(ids, wake);
  const transact: Transact = (work) => scheduler.effect(thread, 'transaction', () => own(work));
  const clock = { now: () => new Date(scheduler.now()) };
  const leaseClock = { now: clock.now, monotonicMs: scheduler.now };
  const { sweeps, slackApp } = await createCore<SlackApp>({
    pool,
    transact,
    owner: name,
    line: options.line.senderFor(thread),
    slack: options.slack.senderFor(thread),
    openSlackApp: async (handle) =>
      createSimulatedSlackApp({
        handle,
        show: (userId, answer) =>
          scheduler.effect(thread, 'slack.show', async () => options.onShown(userId, answer)),
      }),
    clock,
    leaseClock,
    ids,
    timing: defaultSendTiming,
    secretKey: '0'.repeat(64),
    logger,
    metrics: {
      countUncertainClaims: () => undefined,
      observeSent: () => undefined,
      countRepairs: () => undefined,
      countDigestMismatches: () => undefined,
    },
    stopping: new AbortController().signal,
  });
  const inbox = createInboxStore({ pool, clock, leaseClock, deadlineMs: noDeadlineMs });
  return {
    thread,
    receivers: createReceivers({
      config: { line: { channelSecret: lineSecret }, slack: { signingSecret: slackSecret } },
      clock,
      inbox,
      wake: () => wake('inbox.drain'),
      answer: slackApp.answer,
    }),
    start: createStart(sweeps, thread, logger),
  };
}

function createStart(sweeps: Sweeps, thread: Thread, logger: Logger): (job: JobName) => void {
  const running = new Set<JobName>();
  const again = new Set<JobName>();
  const start = (job: JobName): void => {
    if (!thread.isAlive) return;
    if (running.has(job)) {
      again.add(job);
      return;
    }
    running.add(job);
    void runJob(sweeps, job)
      .catch((err: unknown) => logger.error({ event: 'job.failed', job, err }))
      .then(() => {
        running.delete(job);
        if (again.delete(job)) start(job);
      });
  };
  return start;
}

async function runJob(sweeps: Sweeps, job: JobName): Promise<unknown> {
  switch (job) {
    case 'inbox.drain':
      return sweeps.drainInbox();
    case 'delivery.send':
      return sweeps.sendDeliveries();
    case 'message.refresh':
      return sweeps.refreshMessages();
    case 'session.close':
      return sweeps.closeSessions();
    case 'pace.keep':
      return sweeps.keepPace();
    case 'quota.reconcile':
      return sweeps.reconcileQuota();
    case 'people.match':
      return sweeps.matchPeople();
    case 'reconcile.sweep':
      return sweeps.reconcile();
    case 'digest.check':
      return sweeps.checkDigests();
    case 'digest.sweep':
    case 'digest.make':
      for (const { programmeId } of await sweeps.findDueDigests()) await sweeps.makeDigests(programmeId);
      return undefined;
  }
}
