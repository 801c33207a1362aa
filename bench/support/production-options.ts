import { readDockerfile } from '../../test/support/build-image.ts';
import { readExec } from '../../test/support/dockerfile.ts';

/** The options of Node that the image runs its processes with. */
export function productionOptions(): readonly string[] {
  const entry = readDockerfile().image.steps.find(({ instruction }) => instruction === 'ENTRYPOINT');
  if (entry === undefined) throw new Error('the Dockerfile has no ENTRYPOINT');
  return readExec(entry.rest).slice(1);
}
