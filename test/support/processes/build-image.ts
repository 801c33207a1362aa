import { execFile } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { readCopy, readIgnored, readStages, type Stage, type Step } from './dockerfile.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../..');

/** Root takes the part of Docker's builder, and gives the image's steps and processes to an ordinary user. */
export const ordinaryUser = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** The Dockerfile's two stages, and what `.dockerignore` keeps out of them. */
export function readDockerfile(): {
  readonly build: Stage;
  readonly image: Stage;
  readonly isIgnored: (path: string) => boolean;
} {
  const [build, image, ...others] = readStages(join(root, 'Dockerfile'));
  if (build?.name !== 'build' || image === undefined || others.length > 0) {
    throw new Error('the Dockerfile has a stage "build" and the image');
  }
  return { build, image, isIgnored: readIgnored(join(root, '.dockerignore')) };
}

/** The image as a folder, with the environment that its ENV and this machine's network give. */
export type BuiltImage = { readonly app: string; readonly env: NodeJS.ProcessEnv };

/** Takes the Dockerfile's own steps, one after the other, in an empty folder. */
export async function buildImage(folder: string): Promise<BuiltImage> {
  const { build, image, isIgnored } = readDockerfile();
  const built = join(folder, 'build');
  const app = join(folder, 'app');
  const env: NodeJS.ProcessEnv = {
    ...networkSettings(),
    HOME: folder,
    PATH: `${join(folder, 'bin')}:/usr/local/bin:/usr/bin:/bin`,
    npm_config_cache: join(folder, 'cache'),
  };
  for (const path of [built, app, join(folder, 'bin')]) mkdirSync(path, { recursive: true });
  // The base image's Node, where the user can reach it.
  cpSync(process.execPath, join(folder, 'bin/node'));
  for (const path of [folder, app]) giveAway(path);

  const copy = (rest: string, into: string): void => {
    const { stage, sources, target } = readCopy(rest);
    for (const source of sources) {
      const from = stage === null ? join(root, source) : join(folder, stage, source.replace('/app/', ''));
      const to = target.endsWith('/') ? join(into, target, source) : join(into, target);
      const isTaken = (path: string): boolean => stage !== null || !isIgnored(relative(root, path));
      mkdirSync(dirname(to), { recursive: true });
      cpSync(from, to, { recursive: true, filter: isTaken });
    }
  };
  const takeBuildStep = async ({ instruction, rest }: Step): Promise<void> => {
    if (instruction === 'COPY') copy(rest, built);
    if (instruction !== 'RUN') return;
    // Everything, development tools included, is here already from the same lock.
    if (rest === 'npm ci') symlinkSync(join(root, 'node_modules'), join(built, 'node_modules'));
    else await run('/bin/sh', ['-c', rest], { cwd: built });
  };
  const takeImageStep = async ({ instruction, rest }: Step): Promise<void> => {
    if (instruction === 'ENV') {
      for (const [name, value] of readEnv(rest)) env[name] = value.replace(/^\/app\b/, app);
    }
    if (instruction === 'COPY') {
      copy(rest, app);
      giveAway(app);
    }
    if (instruction === 'RUN') await run('/bin/sh', ['-c', rest], { cwd: app, env, ...ordinaryUser });
  };
  for (const step of build.steps) await takeBuildStep(step);
  for (const step of image.steps) await takeImageStep(step);
  return { app, env };
}

/** The pairs of an ENV. */
export function readEnv(rest: string): readonly (readonly [string, string])[] {
  return rest.split(' ').map((pair) => {
    const [name = '', value = ''] = pair.split('=');
    return [name, value];
  });
}

/** How this machine reaches the npm registry. */
function networkSettings(): NodeJS.ProcessEnv {
  const wanted = /^(npm_config_(registry|cafile|proxy|https_proxy)|node_extra_ca_certs|(https?|no)_proxy)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => wanted.test(name)));
}

function giveAway(path: string): void {
  if (ordinaryUser.uid !== undefined) chownSync(path, ordinaryUser.uid, ordinaryUser.gid);
}
