import type { Logger } from 'pino';
import type { LineSender } from '../../../src/channels/line/send.ts';
import type { SlackApp } from '../../../src/channels/slack/app.ts';
import type { SlackSender } from '../../../src/channels/slack/send.ts';
import { createCore } from '../../../src/core.ts';
import { createReceivers } from '../../../src/edges.ts';
import type { Ids } from '../../../src/shared/ids.ts';
import { defaultSendTiming } from '../../../src/shared/send-timing.ts';
import type { WebhookReceiver } from '../../../src/shared/webhook.ts';
import { createInboxStore } from '../../../src/storage/inbox/inbox-store.ts';
import type { SlackAnswer } from '../../../src/use-cases/ports/slack.ts';
import type { Sweeps } from '../../../src/use-cases/ports/sweeps.ts';
import { slackSecret } from '../../simulation/actors/mentor.ts';
import { lineSecret } from '../../simulation/actors/participant.ts';
import { createSimulatedSlackApp } from '../../simulation/platforms/slack-app.ts';
import type { SimulationDatabase } from '../../simulation/world/database.ts';
import type { ModelClock } from './clock.ts';

/** A process of the product, server and workers in one. Its statements run on PostgreSQL as they come. */
export type ModelProcess = {
  readonly receivers: ReadonlyMap<string, WebhookReceiver>;
  readonly sweeps: Sweeps;
};

export const modelSecret = '0'.repeat(64);
/** Several seconds of real time never pass for a statement; a webhook is never put into a spool. */
const noDeadlineMs = 2_000_000_000;
/** What platforms allow is not what is looked at here. */
const plenty = { everyMs: 0.001, burst: 1_000_000 };

export async function createModelProcess(options: {
  readonly name: string;
  readonly database: SimulationDatabase;
  readonly clock: ModelClock;
  readonly ids: Ids;
  readonly line: LineSender;
  readonly slack: SlackSender;
  readonly show: (userId: string, answer: SlackAnswer) => void;
  readonly logger: Logger;
}): Promise<ModelProcess> {
  const { name, database, clock, ids, line, slack, show, logger } = options;
  const { pool } = database;
  const { sweeps, slackApp } = await createCore<SlackApp>({
    pool,
    transact: database.transactWith(ids),
    owner: name,
    line,
    slack,
    openSlackApp: async (handle) =>
      createSimulatedSlackApp({ handle, show: async (userId, answer) => show(userId, answer) }),
    clock,
    leaseClock: clock.lease,
    ids,
    timing: defaultSendTiming,
    sendLimits: { linePush: plenty, slackPost: plenty, slackChannel: plenty },
    secretKey: modelSecret,
    logger,
    metrics: {
      countUncertainClaims: () => undefined,
      observeSent: () => undefined,
      countRepairs: () => undefined,
      countDigestMismatches: () => undefined,
    },
    stopping: new AbortController().signal,
  });
  const inbox = createInboxStore({ pool, clock, leaseClock: clock.lease, deadlineMs: noDeadlineMs });
  return {
    sweeps,
    receivers: createReceivers({
      config: { line: { channelSecret: lineSecret }, slack: { signingSecret: slackSecret } },
      clock,
      inbox,
      wake: () => undefined,
      answer: slackApp.answer,
    }),
  };
}
