import { countFaults, type FaultCounts, faultKinds } from '../faults/fault-kinds.ts';
import type { SeedOutcome } from './run-seeds.ts';

/** From so many seeds on every fault has to have happened. */
const enoughSeeds = 50;

export type Totals = {
  readonly seeds: number;
  readonly messages: number;
  readonly answers: number;
  readonly faults: FaultCounts;
  /** Seeds with what they broke. */
  readonly failures: readonly { readonly seed: number; readonly breaches: readonly string[] }[];
  /** Seeds that gave no verdict. */
  readonly crashes: readonly { readonly seed: number; readonly reason: string }[];
  /** Faults that never happened although there were seeds enough. */
  readonly missing: readonly string[];
};

/** Sums up what seeds showed. */
export function sumUp(outcomes: readonly SeedOutcome[]): Totals {
  const played = outcomes.flatMap((outcome) => (outcome.kind === 'played' ? [outcome.result] : []));
  const sum = (of: (result: (typeof played)[number]) => number): number =>
    played.reduce((total, result) => total + of(result), 0);
  const faults = countFaults((kind) => sum((result) => result.faults[kind]));
  return {
    seeds: outcomes.length,
    messages: sum(({ messages }) => messages),
    answers: sum(({ answers }) => answers),
    faults,
    failures: played
      .filter(({ breaches }) => breaches.length > 0)
      .map(({ seed, breaches }) => ({ seed, breaches })),
    crashes: outcomes.flatMap((outcome) =>
      outcome.kind === 'crashed' ? [{ seed: outcome.seed, reason: outcome.reason }] : [],
    ),
    missing: outcomes.length < enoughSeeds ? [] : faultKinds.filter((kind) => faults[kind] === 0),
  };
}

export function hasFailed({ failures, crashes, missing }: Totals): boolean {
  return failures.length + crashes.length + missing.length > 0;
}

/** The table of faults and the verdict, as lines. */
export function totalsText(totals: Totals, seconds: number): string {
  const { seeds, messages, answers, faults, failures, crashes, missing } = totals;
  const rows = faultKinds.map((kind) => `  ${kind.padEnd(26)}${String(faults[kind]).padStart(7)}`);
  const failed = failures.flatMap(({ seed, breaches }) => [
    `seed ${seed}: npm run simulate -- --seed ${seed}`,
    ...breaches.map((breach) => `  ${breach}`),
  ]);
  return [
    `  ${'fault'.padEnd(26)}${'times'.padStart(7)}`,
    ...rows,
    ...failed,
    ...crashes.map(({ seed, reason }) => `seed ${seed} gave no verdict: ${reason}`),
    ...missing.map((kind) => `${kind} never happened`),
    `${seeds} seeds, ${messages} messages, ${answers} answers in ${seconds.toFixed(0)} s: ${
      hasFailed(totals) ? `${failures.length + crashes.length} failed` : 'every promise kept'
    }`,
  ].join('\n');
}
