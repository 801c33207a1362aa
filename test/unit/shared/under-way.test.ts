import { expect, it } from 'vitest';
import { createUnderWay } from '../../../src/shared/under-way.ts';

it('waits for everything that was added, also meanwhile, and for what fails', async () => {
  const underWay = createUnderWay();
  await underWay.ended();
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  underWay.add(first.promise);
  let isOver = false;
  const ended = underWay.ended().then(() => {
    isOver = true;
  });
  underWay.add(second.promise);
  first.reject(new Error('lost'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isOver).toBe(false);
  expect(underWay.count()).toBe(1);
  second.resolve();
  await ended;
  expect(underWay.count()).toBe(0);
});
