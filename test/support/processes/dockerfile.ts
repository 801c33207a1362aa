import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** One line of a Dockerfile. */
export type Step = { readonly instruction: string; readonly rest: string };
/** The steps from one FROM to the next; `name` is what other stages copy from it by. */
export type Stage = { readonly name: string | null; readonly steps: readonly Step[] };

/** Every stage of a Dockerfile; the last one becomes the image. */
export function readStages(path: string): readonly Stage[] {
  const stages: { name: string | null; steps: Step[] }[] = [];
  for (const line of readLines(path)) {
    const [instruction = '', ...words] = line.split(' ');
    if (instruction === 'FROM') stages.push({ name: words[2] ?? null, steps: [] });
    else stages.at(-1)?.steps.push({ instruction, rest: words.join(' ') });
  }
  return stages;
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

/** The words of an ENTRYPOINT, a CMD or a HEALTHCHECK's CMD in its exec form. */
export function readExec(rest: string): readonly string[] {
  return z.array(z.string()).parse(JSON.parse(rest.slice(rest.indexOf('['))));
}

/** Whether a `.dockerignore` of plain paths and a leading `*` keeps a path out: the last rule that fits decides. */
export function readIgnored(path: string): (file: string) => boolean {
  const rules = readLines(path).map((line) => {
    const keeps = line.startsWith('!');
    return { ignores: !keeps, pattern: keeps ? line.slice(1) : line };
  });
  return (file) =>
    rules.findLast(({ pattern }) => pattern === '*' || file === pattern || file.startsWith(`${pattern}/`))
      ?.ignores ?? false;
}

function readLines(path: string): readonly string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
}
