import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLineStandIn, type LineStandIn } from '../../../playground/line/line-stand-in.ts';
import { createSlackStandIn, type SlackStandIn } from '../../../playground/slack/slack-stand-in.ts';
import { createAgenda } from '../../../playground/world/agenda.ts';
import { createRandom } from '../../../playground/world/random.ts';
import { type Clock, systemClock } from '../../../src/shared/clock.ts';
import type { SendTiming } from '../../../src/shared/send-timing.ts';
import { type CallRecorder, startCallRecorder } from './call-recorder.ts';
import { describeProcess, type SiteProcess, startSiteProcess } from './site-process.ts';
import { labTiming, timingVariable } from './timing.ts';

export type SiteOptions = {
  /** As the processes reach it: through a proxy where a row has one. */
  readonly databaseUrl: string;
  /** None: the queue is in PostgreSQL. */
  readonly redisUrl?: string;
  /** Of the platforms; real time unless a row fakes it. */
  readonly clock?: Clock;
  /** Of LINE alone, whose webhooks carry no signed time: what happens there can be said to have happened before. */
  readonly lineClock?: Clock;
  /** Messages of LINE's month; without limit unless given. */
  readonly monthlyLimit?: number | null;
  readonly redeliverShare?: number;
  /** False where a row counts every millisecond: then no call is written down. */
  readonly recordsCalls?: boolean;
};

export type StartOptions = {
  readonly timing?: SendTiming;
  /** On top of the site's, such as `TZ` or what faketime reads. */
  readonly env?: Readonly<Record<string, string>>;
};

/** Both platforms in this process, and any number of servers and workers as processes of their own. */
export type Site = {
  readonly line: LineStandIn;
  readonly slack: SlackStandIn;
  /** Every call of either platform, on the wire. */
  readonly calls: { readonly line: CallRecorder['calls']; readonly slack: CallRecorder['calls'] };
  readonly channelSecret: string;
  readonly signingSecret: string;
  /** The environment that every process gets; for rows with an entry point of their own. */
  readonly env: Readonly<Record<string, string>>;
  /** Resolves once it listens; the platforms' webhooks go to the one started last, or to where `webhooksTo` says. */
  readonly startServer: (options?: StartOptions) => Promise<SiteProcess>;
  /** Resolves once its consumers run. */
  readonly startWorkers: (options?: StartOptions) => Promise<SiteProcess>;
  readonly webhooksTo: (base: string) => void;
  /** How each process fared so far, for whoever reads why a row failed. */
  readonly describe: () => readonly string[];
  /** Kills what still runs, then ends the platforms. */
  readonly close: () => Promise<void>;
};

/** Starts the platforms; processes start when a row says so. */
export async function openSite(options: SiteOptions): Promise<Site> {
  const { clock = systemClock, monthlyLimit = null, redeliverShare = 0 } = options;
  const { lineClock = clock } = options;
  const agenda = createAgenda();
  const lineAgenda = createAgenda();
  const random = createRandom(1);
  const secret = (): string => randomBytes(16).toString('hex');
  const [channelSecret, signingSecret, channelAccessToken] = [secret(), secret(), secret()];
  const botToken = `xoxb-${secret()}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'bansou-faults-site-'));
  let base = 'http://127.0.0.1:9';
  const common = { random, redeliverShare };
  const line = await createLineStandIn({
    ...common,
    clock: lineClock,
    agenda: lineAgenda,
    channelSecret,
    channelAccessToken,
    webhookUrl: () => `${base}/line/webhook`,
    monthlyLimit,
  });
  const slack = await createSlackStandIn({
    ...common,
    clock,
    agenda,
    botToken,
    signingSecret,
    webhookUrl: () => `${base}/slack/events`,
  });
  const recorders = { line: await startCallRecorder(line.url), slack: await startCallRecorder(slack.url) };
  const origins =
    options.recordsCalls === false
      ? { line: line.url, slack: slack.url }
      : { line: recorders.line.origin, slack: `${recorders.slack.origin}/api/` };
  // What the platforms planned, such as sending a webhook again, happens in real time here.
  const ticking = setInterval(() => {
    void agenda.runDue(clock.now());
    void lineAgenda.runDue(lineClock.now());
  }, 50);
  const running: (SiteProcess & { readonly script: string })[] = [];
  const env = {
    DATABASE_URL: options.databaseUrl,
    ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
    PORT: '0',
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: origins.slack,
    LINE_CHANNEL_ACCESS_TOKEN: channelAccessToken,
    LINE_CHANNEL_SECRET: channelSecret,
    LINE_API_URL: origins.line,
    SECRET_KEY: '0'.repeat(64),
    BANSOU_DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    // A process that is started a hundred times need not be compiled as often.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
  };
  const start = async (script: string, ready: string, options: StartOptions): Promise<SiteProcess> => {
    const timing = { [timingVariable]: JSON.stringify(options.timing ?? labTiming) };
    const started = await startSiteProcess(script, ready, { ...env, ...timing, ...options.env });
    running.push({ ...started, script });
    return started;
  };
  return {
    line,
    slack,
    calls: { line: recorders.line.calls, slack: recorders.slack.calls },
    channelSecret,
    signingSecret,
    env,
    startServer: async (options = {}) => {
      const server = await start('test/faults/processes/server.ts', 'server.listening', options);
      base = server.base;
      return server;
    },
    startWorkers: (options = {}) => start('test/faults/processes/workers.ts', 'workers.started', options),
    webhooksTo: (next) => {
      base = next;
    },
    describe: () => running.map((one) => describeProcess(one, one.script)),
    close: async () => {
      clearInterval(ticking);
      await Promise.all(running.map((one) => one.kill()));
      await Promise.all([line, slack, recorders.line, recorders.slack].map(({ close }) => close()));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
