import pg from 'pg';
import { type BenchChild, startChild } from '../support/child.ts';
import { type Load, type MakeRequest, measureHttp } from '../support/http-load.ts';
import { readProduction } from '../support/production.ts';
import { type Contender, interleave } from '../support/rounds.ts';
import { waitUntil } from '../support/wait-until.ts';
import { lineRequest, secrets, slackRequest } from './requests.ts';

export type AckFigures = {
  readonly ours: number;
  /** Of the best pool. */
  readonly bareInsert: number;
  readonly sdk: number;
  readonly bareHmac: number;
  readonly ourP99Ms: number;
  readonly ourPeakMb: number;
};

export type AckOptions = {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** Rounds that choose each baseline's pool, rounds that count, and how long one takes. */
  readonly rounds: { readonly choosing: number; readonly counted: number; readonly milliseconds: number };
};

const connections = 64;
const pools = [4, 16, 64] as const;

/**
 * Requests a second answered 200, over 64 connections: the production server, whose 200 means a committed row and
 * whose wake-ups are on the way, beside the plain ways to do it. Medians of interleaved rounds.
 */
export async function measureAcks(platform: 'line' | 'slack', options: AckOptions): Promise<AckFigures> {
  const makeRequest = platform === 'line' ? lineRequest : slackRequest;
  const children = createChildren({ DATABASE_URL: options.databaseUrl, SECRET: secrets[platform] });
  const load = createLoad(makeRequest, options.rounds.milliseconds);
  const perSecond = async (child: BenchChild): Promise<number> => (await load(child)).perSecond;
  const pooled = async (program: string): Promise<readonly BenchChild[]> =>
    Promise.all(pools.map((pool) => children.start(program, { POOL: String(pool) })));
  try {
    const bare = await pooled('bench/webhooks/servers/bare.ts');
    const sdks = await pooled(`bench/webhooks/servers/sdk-${platform}.ts`);
    const [bareInsert, sdk] = await chooseBest([bare, sdks], perSecond, options.rounds.choosing);
    const bareHmac = await children.start('bench/webhooks/servers/bare.ts', { STORE: 'nothing' });
    const ours = await startOurs(children, options.redisUrl);
    const ourLoads = [await load(ours)];
    const loadOurs = async (): Promise<number> => {
      const one = await load(ours);
      ourLoads.push(one);
      return one.perSecond;
    };
    const medians = await interleave(
      [
        { name: 'ours', round: loadOurs },
        { name: 'bareInsert', round: () => perSecond(bareInsert) },
        { name: 'sdk', round: () => perSecond(sdk) },
        { name: 'bareHmac', round: () => perSecond(bareHmac) },
      ],
      options.rounds.counted,
    );
    const acknowledged = ourLoads.reduce((sum, { answered }) => sum + answered, 0);
    await expectStored(options.databaseUrl, platform, acknowledged);
    return { ...medians, ourP99Ms: ourLoads.at(-1)?.p99 ?? Number.NaN, ourPeakMb: await ours.peakMb() };
  } finally {
    await children.stop();
  }
}

/** One round against a child; as many requests are prepared as it answered in its best round so far. */
function createLoad(makeRequest: MakeRequest, milliseconds: number): (child: BenchChild) => Promise<Load> {
  const most = new Map<BenchChild, number>();
  return async (child) => {
    const prepared = most.get(child) ?? 0;
    const done = await measureHttp({
      port: child.port,
      connections,
      milliseconds,
      makeRequest,
      prepared,
    });
    most.set(child, Math.max(prepared, done.answered));
    return done;
  };
}

type Children = ReturnType<typeof createChildren>;

function createChildren(shared: Readonly<Record<string, string>>) {
  const started: BenchChild[] = [];
  return {
    start: async (
      program: string,
      env: Readonly<Record<string, string>>,
      nodeOptions?: readonly string[],
    ): Promise<BenchChild> => {
      const child = await startChild(program, { ...shared, ...env }, nodeOptions);
      started.push(child);
      return child;
    },
    stop: async () => {
      for (const child of started) await child.stop();
    },
  };
}

function startOurs(children: Children, redisUrl: string | null): Promise<BenchChild> {
  const production = readProduction();
  const env = {
    ...production.env,
    REDIS_URL: redisUrl ?? '',
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: secrets.slack,
    LINE_CHANNEL_ACCESS_TOKEN: 'bench',
    LINE_CHANNEL_SECRET: secrets.line,
    SECRET_KEY: '0'.repeat(64),
  };
  return children.start('src/server.ts', env, production.nodeOptions);
}

/** The fastest of each family; all take turns, so that whatever else the machine does meets all of them. */
async function chooseBest(
  families: readonly [readonly BenchChild[], readonly BenchChild[]],
  measure: (child: BenchChild) => Promise<number>,
  rounds: number,
): Promise<readonly [BenchChild, BenchChild]> {
  const contenders: readonly Contender<string>[] = families
    .flat()
    .map((child) => ({ name: String(child.port), round: () => measure(child) }));
  const medians = await interleave(contenders, rounds);
  const best = (family: readonly BenchChild[]): BenchChild => {
    const speed = ({ port }: BenchChild): number => medians[String(port)] ?? 0;
    return family.reduce((a, b) => (speed(b) > speed(a) ? b : a));
  };
  return [best(families[0]), best(families[1])];
}

/** Every 200 has its row: those that went over the spool come within seconds. */
async function expectStored(databaseUrl: string, platform: string, acknowledged: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await waitUntil(
      { what: `${acknowledged} rows of what was acknowledged`, patienceMs: 20_000 },
      async () => {
        const { rows } = await client.query<{ stored: string }>(
          'select count(*) as stored from inbox where platform = $1',
          [platform],
        );
        return Number(rows[0]?.stored) === acknowledged ? acknowledged : null;
      },
    );
  } finally {
    await client.end();
  }
}
