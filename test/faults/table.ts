import { type Outcome, problemsOf } from './run-row.ts';

/** A row that was not run, and why. */
export type Skipped = { readonly number: number; readonly title: string; readonly why: string };

const head = ['row', 'fault', 'injected', 'lost', 'twice', 'late', 'in quiet', 'recovered in', 'took', ''];

/** The outcome of every row as aligned text, those that were not run with their reason. */
export function drawTable(outcomes: readonly Outcome[], skipped: readonly Skipped[]): string {
  const lines = [
    ...outcomes.map((outcome) => ({ number: outcome.row.number, cells: cellsOf(outcome) })),
    ...skipped.map(({ number, title, why }) => ({
      number,
      cells: [String(number), title, `skipped: ${why}`],
    })),
  ].sort((a, b) => a.number - b.number);
  const full = [head, ...lines.map(({ cells }) => cells)];
  const widths = head.map((_, column) =>
    Math.max(
      ...full.filter((cells) => cells.length === head.length).map((cells) => cells[column]?.length ?? 0),
    ),
  );
  const title = Math.max(...full.map((cells) => cells[1]?.length ?? 0));
  return full
    .map((cells) =>
      cells
        .map((cell, column) => {
          if (column === 1) return cell.padEnd(title);
          if (column === cells.length - 1) return cell;
          return cell.padStart(widths[column] ?? 0);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The same for a program to read. */
export function toJson(outcomes: readonly Outcome[], skipped: readonly Skipped[]): string {
  const rows = outcomes.map((outcome) => ({
    row: outcome.row.number,
    fault: outcome.row.title,
    ...(outcome.kind === 'ran' ? outcome.finding : {}),
    seconds: Math.round(outcome.seconds * 10) / 10,
    problems: problemsOf(outcome),
  }));
  return JSON.stringify({ rows, skipped });
}

function cellsOf(outcome: Outcome): readonly string[] {
  const { number, title } = outcome.row;
  const verdict = problemsOf(outcome).length === 0 ? 'ok' : 'BREACH';
  const took = `${outcome.seconds.toFixed(1)} s`;
  if (outcome.kind === 'broken') return [String(number), title, ...Array(6).fill('-'), took, verdict];
  const { injected, lost, twice, late, inQuietRange, recoveredInMs } = outcome.finding;
  const recovered = recoveredInMs === null ? '-' : `${(recoveredInMs / 1_000).toFixed(1)} s`;
  const counts = [injected, lost, twice, late, inQuietRange].map(String);
  return [String(number), title, ...counts, recovered, took, verdict];
}
