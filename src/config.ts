import { z } from 'zod';
import { ConfigurationError } from './shared/errors.ts';

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });

const environment = z.object({
  NODE_ENV: optional(z.string()),
  PORT: optional(z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535)),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, { error: 'must begin with postgresql://' })),
  REDIS_URL: optional(z.string().regex(/^rediss?:\/\//, { error: 'must begin with redis://' })),
  SLACK_BOT_TOKEN: z.string({ error: 'is missing' }).min(1, { error: 'is empty' }),
  SLACK_SIGNING_SECRET: z.string({ error: 'is missing' }).min(1, { error: 'is empty' }),
  SLACK_API_URL: optional(url),
  LINE_CHANNEL_ACCESS_TOKEN: z.string({ error: 'is missing' }).min(1, { error: 'is empty' }),
  LINE_CHANNEL_SECRET: z.string({ error: 'is missing' }).min(1, { error: 'is empty' }),
  LINE_API_URL: optional(url),
  BASE_URL: optional(url),
  SECRET_KEY: z
    .string({ error: 'is missing' })
    .regex(/^[0-9a-f]{64}$/i, { error: 'must be 64 hex digits (openssl rand -hex 32)' }),
  LOG_LEVEL: optional(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    }),
  ),
  BANSOU_DATA_DIR: optional(z.string()),
});

export type Config = {
  readonly production: boolean;
  readonly port: number;
  /** Undefined: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** Undefined: BullMQ on PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly slack: {
    readonly botToken: string;
    readonly signingSecret: string;
    readonly apiUrl: string | undefined;
  };
  readonly line: {
    readonly channelAccessToken: string;
    readonly channelSecret: string;
    readonly apiUrl: string | undefined;
  };
  /** Where people's browsers reach this server, without a slash at the end. Undefined: nobody is offered a calendar. */
  readonly baseUrl: string | undefined;
  /** 32 bytes in hex: keys join codes and account hashes. */
  readonly secretKey: string;
  readonly logLevel: string;
  readonly dataDir: string | undefined;
};

/** The settings of the environment. Throws a ConfigurationError of one line a setting, naming it and what to do. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
    throw new ConfigurationError(`${lines.join('\n')}\nSee .env.example for every setting.`);
  }
  const values = parsed.data;
  const production = values.NODE_ENV === 'production';
  if (production && values.DATABASE_URL === undefined) {
    throw new ConfigurationError(
      'DATABASE_URL is missing: with NODE_ENV=production a PostgreSQL of your own is required',
    );
  }
  return {
    production,
    port: values.PORT ?? 3000,
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    slack: {
      botToken: values.SLACK_BOT_TOKEN,
      signingSecret: values.SLACK_SIGNING_SECRET,
      apiUrl: values.SLACK_API_URL,
    },
    line: {
      channelAccessToken: values.LINE_CHANNEL_ACCESS_TOKEN,
      channelSecret: values.LINE_CHANNEL_SECRET,
      apiUrl: values.LINE_API_URL,
    },
    baseUrl: withoutSlash(values.BASE_URL),
    secretKey: values.SECRET_KEY.toLowerCase(),
    logLevel: values.LOG_LEVEL ?? 'info',
    dataDir: values.BANSOU_DATA_DIR,
  };
}

/** Only what the database commands need, so that they run before Slack and LINE are set up. */
export function readDatabaseConfig(
  env: NodeJS.ProcessEnv = process.env,
): Pick<Config, 'databaseUrl' | 'dataDir' | 'production'> {
  const parsed = environment
    .pick({ NODE_ENV: true, DATABASE_URL: true, BANSOU_DATA_DIR: true })
    .safeParse(env);
  if (!parsed.success) {
    throw new ConfigurationError(
      parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`).join('\n'),
    );
  }
  const production = parsed.data.NODE_ENV === 'production';
  if (production && parsed.data.DATABASE_URL === undefined) {
    throw new ConfigurationError(
      'DATABASE_URL is missing: with NODE_ENV=production a PostgreSQL of your own is required',
    );
  }
  return { databaseUrl: parsed.data.DATABASE_URL, dataDir: parsed.data.BANSOU_DATA_DIR, production };
}

/** What `npm run bansou` needs: the database, and what single commands need besides, where it is set. */
export function readCommandConfig(env: NodeJS.ProcessEnv = process.env): ReturnType<
  typeof readDatabaseConfig
> & {
  readonly secretKey: string | undefined;
  /** Undefined: LINE is not set up yet. */
  readonly line: Pick<Config['line'], 'channelAccessToken' | 'apiUrl'> | undefined;
  readonly baseUrl: string | undefined;
  /** Where the command was typed: npm runs it in the project's folder. */
  readonly folder: string;
} {
  const given = environment.pick({ SECRET_KEY: true, BASE_URL: true }).partial().safeParse(env);
  if (!given.success) {
    throw new ConfigurationError(
      given.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`).join('\n'),
    );
  }
  return {
    ...readDatabaseConfig(env),
    secretKey: given.data.SECRET_KEY?.toLowerCase(),
    line: readLineConfig(env),
    baseUrl: withoutSlash(given.data.BASE_URL),
    folder: env.INIT_CWD ?? process.cwd(),
  };
}

function readLineConfig(env: NodeJS.ProcessEnv): ReturnType<typeof readCommandConfig>['line'] {
  const token = env.LINE_CHANNEL_ACCESS_TOKEN;
  if (token === undefined || token === '') return undefined;
  const parsed = environment.pick({ LINE_API_URL: true }).safeParse(env);
  if (!parsed.success) throw new ConfigurationError('LINE_API_URL must be an http(s) address');
  return { channelAccessToken: token, apiUrl: parsed.data.LINE_API_URL };
}

function withoutSlash(address: string | undefined): string | undefined {
  return address?.replace(/\/+$/, '');
}
