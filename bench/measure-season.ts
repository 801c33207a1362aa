import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** Plays the demo season, or that of some teams, by its own command; its wall seconds. Throws when it did not end well. */
export async function measureSeason(teams: readonly string[] | null): Promise<number> {
  const only = teams === null ? [] : ['--teams', teams.join(',')];
  const demo = spawn(process.execPath, ['playground/demo.ts', '--exit', '--json', ...only], {
    cwd: root,
    env: { ...process.env, TZ: 'UTC', PORT: '0', REDIS_URL: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  demo.stdout.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-20_000);
  });
  const [code] = await once(demo, 'close');
  const seconds = Number(/"wallSeconds":([\d.]+)/.exec(said)?.[1]);
  if (code !== 0 || Number.isNaN(seconds)) throw new Error(`the season ended with ${String(code)}`);
  return seconds;
}
