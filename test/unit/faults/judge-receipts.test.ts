import { describe, expect, it } from 'vitest';
import { type Expected, judgeReceipts } from '../../faults/judge/judge-receipts.ts';

const dueAt = new Date('2026-11-21T10:00:00Z');
const msLater = (ms: number): Date => new Date(dueAt.getTime() + ms);
const wanted = (address: string): Expected => ({ address, dueAt, wanted: true, quiet: [] });
const fine = { lost: 0, twice: 0, late: 0, inQuietRange: 0, breaches: [] };

describe('judging what receivers got', () => {
  const judge = (expected: readonly Expected[], got: readonly (readonly [string, number])[]) =>
    judgeReceipts({
      expected,
      receipts: got.map(([address, ms]) => ({ address, at: msLater(ms) })),
      lateAfterMs: 1_000,
    });

  it('has nothing to say where everybody got one message in time', () => {
    expect(
      judge(
        [wanted('a'), wanted('b')],
        [
          ['a', 0],
          ['b', 1_000],
        ],
      ),
    ).toEqual(fine);
  });

  it('counts who got nothing, and every message too many', () => {
    expect(
      judge(
        [wanted('a'), wanted('b')],
        [
          ['a', 1],
          ['a', 2],
          ['a', 3],
        ],
      ),
    ).toEqual({ ...fine, lost: 1, twice: 2 });
  });

  it('counts what came late, from the moment on at which it could come', () => {
    expect(judge([wanted('a')], [['a', 1_001]])).toEqual({ ...fine, late: 1 });
    const receipts = [{ address: 'a', at: msLater(6_000) }];
    const bounds = { expected: [wanted('a')], receipts, lateAfterMs: 1_000 };
    expect(judgeReceipts({ ...bounds, workingAgainAt: msLater(5_000) })).toEqual(fine);
  });

  it('counts what disturbed somebody who was to be left alone', () => {
    const quiet = [{ from: dueAt, to: msLater(10_000) }];
    expect(judge([{ ...wanted('a'), wanted: false, quiet }], [['a', 500]])).toEqual({
      ...fine,
      inQuietRange: 1,
    });
  });

  it('objects to what was not wanted, came too early, or came to somebody else', () => {
    const { breaches } = judge(
      [{ ...wanted('a'), wanted: false }, wanted('b')],
      [
        ['a', 1],
        ['b', -1],
        ['c', 1],
      ],
    );
    expect(breaches).toHaveLength(3);
  });
});
