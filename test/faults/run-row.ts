import { findProgram } from '../support/requirements.ts';
import type { FaultRow, Finding } from './fault-row.ts';
import type { LabServer } from './lab/databases.ts';
import { createLab } from './lab/lab.ts';

/** What became of one row. */
export type Outcome = {
  readonly row: FaultRow;
  readonly seconds: number;
  /** How its processes fared, in a few lines each. */
  readonly processes: readonly string[];
} & (
  | { readonly kind: 'ran'; readonly finding: Finding }
  | { readonly kind: 'broken'; readonly error: unknown }
);

/** Why a row cannot run on this machine, or null. */
export function findMissing({ needs }: FaultRow): string | null {
  const missing = needs.filter((program) => findProgram(program) === null);
  return missing.length === 0 ? null : `no ${missing.join(', no ')}`;
}

export type RunOptions = {
  readonly isShort: boolean;
  readonly seed: number;
  readonly server: LabServer;
  /** How to end what is open now, for a command that is told to stop. */
  readonly open: Set<() => Promise<void>>;
};

/** Runs one row in a lab of its own; never rejects. */
export async function runRow(row: FaultRow, options: RunOptions): Promise<Outcome> {
  const begunAt = performance.now();
  const { lab, describe, close } = createLab(options);
  options.open.add(close);
  const seconds = (): number => (performance.now() - begunAt) / 1_000;
  try {
    const finding = await row.run(lab);
    const processes = describe();
    await close();
    return { kind: 'ran', row, finding, processes, seconds: seconds() };
  } catch (error) {
    return { kind: 'broken', row, error, processes: describe(), seconds: seconds() };
  } finally {
    await close().catch(() => undefined);
    options.open.delete(close);
  }
}

/** Everything that must not be, in one line each; empty where the row holds. */
export function problemsOf(outcome: Outcome): readonly string[] {
  if (outcome.kind === 'broken') {
    const { error } = outcome;
    return [`broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
  const { injected, lost, twice, late, inQuietRange, breaches } = outcome.finding;
  return [
    ...(injected === 0 ? ['the fault never happened'] : []),
    ...(lost > 0 ? [`${lost} lost`] : []),
    ...(twice > 0 ? [`${twice} twice`] : []),
    ...(late > 0 ? [`${late} late`] : []),
    ...(inQuietRange > 0 ? [`${inQuietRange} in a quiet range`] : []),
    ...breaches,
  ];
}
