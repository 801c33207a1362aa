import { bars, judge } from './bars.ts';
import type { Figures } from './support/bench.ts';

/** The table for people: each figure, and beside it the bar and whether it is met. */
export function printFigures(figures: Figures): void {
  for (const [name, value] of Object.entries(figures)) {
    const bar = bars.get(name);
    const verdict = bar === undefined ? '' : `${bar.kind} ${bar.value}`.padEnd(16) + judge(value, bar);
    console.log(`${name.padEnd(24)} ${String(value).padEnd(12)} ${verdict}`.trimEnd());
  }
}
