import type fc from 'fast-check';

/** What `npm test` plays. */
const usualRuns = 25;

/**
 * How many runs, or which one again: `BANSOU_MODEL_RUNS`, and the `seed`, `path` and `replayPath` that a failure names in
 * `BANSOU_MODEL_SEED`, `BANSOU_MODEL_PATH` and `BANSOU_MODEL_REPLAY_PATH`. `BANSOU_MODEL_SHRINK=no` names a failure as it was found.
 */
export function readParameters(): fc.Parameters<unknown> & { readonly replayPath?: string } {
  const { BANSOU_MODEL_RUNS: runs, BANSOU_MODEL_SEED: seed } = process.env;
  const {
    BANSOU_MODEL_PATH: path,
    BANSOU_MODEL_REPLAY_PATH: replayPath,
    BANSOU_MODEL_SHRINK: shrink,
  } = process.env;
  return {
    numRuns: runs === undefined ? usualRuns : Number(runs),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
    ...(path === undefined && shrink !== 'no' ? {} : { endOnFailure: true }),
    ...(replayPath === undefined ? {} : { replayPath }),
  };
}
