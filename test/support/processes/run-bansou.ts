import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createTestDatabase, queryOnce } from '../databases/test-database.ts';

/** How a command ended: exit code, standard output and standard error. */
export type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** The coordinators' command line on a database of the suite's own, typed in a folder of the suite's own. */
export type CommandLine = {
  readonly bansou: (...args: readonly string[]) => Promise<Ran>;
  /** The same with more settings than the database and the key. */
  readonly bansouWith: (
    settings: Readonly<Record<string, string>>,
    ...args: readonly string[]
  ) => Promise<Ran>;
  readonly rows: (sql: string) => ReturnType<typeof queryOnce>;
  readonly save: (name: string, bytes: string | Uint8Array) => Promise<void>;
  readonly pathOf: (name: string) => string;
  /** What the commands run in. */
  readonly environment: () => Promise<Readonly<Record<string, string>>>;
};

const root = resolve(import.meta.dirname, '../../..');

/** Runs `src/cli.ts` as a process of its own, on top of this one's environment. */
export function runBansou(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ran> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['src/cli.ts', ...args],
      // BASE_URL is the test runner's own, and means something else there.
      { cwd: root, env: { ...process.env, NODE_ENV: '', BASE_URL: '', ...environment } },
      (error, out, err) => {
        done({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
      },
    );
  });
}

/** Call at the top of a `describe`. */
export function useCommandLine(): CommandLine {
  const made = createTestDatabase();
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bansou-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const environment = async () => ({
    DATABASE_URL: (await made).url,
    SECRET_KEY: 'ab'.repeat(32),
    BASE_URL: 'https://bansou.example.org/',
    INIT_CWD: folder,
  });
  const bansouWith: CommandLine['bansouWith'] = async (settings, ...args) =>
    runBansou(args, { ...(await environment()), ...settings });
  return {
    environment,
    bansou: (...args) => bansouWith({}, ...args),
    bansouWith,
    rows: async (sql) => queryOnce((await made).url, sql),
    save: (name, bytes) => writeFile(join(folder, name), bytes),
    pathOf: (name) => join(folder, name),
  };
}
