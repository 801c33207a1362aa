import type { FaultRow } from './fault-row.ts';
import { type Outcome, problemsOf, type RunOptions, runRow } from './run-row.ts';

const sideBySide = 3;

/** Runs the rows, three at a time but for those that must be alone, and says how each ended as soon as it has. */
export async function runRows(
  rows: readonly FaultRow[],
  options: RunOptions & { readonly say: (line: string) => void },
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const runAll = async (queue: FaultRow[]): Promise<void> => {
    for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
      const outcome = await runRow(row, options);
      outcomes.push(outcome);
      const problems = problemsOf(outcome);
      options.say(
        `row ${row.number} ${problems.length === 0 ? 'ok' : 'BREACH'}, ${outcome.seconds.toFixed(1)} s`,
      );
      for (const problem of problems) options.say(`  ${problem}`);
      for (const fared of problems.length === 0 ? [] : outcome.processes) options.say(`  ${fared}`);
    }
  };
  const shared = rows.filter(({ alone }) => alone !== true);
  await Promise.all(Array.from({ length: sideBySide }, () => runAll(shared)));
  await runAll(rows.filter(({ alone }) => alone === true));
  return outcomes;
}
