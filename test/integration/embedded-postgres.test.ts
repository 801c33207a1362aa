import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ensureEmbeddedPostgres } from '../../src/storage/embedded/ensure-embedded-postgres.ts';
import { queryOnce } from '../support/databases/test-database.ts';

type Holder = {
  readonly child: ChildProcess;
  readonly url: string;
  readonly folder: string;
  readonly startedHere: boolean;
};

const said = z.object({ url: z.string(), folder: z.string(), startedHere: z.boolean() });
const holdScript = fileURLToPath(new URL('../fixtures/embedded/hold.ts', import.meta.url));
const children = new Set<ChildProcess>();
let dataDir = '';

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bansou-embedded-'));
  // For root: the account that PostgreSQL runs under has to get in.
  await chmod(dataDir, 0o755);
});

afterEach(async () => {
  for (const child of children) await letGo(child);
});

afterAll(async () => {
  await rm(dataDir, { recursive: true });
});

async function hold(kind: 'durable' | 'throw-away'): Promise<Holder> {
  const child = spawn(process.execPath, [holdScript, kind, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.add(child);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, ...said.parse(JSON.parse(String(line))) };
}

async function letGo(child: ChildProcess): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
  children.delete(child);
}

async function answers(url: string): Promise<boolean> {
  return queryOnce(url, 'select 1').then(
    () => true,
    () => false,
  );
}

it('gives UTF-8, C collation, UTC, durable commits and 200 connections', async () => {
  const { url } = await hold('durable');
  const settings = [
    'server_encoding',
    'lc_collate',
    'TimeZone',
    'synchronous_commit',
    'fsync',
    'max_connections',
  ];
  const rows = await queryOnce(
    url,
    "select name, coalesce(setting, '') as setting from pg_settings where name = any($1) union all " +
      "select 'lc_collate', datcollate from pg_database where datname = 'bansou'",
    [settings],
  );
  expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toEqual({
    server_encoding: 'UTF8',
    lc_collate: 'C',
    TimeZone: 'UTC',
    synchronous_commit: 'on',
    fsync: 'on',
    max_connections: '200',
  });
});

it('refuses a connection without the password', async () => {
  const { url } = await hold('durable');
  const stranger = new URL(url);
  stranger.password = 'guess';
  await expect(queryOnce(stranger.href, 'select 1')).rejects.toThrow('password authentication failed');
});

it('keeps the data and runs one server for several processes until the last of them leaves', async () => {
  const holders = await Promise.all([hold('durable'), hold('durable'), hold('durable')]);
  expect(new Set(holders.map(({ url }) => url)).size).toBe(1);
  expect(holders.filter(({ startedHere }) => startedHere)).toHaveLength(1);
  const [first, second, third] = holders;
  await queryOnce(first?.url ?? '', 'create table kept (id int)');
  for (const holder of [first, second]) if (holder !== undefined) await letGo(holder.child);
  expect(await answers(third?.url ?? '')).toBe(true);
  if (third !== undefined) await letGo(third.child);
  expect(await answers(third?.url ?? '')).toBe(false);
  const again = await hold('durable');
  expect(await queryOnce(again.url, 'select * from kept')).toEqual([]);
});

it('joins the server that a process killed hard has left, and stops it at the end', async () => {
  const killed = await hold('durable');
  await kill(killed.child);
  expect(await answers(killed.url)).toBe(true);
  const next = await hold('durable');
  expect(next).toMatchObject({ url: killed.url, startedHere: false });
  await letGo(next.child);
  expect(await answers(killed.url)).toBe(false);
});

it('starts although a crash left a pid file whose pid now belongs to a stranger', async () => {
  const before = await hold('durable');
  const file = join(before.folder, 'data', 'postmaster.pid');
  const lines = readFileSync(file, 'utf8').split('\n');
  await letGo(before.child);
  writeFileSync(file, [String(process.pid), ...lines.slice(1)].join('\n'));
  const after = await hold('durable');
  expect(await answers(after.url)).toBe(true);
});

it('takes a throw-away server and its folder with it when its process is killed hard', async () => {
  const killed = await hold('throw-away');
  expect(await answers(killed.url)).toBe(true);
  await kill(killed.child);
  await vi.waitFor(() => expect(existsSync(killed.folder)).toBe(false), { timeout: 10_000, interval: 50 });
  expect(await answers(killed.url)).toBe(false);
});

it('removes a throw-away server when it is stopped, also when stopped twice', async () => {
  const server = await ensureEmbeddedPostgres({ throwAway: true });
  expect(await answers(server.url)).toBe(true);
  await Promise.all([server.stop(), server.stop()]);
  expect(await answers(server.url)).toBe(false);
  expect(readdirSync(tmpdir())).not.toContain(server.folder.split('/').at(-1));
});

it('says in one line which folder cannot be written', async () => {
  await expect(ensureEmbeddedPostgres({ dataDir: '/dev/null/data' })).rejects.toThrow(
    'Cannot write to /dev/null/data: make it writable, or set BANSOU_DATA_DIR to a folder that is.',
  );
});
