import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findFreePort } from '../../src/storage/embedded/postmaster.ts';
import { lastStage, readCopy, readExec } from '../support/dockerfile.ts';
import { createTestDatabase, queryOnce, type TestDatabase } from '../support/test-database.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const steps = lastStage(join(root, 'Dockerfile'));
const channelSecret = 'channel-secret';
/** Root takes the part of Docker's builder and gives the rest to an ordinary user. */
const ordinary = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const minutes = 60_000;

describe('the production image', () => {
  const folder = join(tmpdir(), `bansou-image-${randomUUID()}`);
  const app = join(folder, 'app');
  const made = createTestDatabase();
  const children: ChildProcess[] = [];
  let database: TestDatabase;
  let platforms: Server;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    database = await made;
    platforms = createServer((request, response) => {
      request.resume();
      response.setHeader('content-type', 'application/json').end('{"ok":true,"sentMessages":[]}');
    }).listen(0, '127.0.0.1');
    await once(platforms, 'listening');
    mkdirSync(join(folder, 'bin'), { recursive: true });
    mkdirSync(app);
    // The base image's Node, where the user can reach it.
    cpSync(process.execPath, join(folder, 'bin/node'));
    env = {
      ...networkSettings(),
      HOME: folder,
      PATH: `${join(folder, 'bin')}:/usr/local/bin:/usr/bin:/bin`,
      npm_config_cache: join(folder, 'cache'),
    };
    giveAway(folder);
    for (const { instruction, rest } of steps) await build(instruction, rest);
  }, 3 * minutes);

  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    platforms.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const build = async (instruction: string, rest: string): Promise<void> => {
    switch (instruction) {
      case 'ENV':
        for (const pair of rest.split(' ')) {
          const [name = '', value = ''] = pair.split('=');
          env[name] = value;
        }
        break;
      case 'COPY': {
        const { stage, sources, target } = readCopy(rest);
        for (const source of sources) {
          const from = join(root, stage === null ? source : source.replace('/app/', ''));
          const to = target.endsWith('/') ? join(app, target, source) : join(app, target);
          mkdirSync(dirname(to), { recursive: true });
          cpSync(from, to, { recursive: true });
        }
        giveAway(app);
        break;
      }
      case 'RUN':
        await run('/bin/sh', ['-c', rest], { cwd: app, env, ...ordinary });
        break;
      default:
        break;
    }
  };

  const start = (args: readonly string[], more: NodeJS.ProcessEnv): ChildProcess => {
    const [program = '', ...entry] = readExec(
      steps.find(({ instruction }) => instruction === 'ENTRYPOINT')?.rest ?? '[]',
    );
    const { port } = platforms.address() as { port: number };
    const url = `http://127.0.0.1:${port}`;
    const child = spawn(program, [...entry, ...args], {
      cwd: app,
      env: {
        ...env,
        DATABASE_URL: database.url,
        SLACK_BOT_TOKEN: 'xoxb-test',
        SLACK_SIGNING_SECRET: 'signing-secret',
        SLACK_API_URL: `${url}/api/`,
        LINE_CHANNEL_ACCESS_TOKEN: 'token',
        LINE_CHANNEL_SECRET: channelSecret,
        LINE_API_URL: url,
        SECRET_KEY: '0'.repeat(64),
        ...more,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
      ...ordinary,
    });
    children.push(child);
    return child;
  };

  it('starts server and workers, handles a webhook, and ends cleanly', { timeout: minutes }, async () => {
    const port = await findFreePort();
    const command = readExec(steps.find(({ instruction }) => instruction === 'CMD')?.rest ?? '[]');
    const server = start(command, { PORT: String(port), LOG_LEVEL: 'warn' });
    const workers = start(['workers/main.ts'], { LOG_LEVEL: 'warn' });
    await until(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
    const body = JSON.stringify({ destination: 'U0', events: [follow] });
    const response = await fetch(`http://127.0.0.1:${port}/line/webhook`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-line-signature': createHmac('sha256', channelSecret).update(body).digest('base64'),
      },
      body,
    });
    expect(response.status).toBe(200);
    const handled = 'select 1 from inbox where event_id = $1 and processed_at is not null';
    await until(async () => (await queryOnce(database.url, handled, [follow.webhookEventId])).length === 1);
    for (const child of [server, workers]) {
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    }
  });

  it('holds no development dependency and no secret, and runs as an ordinary user', () => {
    const lock = JSON.parse(readFileSync(join(app, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean }>;
    };
    const development = Object.entries(lock.packages).filter(
      ([path, { dev }]) => dev === true && path !== '',
    );
    expect(development.length).toBeGreaterThan(0);
    const installed = readFileSync(join(app, 'node_modules/.package-lock.json'), 'utf8');
    for (const [path] of development) expect(installed).not.toContain(`"${path}": {`);
    expect(steps.find(({ instruction }) => instruction === 'USER')?.rest).toBe('node');
    expect(readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')[0]).toBe('*');
  });

  it('runs the commands and the migrations too', { timeout: minutes }, async () => {
    for (const args of [['src/cli.ts', '--help'], ['scripts/migrate.ts']]) {
      const child = start(args, {});
      expect(await once(child, 'exit')).toEqual([0, null]);
    }
  });
});

it('compose.yaml starts the same image three ways, after the migrations, with a Redis that evicts nothing', () => {
  const { services } = parse(readFileSync(join(root, 'compose.yaml'), 'utf8'), { merge: true }) as {
    services: Record<string, { command?: string[]; image?: string; depends_on?: object }>;
  };
  expect(services.server).toMatchObject({ image: 'bansou', command: ['src/server.ts'] });
  expect(services.workers).toMatchObject({ image: 'bansou', command: ['workers/main.ts'] });
  expect(services.server?.depends_on).toMatchObject({
    migrate: { condition: 'service_completed_successfully' },
  });
  expect(services.redis?.command).toEqual(expect.arrayContaining(['--appendonly', 'yes', 'noeviction']));
});

const follow = {
  type: 'follow',
  follow: { isUnblocked: false },
  webhookEventId: randomUUID(),
  deliveryContext: { isRedelivery: false },
  timestamp: Date.now(),
  source: { type: 'user', userId: `U${'1'.repeat(32)}` },
  replyToken: 'r',
  mode: 'active',
};

/** How this machine reaches the npm registry. */
function networkSettings(): NodeJS.ProcessEnv {
  const wanted = /^(npm_config_(registry|cafile|proxy|https_proxy)|node_extra_ca_certs|(https?|no)_proxy)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => wanted.test(name)));
}

function giveAway(path: string): void {
  if (ordinary.uid === undefined) return;
  chownSync(path, ordinary.uid, ordinary.gid);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await holds().catch(() => false))) {
    if (performance.now() > deadline) throw new Error('it did not happen in time');
    await sleep(100);
  }
}
