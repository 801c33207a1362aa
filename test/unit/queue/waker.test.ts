import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { BackendQueue } from '../../../src/queue/backend.ts';
import { createWaker } from '../../../src/queue/waker.ts';

function createAdds(add: () => Promise<void> = async () => undefined) {
  const addedAt: number[] = [];
  const queue: BackendQueue = {
    ready: async () => undefined,
    add: () => {
      addedAt.push(performance.now());
      return add();
    },
    close: async () => undefined,
  };
  return { queue, addedAt };
}

const noReport = (): void => undefined;

describe('waking', () => {
  it('puts the first wake into its queue at once', () => {
    const { queue, addedAt } = createAdds();
    createWaker(noReport).wake(queue, 'inbox.drain', {});
    expect(addedAt).toHaveLength(1);
  });

  it('makes two jobs of a burst, the second of which begins after the last wake', async () => {
    const { queue, addedAt } = createAdds();
    const waker = createWaker(noReport);
    for (let n = 0; n < 1_000; n += 1) waker.wake(queue, 'inbox.drain', {});
    const lastAt = performance.now();
    await waker.settle();
    expect(addedAt).toHaveLength(2);
    expect(addedAt[1]).toBeGreaterThanOrEqual(lastAt);
  });

  it('adds no more than a few jobs and then one every ten milliseconds, however fast the queue is and however many wakes come', async () => {
    const { queue, addedAt } = createAdds();
    const waker = createWaker(noReport);
    const begunAt = performance.now();
    while (performance.now() - begunAt < 100) {
      waker.wake(queue, 'inbox.drain', {});
      await sleep(0);
    }
    await waker.settle();
    const most = Math.ceil((performance.now() - begunAt) / 9) + 5;
    expect(addedAt.length).toBeGreaterThan(1);
    expect(addedAt.length).toBeLessThanOrEqual(most);
  });

  it('keeps jobs of different payloads apart', () => {
    const { queue, addedAt } = createAdds();
    const waker = createWaker(noReport);
    waker.wake(queue, 'digest.make', { programmeId: 'a' });
    waker.wake(queue, 'digest.make', { programmeId: 'b' });
    expect(addedAt).toHaveLength(2);
  });

  it('reports an add that failed, and goes on with the wakes that came meanwhile', async () => {
    const faults: unknown[] = [];
    const { queue, addedAt } = createAdds(() => Promise.reject(new Error('away')));
    const waker = createWaker((_, error) => faults.push(error));
    waker.wake(queue, 'inbox.drain', {});
    waker.wake(queue, 'inbox.drain', {});
    await waker.settle();
    expect(addedAt).toHaveLength(2);
    expect(faults).toHaveLength(2);
  });
});
