import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { runSeeds, type SeedOutcome } from './command/run-seeds.ts';
import { sumUp } from './command/totals.ts';

async function play(seeds: readonly number[], jobs: number): Promise<readonly SeedOutcome[]> {
  const outcomes: SeedOutcome[] = [];
  await runSeeds({ seeds, jobs, onOutcome: (outcome) => outcomes.push(outcome) > 0 });
  return outcomes;
}

describe('a simulated week of the whole product', () => {
  it('keeps every promise in fifty seeds, with every kind of fault among them', async () => {
    const seeds = Array.from({ length: 50 }, (_, index) => index + 1);
    const totals = sumUp(await play(seeds, availableParallelism()));
    expect(totals).toMatchObject({ seeds: 50, failures: [], crashes: [], missing: [] });
  });

  it('is the same, event by event, whenever and wherever a seed is played again', async () => {
    const outcomes = await play([11, 12, 12, 11], 2);
    const fingerprints = new Map<number, Set<string>>();
    for (const outcome of outcomes) {
      if (outcome.kind === 'crashed') throw new Error(outcome.reason);
      const { seed, fingerprint } = outcome.result;
      fingerprints.set(seed, (fingerprints.get(seed) ?? new Set()).add(fingerprint));
    }
    expect([...fingerprints.values()].map(({ size }) => size)).toEqual([1, 1]);
    expect(new Set([...fingerprints.values()].flatMap((known) => [...known])).size).toBe(2);
  });
});
