import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** One line of a Dockerfile's last stage. */
export type Step = { readonly instruction: string; readonly rest: string };

/** The steps of the last stage, the one that becomes the image. */
export function lastStage(path: string): readonly Step[] {
  const steps = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [instruction = '', ...words] = line.split(' ');
      return { instruction, rest: words.join(' ') };
    });
  const from = steps.findLastIndex(({ instruction }) => instruction === 'FROM');
  return steps.slice(from + 1);
}

/** Sources and target of a COPY; `stage` when they come from an earlier stage. */
export function readCopy(rest: string): {
  readonly stage: string | null;
  readonly sources: readonly string[];
  readonly target: string;
} {
  const words = rest.split(' ');
  const stage = words.find((word) => word.startsWith('--from='))?.slice('--from='.length) ?? null;
  const paths = words.filter((word) => !word.startsWith('--'));
  return { stage, sources: paths.slice(0, -1), target: paths.at(-1) ?? '.' };
}

/** The words of an ENTRYPOINT or CMD in its exec form. */
export function readExec(rest: string): readonly string[] {
  return z.array(z.string()).parse(JSON.parse(rest));
}
