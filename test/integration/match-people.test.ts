import { describe, expect, it } from 'vitest';
import { createPeopleDirectory } from '../../src/storage/people-directory.ts';
import { createMatchPeople } from '../../src/use-cases/match-people.ts';
import type { Transact } from '../../src/use-cases/ports/records/records.ts';
import { after, comer, replacingAmong } from '../support/databases/replacing-among.ts';

const dayMs = 24 * 60 * 60_000;

describe('a process that dies while it finds a mentor in Slack', () => {
  const { storage, replace, personOf, teamOf } = replacingAmong(1);

  /** Everybody has an account of their own name; `diesAt` counts the units of work, from 1. */
  const match = (day: number, diesAt = 0): Promise<number> => {
    let units = 0;
    const transact: Transact = (work) =>
      storage().transact(async (records) => {
        const value = await work(records);
        units += 1;
        if (units === diesAt) throw new Error('the process has died');
        return value;
      });
    return createMatchPeople({
      directory: createPeopleDirectory(storage().pool),
      slack: {
        findUserByEmail: (email) => Promise.resolve({ kind: 'found', id: `U-${email}` }),
        openGroup: (ids) => Promise.resolve({ kind: 'found', id: `G-${ids.join('-')}` }),
      },
      gates: { take: () => Promise.resolve(null), close: () => Promise.resolve() },
      transact,
      clock: { now: () => new Date(after.getTime() + day * dayMs) },
    })();
  };
  const kindsTo = async (column: 'person_id' | 'team_id', id: string): Promise<readonly unknown[]> =>
    (
      await storage().pool.query(
        `select kind from deliveries where ${column} = $1 and kind like 'greeting.%'`,
        [id],
      )
    ).rows.map(({ kind }) => kind);

  it('leaves nobody without the greeting, nor the pair without its own', async () => {
    await match(0);
    await replace('01', ['M01A', 'X1'], comer());
    const [personId, teamId] = [await personOf('X1'), await teamOf('01')];
    const greetings = await kindsTo('team_id', teamId);
    await expect(match(1, 1)).rejects.toThrow('died');
    expect(await kindsTo('person_id', personId)).toEqual([]);
    await expect(match(2, 2)).rejects.toThrow('died');
    expect(await kindsTo('person_id', personId)).toEqual(['greeting.mentor']);
    expect(await kindsTo('team_id', teamId)).toEqual(greetings);
    await match(3);
    expect(await kindsTo('team_id', teamId)).toEqual([...greetings, 'greeting.pair']);
    await match(4);
    expect(await kindsTo('team_id', teamId)).toEqual([...greetings, 'greeting.pair']);
  });
});
