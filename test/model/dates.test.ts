import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Desk, openDesk } from '../../src/open-desk.ts';
import { openSimulationDatabase, type SimulationDatabase } from '../simulation/world/database.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { allCommands } from './commands/commands.ts';
import type { Model } from './commands/run.ts';
import { slots, startOf } from './commands/slots.ts';
import { type Ending, judgeEnd } from './judge/judge-end.ts';
import { readParameters } from './parameters.ts';
import { people } from './world/people.ts';
import { beginsAt, createModelWorld } from './world/world.ts';

const endings = fc.constantFrom<Ending[]>('wait', 'ask');

describe('a team’s dates, whatever order people act in', () => {
  let database: SimulationDatabase;
  let desk: Desk;

  beforeAll(async () => {
    const { url } = await createTestDatabase();
    database = await openSimulationDatabase(url, people);
    desk = await openDesk({
      config: { databaseUrl: url, dataDir: undefined },
      logger: pino({ level: 'silent' }),
    });
  });
  afterAll(async () => {
    await desk.close();
    await database.close();
  });

  it('are one truth: the record holds it, reminders match it, and nobody is left with a wrong time', async () => {
    const { replayPath, ...parameters } = readParameters();
    await fc.assert(
      fc.asyncProperty(
        fc.option(slots),
        endings,
        allCommands(replayPath),
        async (first, ending, commands) => {
          const world = await createModelWorld(
            { database, desk },
            first === null ? null : startOf(first, beginsAt),
          );
          const known = await world.read();
          const model: Model = {
            truth: known.truth,
            known,
            changedAt: new Map([[1, beginsAt]]),
            settledAt: new Map(),
            late: [],
            partings: new Map(),
            cameAt: new Map(),
            judged: new Set(),
          };
          await fc.asyncModelRun(() => ({ model, real: world }), commands);
          await judgeEnd(model, world, ending);
        },
      ),
      parameters,
    );
  });
});
