import type { Lab } from './lab/lab.ts';

/** What a row found, by the receivers' ledgers and the actors' words. */
export type Finding = {
  /** How often the fault really happened; a row whose fault never happened has failed. */
  readonly injected: number;
  /** Messages that nobody received, or answers that nobody kept. */
  readonly lost: number;
  readonly twice: number;
  /** Received, but after the row's bound. */
  readonly late: number;
  /** Received while the reader was to be left alone. */
  readonly inQuietRange: number;
  /** From the end of the last fault until everything worked again; null where a row has no such moment. */
  readonly recoveredInMs: number | null;
  /** Whatever else must hold and did not, in one line each. */
  readonly breaches: readonly string[];
};

/** Parts of a machine that a row cannot do without. */
export type Need = 'redis-server' | 'faketime';

/** One row of the fault catalogue. */
export type FaultRow = {
  readonly number: number;
  readonly title: string;
  /** Belongs to `--short`. */
  readonly short: boolean;
  readonly needs: readonly Need[];
  /** Runs beside no other row: it measures time closely, or uses all of the machine. */
  readonly alone?: true;
  readonly run: (lab: Lab) => Promise<Finding>;
};
