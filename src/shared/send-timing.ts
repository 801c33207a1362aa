/** How long a send may take, and how long its lease holds; real milliseconds. */
export type SendTiming = {
  readonly leaseMs: number;
  /** After this long without an answer the outcome of a call is not known. */
  readonly timeoutMs: number;
};

/** RELIABILITY 3.3: a send that takes longest still ends well inside its lease. */
export const defaultSendTiming: SendTiming = { leaseMs: 30_000, timeoutMs: 10_000 };

/**
 * How long a send waits at a rate gate before it is put off, real ms: longer than all that two workers claim ahead takes
 * at LINE's rate (put off, it would come after what is due later), and only a part of its lease.
 */
export function gatePatienceOf({ leaseMs }: SendTiming): number {
  return Math.min(1_500, leaseMs / 4);
}
