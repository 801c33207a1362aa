import { describe, expect, it } from 'vitest';
import { createPlaces, type Release } from '../../../src/shared/places.ts';

describe('places', () => {
  const setUp = (count: number) => {
    const places = createPlaces(count);
    const came: string[] = [];
    const releases = new Map<string, Release>();
    const take = async (name: string, hurries = false): Promise<void> => {
      releases.set(name, await places.take(hurries));
      came.push(name);
    };
    const release = async (name: string): Promise<void> => {
      releases.get(name)?.();
      await new Promise((done) => setImmediate(done));
    };
    return { came, take, release };
  };

  it('lets in as many as there are, the others in their order, and whoever hurries first', async () => {
    const { came, take, release } = setUp(2);
    void ['a', 'b', 'c', 'd'].map((name) => take(name));
    void take('urgent', true);
    await release('nobody');
    expect(came).toEqual(['a', 'b']);
    await release('b');
    expect(came).toEqual(['a', 'b', 'urgent']);
    await release('a');
    await release('urgent');
    expect(came).toEqual(['a', 'b', 'urgent', 'c', 'd']);
  });

  it('frees a place once, however often it is given back', async () => {
    const { came, take, release } = setUp(1);
    void ['a', 'b', 'c'].map((name) => take(name));
    await release('nobody');
    await release('a');
    await release('a');
    expect(came).toEqual(['a', 'b']);
  });
});
