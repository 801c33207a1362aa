import type { SendTiming } from '../../../src/shared/send-timing.ts';

/** Leases short enough to be lost many times a minute, with the proportions of the real ones. */
export const labTiming: SendTiming = { leaseMs: 2_000, timeoutMs: 500 };

/** Where a process of the lab finds its timing; the product itself reads no such setting. */
export const timingVariable = 'FAULTS_TIMING';

/** The timing that the lab gave this process. */
export function readTiming(): SendTiming {
  const { leaseMs, timeoutMs } = JSON.parse(process.env[timingVariable] ?? JSON.stringify(labTiming));
  return { leaseMs: Number(leaseMs), timeoutMs: Number(timeoutMs) };
}
