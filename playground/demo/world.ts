import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { type Container, createContainer } from '../../src/container.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import type { SendTiming } from '../../src/shared/send-timing.ts';
import { createHandlers } from '../../workers/handlers.ts';
import { createRunJob } from '../../workers/run-job.ts';
import { createLineStandIn, type LineStandIn } from '../line/line-stand-in.ts';
import { createSlackStandIn, type SlackStandIn } from '../slack/slack-stand-in.ts';
import { type Activity, createActivity } from '../world/activity.ts';
import { type Agenda, createAgenda } from '../world/agenda.ts';
import { createRandom } from '../world/random.ts';
import { createSimulatedClock, type SimulatedClock } from '../world/simulated-clock.ts';

/** Server, workers and both stand-ins in one process around one simulated clock, over real loopback HTTP. */
export type World = {
  readonly clock: SimulatedClock;
  readonly agenda: Agenda;
  readonly slack: SlackStandIn;
  readonly line: LineStandIn;
  readonly container: Container;
  readonly server: RunningServer;
  readonly secretKey: string;
  /** How the app reaches its LINE account. */
  readonly lineAccount: { readonly channelAccessToken: string; readonly apiUrl: string };
  /** Jobs that run in this process right now. */
  readonly jobs: Activity;
  readonly close: () => Promise<void>;
};

export type WorldOptions = {
  readonly databaseUrl: string;
  readonly redisUrl?: string;
  readonly startsAt: Date;
  readonly seed: number;
  readonly redeliverShare: number;
  readonly port: number;
  readonly logger: Logger;
  readonly timing?: SendTiming;
  readonly openApiDir?: string;
  readonly extend?: (app: Hono, world: () => World) => void;
};

/** Starts everything at the given instant of the simulated clock. */
export async function createWorld(options: WorldOptions): Promise<World> {
  const clock = createSimulatedClock(options.startsAt);
  const agenda = createAgenda();
  const random = createRandom(options.seed);
  const jobs = createActivity();
  const secrets = {
    botToken: `xoxb-${randomBytes(12).toString('hex')}`,
    signingSecret: randomBytes(16).toString('hex'),
    channelAccessToken: randomBytes(24).toString('hex'),
    channelSecret: randomBytes(16).toString('hex'),
  };
  let base = '';
  const { redeliverShare } = options;
  const slack = await createSlackStandIn({
    clock,
    agenda,
    random,
    botToken: secrets.botToken,
    signingSecret: secrets.signingSecret,
    webhookUrl: () => `${base}/slack/events`,
    redeliverShare,
  });
  const line = await createLineStandIn({
    clock,
    agenda,
    random,
    channelSecret: secrets.channelSecret,
    channelAccessToken: secrets.channelAccessToken,
    webhookUrl: () => `${base}/line/webhook`,
    redeliverShare,
    ...(options.openApiDir === undefined ? {} : { openApiDir: options.openApiDir }),
  });
  const secretKey = randomBytes(32).toString('hex');
  const config = {
    production: false,
    port: options.port,
    databaseUrl: options.databaseUrl,
    redisUrl: options.redisUrl,
    slack: { botToken: secrets.botToken, signingSecret: secrets.signingSecret, apiUrl: slack.url },
    line: {
      channelAccessToken: secrets.channelAccessToken,
      channelSecret: secrets.channelSecret,
      apiUrl: line.url,
    },
    baseUrl: `http://localhost:${options.port}`,
    secretKey,
    logLevel: 'warn',
    dataDir: undefined,
  };
  const { logger } = options;
  const container = await createContainer({
    config,
    logger,
    clock,
    // The simulated clock cannot see what waits in the spool: a busy machine must not send events there.
    storeWithinMs: 30_000,
    ...(options.timing === undefined ? {} : { timing: options.timing }),
  });
  let world: World | null = null;
  const current = (): World => {
    if (world === null) throw new Error('the world is still being made');
    return world;
  };
  const server = await startServer({
    container,
    config,
    logger,
    extend: (app) => options.extend?.(app, current),
  });
  base = `http://127.0.0.1:${server.port}`;
  const runJob = createRunJob({ handlers: createHandlers(container), logger });
  await container.queue.start((job, payload) => jobs.run(() => runJob(job, payload)));
  world = {
    clock,
    agenda,
    slack,
    line,
    container,
    server,
    secretKey,
    lineAccount: { channelAccessToken: secrets.channelAccessToken, apiUrl: line.url },
    jobs,
    close: async () => {
      await server.close();
      await container.close();
      await Promise.all([slack.close(), line.close()]);
    },
  };
  return world;
}
