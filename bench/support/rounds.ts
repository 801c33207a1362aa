/** One of several ways to do the same, measured side by side. */
export type Contender<Name extends string> = {
  readonly name: Name;
  /** One round; more is better. */
  readonly round: () => Promise<number>;
};

/** Runs so many rounds of each, in turn, so that whatever else the machine does meets all of them; medians by name. */
export async function interleave<Name extends string>(
  contenders: readonly Contender<Name>[],
  rounds: number,
): Promise<Readonly<Record<Name, number>>> {
  const results = new Map<Name, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, round: run } of contenders) results.get(name)?.push(await run());
  }
  const medians = contenders.map(({ name }) => [name, median(results.get(name) ?? [])] as const);
  return Object.fromEntries(medians) as Record<Name, number>;
}

/** The middle one; of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}

/** Rounded to so many decimals. */
export function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
