import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSweeps } from '../../../workers/sweeps.ts';

describe('the polls of a worker', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const setUp = (untilNext: () => Promise<number | null>) => {
    const startedAt = Date.now();
    const sends: number[] = [];
    const stop = startSweeps({
      run: async (job) => {
        if (job === 'delivery.send') sends.push(Date.now() - startedAt);
      },
      untilNext: { 'delivery.send': untilNext },
      logger: pino({ level: 'silent' }),
    });
    return { sends, stop };
  };

  it('send at the very instant at which something falls due between two polls', async () => {
    const due = [1_400, 1_700, 3_000];
    const startedAt = Date.now();
    const { sends, stop } = setUp(async () => {
      const at = due.find((instant) => instant > Date.now() - startedAt);
      return at === undefined ? null : at - (Date.now() - startedAt);
    });
    await vi.advanceTimersByTimeAsync(2_500);
    await stop();
    expect(sends).toEqual([1_000, 1_400, 1_700, 2_000]);
  });

  it('go on each second where nothing is known to come, or nobody can say', async () => {
    const { sends, stop } = setUp(async () => {
      throw new Error('database away');
    });
    await vi.advanceTimersByTimeAsync(3_500);
    await stop();
    await vi.advanceTimersByTimeAsync(3_500);
    expect(sends).toEqual([1_000, 2_000, 3_000]);
  });
});
