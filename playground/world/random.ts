import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';

/** A repeatable source of random numbers. */
export type Random = {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** An integer in [from, to], both included. */
  readonly integer: (from: number, to: number) => number;
  /** True with the given probability. */
  readonly chance: (share: number) => boolean;
  /** One of the items, which must not be empty. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
};

/** A seeded generator: the same seed gives the same season. */
export function createRandom(seed: number): Random {
  const generator = mersenne(seed);
  const next = (): number => uniformFloat64(generator);
  const integer = (from: number, to: number): number => uniformInt(generator, from, to);
  return {
    next,
    integer,
    chance: (share) => next() < share,
    pick: (items) => {
      const item = items[integer(0, items.length - 1)];
      if (item === undefined) throw new RangeError('pick needs at least one item');
      return item;
    },
  };
}
