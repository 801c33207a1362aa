import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findFreePort } from '../../src/storage/embedded/postmaster.ts';
import { createTestDatabase, queryOnce, type TestDatabase } from '../support/databases/test-database.ts';
import {
  type BuiltImage,
  buildImage,
  ordinaryUser,
  readDockerfile,
} from '../support/processes/build-image.ts';
import { commandOf } from '../support/processes/compose.ts';
import { readExec } from '../support/processes/dockerfile.ts';

type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null };
type Started = { readonly stop: (signal: NodeJS.Signals) => void; readonly ended: Promise<Ended> };

const channelSecret = 'channel-secret';
const minutes = 60_000;
const cleanly: Ended = { code: 0, signal: null };

describe('the production image', () => {
  const folder = join(tmpdir(), `bansou-image-${randomUUID()}`);
  const made = createTestDatabase();
  const started: Started[] = [];
  /** What Slack and LINE were asked. */
  const calls: string[] = [];
  let database: TestDatabase;
  let platforms: Server;
  let image: BuiltImage;

  beforeAll(async () => {
    database = await made;
    platforms = createServer((request, response) => {
      calls.push(request.url ?? '');
      request.resume();
      response.setHeader('content-type', 'application/json').end('{"ok":true,"sentMessages":[]}');
    }).listen(0, '127.0.0.1');
    await once(platforms, 'listening');
    image = await buildImage(folder);
  }, 3 * minutes);

  afterAll(async () => {
    for (const { stop } of started) stop('SIGKILL');
    platforms.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A process of the image with what `docker run` would put behind the entry point. */
  const start = (args: readonly string[], more: NodeJS.ProcessEnv = {}): Started => {
    const [program = '', ...entry] = readExec(only('ENTRYPOINT'));
    return startProgram(program, [...entry, ...args], more);
  };

  const startProgram = (program: string, args: readonly string[], more: NodeJS.ProcessEnv): Started => {
    const { port } = z.object({ port: z.number() }).parse(platforms.address());
    const url = `http://127.0.0.1:${port}`;
    const child = spawn(program, args, {
      cwd: image.app,
      env: {
        ...image.env,
        DATABASE_URL: database.url,
        SLACK_BOT_TOKEN: 'xoxb-test',
        SLACK_SIGNING_SECRET: 'signing-secret',
        SLACK_API_URL: `${url}/api/`,
        LINE_CHANNEL_ACCESS_TOKEN: 'token',
        LINE_CHANNEL_SECRET: channelSecret,
        LINE_API_URL: url,
        SECRET_KEY: '0'.repeat(64),
        LOG_LEVEL: 'warn',
        ...more,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
      ...ordinaryUser,
    });
    const ended = new Promise<Ended>((done, fail) => {
      child.once('exit', (code, signal) => done({ code, signal }));
      child.once('error', fail);
    });
    const begun: Started = { stop: (signal) => void child.kill(signal), ended };
    started.push(begun);
    return begun;
  };

  it('migrates an empty database, handles a webhook in two processes, and ends cleanly', {
    timeout: minutes,
  }, async () => {
    await queryOnce(database.url, 'drop schema public cascade');
    await queryOnce(database.url, 'create schema public');
    expect(await start(commandOf('migrate')).ended).toEqual(cleanly);

    const PORT = String(await findFreePort());
    const address = `http://127.0.0.1:${PORT}`;
    const processes = [start(commandOf('server'), { PORT }), start(commandOf('workers'))];
    await until(async () => (await fetch(`${address}/readyz`)).status === 200);
    const checkHealth = (): Promise<Ended> => {
      const [program = '', ...args] = readExec(only('HEALTHCHECK'));
      return startProgram(program, args, { PORT }).ended;
    };
    expect(await checkHealth()).toEqual(cleanly);

    expect(
      (await postSigned(`${address}/line/webhook`, { destination: 'U0', events: [follow] })).status,
    ).toBe(200);
    const handled = 'select 1 from inbox where event_id = $1 and processed_at is not null';
    await until(async () => (await queryOnce(database.url, handled, [follow.webhookEventId])).length === 1);
    await until(async () => calls.includes('/v2/bot/message/reply'));

    for (const { stop } of processes) stop('SIGTERM');
    for (const { ended } of processes) expect(await ended).toEqual(cleanly);
    expect(await checkHealth()).toEqual({ code: 1, signal: null });
  });

  it('runs the commands', { timeout: minutes }, async () => {
    expect(await start(['src/cli.ts', '--help']).ended).toEqual(cleanly);
    const refused = start(['src/cli.ts', 'status', '--programme', 'none']);
    expect(await refused.ended).toEqual({ code: 1, signal: null });
  });

  it('is the server unless told otherwise, as an ordinary user who may write to the data folder', () => {
    expect(readExec(only('CMD'))).toEqual(commandOf('server'));
    expect(only('USER')).toBe('node');
    expect(image.env).toMatchObject({ NODE_ENV: 'production', BANSOU_DATA_DIR: join(image.app, 'data') });
    expect(statSync(join(image.app, 'data')).mode & 0o1777).toBe(0o1777);
  });

  it('holds no development dependency', () => {
    const lock = readLock(join(image.app, 'package-lock.json'));
    const installed = new Set(Object.keys(readLock(join(image.app, 'node_modules/.package-lock.json'))));
    const development = Object.entries(lock).flatMap(([path, { dev }]) => (dev === true ? [path] : []));
    expect(development.length).toBeGreaterThan(100);
    expect(development.filter((path) => installed.has(path))).toEqual([]);
    expect(installed.size).toBeGreaterThan(50);
  });
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

/** What stands behind an instruction that the image has once. */
function only(instruction: string): string {
  const found = readDockerfile().image.steps.filter((step) => step.instruction === instruction);
  const [step, ...others] = found;
  if (step === undefined || others.length > 0) throw new Error(`${instruction}: ${found.length} times`);
  return step.rest;
}

function postSigned(url: string, webhook: object): Promise<Response> {
  const body = JSON.stringify(webhook);
  const signature = createHmac('sha256', channelSecret).update(body).digest('base64');
  const headers = { 'content-type': 'application/json', 'x-line-signature': signature };
  return fetch(url, { method: 'POST', headers, body });
}

function readLock(path: string) {
  const lock = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) });
  return lock.parse(JSON.parse(readFileSync(path, 'utf8'))).packages;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await holds().catch(() => false))) {
    if (performance.now() > deadline) throw new Error('it did not happen in time');
    await sleep(100);
  }
}
