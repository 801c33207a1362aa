import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ConfigurationError } from '../../shared/errors.ts';
import { removeAbandoned } from './abandoned.ts';
import { type Account, commandAs } from './accounts.ts';
import type { Binaries } from './binaries.ts';

/** One database cluster on disk, made but not necessarily running. */
export type Cluster = {
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly password: string;
};

/** Name of the superuser and of the database that the product uses. */
export const EMBEDDED_NAME = 'bansou';

type Place = { readonly account: Account; readonly binaries: Binaries };

/**
 * Makes the cluster unless it is there; safe when several processes do so at once, as it appears by one rename.
 * UTF-8, C collation, passwords for every connection. Throws ConfigurationError when initdb fails.
 */
export function ensureCluster(place: Place, folder: string, options: { readonly durable: boolean }): Cluster {
  if (!existsSync(join(folder, 'data'))) makeCluster(place, folder, options);
  return readCluster(folder);
}

/** Settings of the server: loopback only, UTC, no words of people in its log. */
export function serverArguments(cluster: Cluster, port: number, durable: boolean): readonly string[] {
  const settings: Readonly<Record<string, string>> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const pairs = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  return ['-D', cluster.data, '-p', String(port), ...pairs];
}

function makeCluster(place: Place, folder: string, options: { readonly durable: boolean }): void {
  removeAbandoned(dirname(folder), `${basename(folder)}.`);
  const partial = `${folder}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(partial, { mode: 0o700 });
  } catch (cause) {
    throw new ConfigurationError(
      `Cannot write to ${partial}: set BANSOU_DATA_DIR to a folder that is writable.`,
      {
        cause,
      },
    );
  }
  try {
    writeFileSync(join(partial, 'password'), randomBytes(18).toString('base64url'), { mode: 0o600 });
    lend(place.account, partial, join(partial, 'password'));
    runInitdb(place, partial, options);
    if (!existsSync(folder)) renameSync(partial, folder);
  } catch (cause) {
    if (!existsSync(join(folder, 'data'))) throw cause;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function runInitdb(place: Place, folder: string, options: { readonly durable: boolean }): void {
  const {
    program,
    args,
    options: spawnOptions,
  } = commandAs(place.account, place.binaries.initdb, [
    ...['-D', join(folder, 'data'), '-U', EMBEDDED_NAME, '--encoding=UTF8', '--locale=C'],
    ...['--auth=scram-sha-256', `--pwfile=${join(folder, 'password')}`, '--no-instructions'],
    ...(options.durable ? [] : ['--no-sync']),
  ]);
  const made = spawnSync(program, [...args], { ...spawnOptions, encoding: 'utf8' });
  if (made.status === 0) return;
  const reason = made.error?.message ?? made.stderr.trim().split('\n').at(-1) ?? 'unknown reason';
  throw new ConfigurationError(`Embedded PostgreSQL could not make its database in ${folder}: ${reason}`);
}

function lend(account: Account, ...paths: readonly string[]): void {
  if (account.kind !== 'user') return;
  for (const path of paths) chownSync(path, account.uid, account.gid);
}

function readCluster(folder: string): Cluster {
  try {
    const password = readFileSync(join(folder, 'password'), 'utf8').trim();
    return { folder, data: join(folder, 'data'), log: join(folder, 'server.log'), password };
  } catch (cause) {
    throw new ConfigurationError(
      `Cannot read ${folder}: it belongs to another user; start as that user, or set BANSOU_DATA_DIR.`,
      { cause },
    );
  }
}
