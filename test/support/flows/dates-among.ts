import { afterAll, beforeAll, expect } from 'vitest';
import { createTestDatabase } from '../databases/test-database.ts';
import { joinAll } from '../line/line-records.ts';
import { datesIn, datesRoster, datesSessions } from './flow-dates.ts';
import { createFlowWorld, type FlowWorld } from './flow-world.ts';

type Options = {
  readonly roster?: string;
  readonly sessions?: string;
  /** Participants who join at once, by code. */
  readonly joined: readonly string[];
  /** What happens before the first test. */
  readonly begin?: (world: FlowWorld, dates: ReturnType<typeof datesIn>) => Promise<void>;
};

/**
 * A world for a file of tests that find dates: opened before the first, and after the last neither platform may have
 * found anything wrong.
 */
export function datesAmong({ roster = datesRoster, sessions = datesSessions, joined, begin }: Options) {
  const opened: { world: FlowWorld | null } = { world: null };
  const world = (): FlowWorld => {
    if (opened.world === null) throw new Error('the world is opened before the first test');
    return opened.world;
  };
  const dates = () => datesIn(world());

  beforeAll(async () => {
    const { url: databaseUrl } = await createTestDatabase();
    opened.world = await createFlowWorld({ databaseUrl, roster, sessions });
    await joinAll(world(), joined);
    await begin?.(world(), dates());
  });
  afterAll(async () => {
    expect(world().slack.violations).toEqual([]);
    expect(world().slack.interactionFailures).toEqual([]);
    expect(world().line.violations).toEqual([]);
    await world().close();
  });

  return { world, dates };
}
