import { spawnSync } from 'node:child_process';

/** The account PostgreSQL runs under. It refuses to run as root, so root has to lend it another one. */
export type Account =
  | { readonly kind: 'self' }
  | { readonly kind: 'user'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'namespace'; readonly uid: number };

/** A program with its arguments and options, ready for `spawn` under an account. */
export type AccountCommand = {
  readonly program: string;
  readonly args: readonly string[];
  readonly options: {
    readonly uid?: number;
    readonly gid?: number;
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
  };
};

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const SYSTEM_USERS = ['postgres', 'nobody'];

/** Whether this process is root (never on Windows). */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Accounts root may lend, best first: a system user, then its own files seen through a user namespace. */
export function lendableAccounts(): readonly Account[] {
  const users = SYSTEM_USERS.flatMap((name) => {
    const uid = askId('-u', name);
    const gid = askId('-g', name);
    return uid === null || gid === null || uid === 0 ? [] : [{ kind: 'user' as const, uid, gid }];
  });
  return [...users, ...users.slice(0, 1).map(({ uid }) => ({ kind: 'namespace' as const, uid }))];
}

/** The account that owns existing files, so that a second start runs as the first did. */
export function accountOfOwner(uid: number, gid: number): Account | null {
  if (!isRoot()) return { kind: 'self' };
  if (uid !== 0) return { kind: 'user', uid, gid };
  return lendableAccounts().find(({ kind }) => kind === 'namespace') ?? null;
}

/** Builds the command that runs `program` under the account, with a clean environment and a folder it can enter. */
export function commandAs(account: Account, program: string, args: readonly string[]): AccountCommand {
  // PG* variables of the caller must not redirect the server.
  const base = { cwd: '/', env: { PATH, LC_ALL: 'C', TZ: 'UTC' } };
  switch (account.kind) {
    case 'self':
      return { program, args, options: base };
    case 'user':
      return { program, args, options: { ...base, uid: account.uid, gid: account.gid } };
    case 'namespace': {
      const mapping = ['--user', `--map-user=${account.uid}`];
      return { program: 'unshare', args: [...mapping, program, ...args], options: base };
    }
  }
}

/** Whether the account can start the program (reach it, load its libraries). */
export function canRun(account: Account, program: string): boolean {
  return succeeds(account, program, ['--version']);
}

/** Whether the account can enter the folder. */
export function canEnter(account: Account, folder: string): boolean {
  return succeeds(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder]);
}

function succeeds(account: Account, program: string, args: readonly string[]): boolean {
  const command = commandAs(account, program, args);
  return spawnSync(command.program, [...command.args], { ...command.options, stdio: 'ignore' }).status === 0;
}

function askId(flag: '-u' | '-g', name: string): number | null {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const id = Number.parseInt(answer.stdout ?? '', 10);
  return answer.status === 0 && Number.isSafeInteger(id) ? id : null;
}
