import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { coalesce, coalesceReads } from '../../../src/storage/coalesce.ts';

describe('one statement for many', () => {
  it('answers everybody who asks at once with one run, each with their own answer', async () => {
    const groups: (readonly number[])[] = [];
    const double = coalesce(async (group: readonly number[]) => {
      groups.push(group);
      return group.map((one) => one * 2);
    });
    expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6]);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('runs one group at a time; who asks meanwhile goes with the next', async () => {
    let running = 0;
    const groups: (readonly string[])[] = [];
    const slow = coalesce(async (group: readonly string[]) => {
      running += 1;
      expect(running).toBe(1);
      groups.push(group);
      await sleep(20);
      running -= 1;
      return group;
    });
    const first = slow('a');
    await sleep(5);
    await Promise.all([first, slow('b'), slow('c')]);
    expect(groups).toEqual([['a'], ['b', 'c']]);
  });

  it('splits what is too much for one statement, and loses nobody', async () => {
    const sizes: number[] = [];
    const echo = coalesce(async (group: readonly number[]) => {
      sizes.push(group.length);
      return group;
    });
    const asked = Array.from({ length: 1_201 }, (_, index) => index);
    expect(await Promise.all(asked.map(echo))).toEqual(asked);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
  });

  it('fails for those of the group that failed, and goes on with the next', async () => {
    let broken = true;
    const flaky = coalesce(async (group: readonly string[]) => {
      await sleep(5);
      if (broken) throw new Error('away');
      return group;
    });
    const [one, other] = await Promise.allSettled([flaky('a'), flaky('b')]);
    expect([one.status, other.status]).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await flaky('c')).toBe('c');
  });

  it('reads each key once, and says null where there is nothing', async () => {
    const reads: (readonly string[])[] = [];
    const find = coalesceReads(async (keys) => {
      reads.push(keys);
      return new Map(keys.filter((key) => key !== 'none').map((key) => [key, `${key}!`]));
    });
    expect(await Promise.all([find('a'), find('none'), find('a')])).toEqual(['a!', null, 'a!']);
    expect(reads).toEqual([['a', 'none']]);
  });
});
