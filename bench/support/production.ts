import { readDockerfile, readEnv } from '../../test/support/processes/build-image.ts';
import { readExec } from '../../test/support/processes/dockerfile.ts';

/** What the image sets and a run on this machine can share; its ports and folders it cannot. */
const shared = ['NODE_ENV', 'MALLOC_ARENA_MAX'];

/** How the image runs its processes: Node's options, and the part of its environment that is not about places. */
export function readProduction(): {
  readonly nodeOptions: readonly string[];
  readonly env: Readonly<Record<string, string>>;
} {
  const { steps } = readDockerfile().image;
  const entry = steps.find(({ instruction }) => instruction === 'ENTRYPOINT');
  if (entry === undefined) throw new Error('the Dockerfile has no ENTRYPOINT');
  const env = steps.filter(({ instruction }) => instruction === 'ENV').flatMap(({ rest }) => readEnv(rest));
  return {
    nodeOptions: readExec(entry.rest).slice(1),
    env: Object.fromEntries(env.filter(([name]) => shared.includes(name))),
  };
}
