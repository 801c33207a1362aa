import { type BenchChild, startChild } from '../support/child.ts';
import { readProduction } from '../support/production.ts';

/** The production workers on this database, talking to a stand-in for LINE. */
export function startWorkers(options: {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly lineUrl: string;
}): Promise<BenchChild> {
  const production = readProduction();
  const env = {
    ...production.env,
    DATABASE_URL: options.databaseUrl,
    REDIS_URL: options.redisUrl ?? '',
    LINE_API_URL: options.lineUrl,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: 'bench',
    LINE_CHANNEL_ACCESS_TOKEN: 'bench',
    LINE_CHANNEL_SECRET: 'bench',
    SECRET_KEY: '0'.repeat(64),
    LOG_LEVEL: 'warn',
  };
  return startChild('bench/deliveries/workers.ts', env, production.nodeOptions);
}
