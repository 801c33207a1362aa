import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faultRows, provenElsewhere } from './catalogue.ts';
import type { FaultRow } from './fault-row.ts';
import { startLabServer } from './lab/databases.ts';
import { runPlanted } from './run-planted.ts';
import { findMissing, problemsOf } from './run-row.ts';
import { runRows } from './run-rows.ts';
import { drawTable, type Skipped, toJson } from './table.ts';

const HELP = `npm run faults -- [--short] [--rows 1,4,8] [--seed N] [--planted] [--json]

Attacks real processes, PostgreSQL, Redis and both platforms' stand-ins, and judges what the receivers got.
--short: the rows of every change, under three minutes. --rows: only these. --seed: of the attackers' dice.
--planted: applies each known defect to a copy of the project and fails unless its row finds it.
--json: the last line is one JSON object. How to read the table: docs/operations.md, "Proof under attack".`;

const { values } = parseArgs({
  options: {
    short: { type: 'boolean' },
    rows: { type: 'string' },
    seed: { type: 'string' },
    planted: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});

if (values.help === true) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const compiled = mkdtempSync(join(tmpdir(), 'bansou-compiled-'));
  process.env.NODE_COMPILE_CACHE = compiled;
  const work = values.planted === true ? provePlanted() : attack();
  process.exitCode = await work.finally(() => rmSync(compiled, { recursive: true, force: true }));
}

function wantedRows(): readonly number[] | null {
  return values.rows?.split(',').map(Number) ?? null;
}

/** Fails unless every known defect is found. */
async function provePlanted(): Promise<number> {
  return (await runPlanted(wantedRows(), (line) => console.log(line))) ? 0 : 1;
}

/** Runs what was asked for and prints the table; answers the exit code. */
async function attack(): Promise<number> {
  const isShort = values.short === true;
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
  const wanted = wantedRows();
  const skipped: Skipped[] = provenElsewhere.map(({ by, ...row }) => ({ ...row, why: `proven by ${by}` }));
  const rows = faultRows.filter((row) => {
    const why = whyNot(row, { wanted, isShort });
    if (why !== null) skipped.push({ number: row.number, title: row.title, why });
    return why === null;
  });
  console.error(`${rows.length} rows, seed ${seed}`);
  const server = await startLabServer();
  const open = new Set<() => Promise<void>>();
  endOnSignal(open, server.close);
  const strays: unknown[] = [];
  process.on('unhandledRejection', (error) => strays.push(error));
  const say = (line: string): void => console.error(line);
  const outcomes = await runRows(rows, { isShort, seed, server, open, say });
  await server.close();
  console.log(drawTable(outcomes, skipped));
  if (values.json === true) console.log(toJson(outcomes, skipped));
  const lacking = process.env.CI === 'true' && rows.length < faultRows.length && hasMissingParts();
  if (lacking) console.error('CI=true: every part of the machine that a row needs has to be there');
  for (const stray of strays) console.error('failed while nobody waited for it:', stray);
  const breached = outcomes.some((outcome) => problemsOf(outcome).length > 0) || strays.length > 0;
  return breached || lacking || outcomes.length === 0 ? 1 : 0;
}

/** Told to stop, the command first ends every process and server that it has started. */
function endOnSignal(open: ReadonlySet<() => Promise<void>>, closeServer: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void Promise.allSettled([...open].map((close) => close()))
        .then(closeServer)
        .finally(() => process.exit(1));
    });
  }
}

function hasMissingParts(): boolean {
  return faultRows.some((row) => findMissing(row) !== null);
}

function whyNot(
  row: FaultRow,
  { wanted, isShort }: { readonly wanted: readonly number[] | null; readonly isShort: boolean },
): string | null {
  if (wanted !== null && !wanted.includes(row.number)) return 'not asked for';
  if (wanted === null && isShort && !row.short) return 'not in --short';
  return findMissing(row);
}
