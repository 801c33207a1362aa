import { type BenchChild, startChild } from '../support/child.ts';
import { type MakeRequest, measureHttp } from '../support/http-load.ts';
import { interleave } from '../support/rounds.ts';
import { lineRequest, secrets, slackRequest } from './requests.ts';

export type AckFigures = {
  readonly ours: number;
  readonly bareInsert: number;
  readonly bareInsertPool: number;
  readonly sdk: number;
  readonly bareHmac: number;
  readonly ourP99Ms: number;
  readonly ourPeakMb: number;
};

const connections = 64;
const roundMs = 2_000;
const pools = [4, 16, 64] as const;

/**
 * Requests a second answered 200, over 64 connections: the production server, whose 200 means a committed row and
 * whose wake-ups are on the way, beside the plain ways to do it. Medians of interleaved rounds.
 */
export async function measureAcks(
  platform: 'line' | 'slack',
  options: { readonly databaseUrl: string; readonly rounds: number },
): Promise<AckFigures> {
  const makeRequest = platform === 'line' ? lineRequest : slackRequest;
  const env = { DATABASE_URL: options.databaseUrl, SECRET: secrets[platform] };
  const started: BenchChild[] = [];
  const start = async (program: string, more: Readonly<Record<string, string>>): Promise<BenchChild> => {
    const child = await startChild(program, { ...env, ...more });
    started.push(child);
    return child;
  };
  try {
    const ours = await start('src/server.ts', {
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: secrets.slack,
      LINE_CHANNEL_ACCESS_TOKEN: 'bench',
      LINE_CHANNEL_SECRET: secrets.line,
      SECRET_KEY: '0'.repeat(64),
      NODE_ENV: 'production',
    });
    const hmac = await start('bench/webhooks/servers/bare.ts', { STORE: 'nothing' });
    const best = { pool: 0, perSecond: 0, child: hmac };
    for (const pool of pools) {
      const child = await start('bench/webhooks/servers/bare.ts', { POOL: String(pool) });
      const perSecond = await throughput(child, makeRequest);
      if (perSecond > best.perSecond) Object.assign(best, { pool, perSecond, child });
    }
    const sdk = await start(`bench/webhooks/servers/sdk-${platform}.ts`, { POOL: String(best.pool) });
    await throughput(ours, makeRequest);
    const medians = await interleave(
      [
        { name: 'ours', round: () => throughput(ours, makeRequest) },
        { name: 'bareInsert', round: () => throughput(best.child, makeRequest) },
        { name: 'sdk', round: () => throughput(sdk, makeRequest) },
        { name: 'bareHmac', round: () => throughput(hmac, makeRequest) },
      ],
      options.rounds,
    );
    const last = await load(ours, makeRequest);
    return {
      ...medians,
      bareInsertPool: best.pool,
      ourP99Ms: last.p99,
      ourPeakMb: await ours.peakMb(),
    };
  } finally {
    for (const child of started) await child.stop();
  }
}

function load({ port }: BenchChild, makeRequest: MakeRequest) {
  return measureHttp({ port, connections, milliseconds: roundMs, makeRequest });
}

async function throughput(child: BenchChild, makeRequest: MakeRequest): Promise<number> {
  return (await load(child, makeRequest)).perSecond;
}
