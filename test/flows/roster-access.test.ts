import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importRoster } from '../../src/use-cases/desk/import-roster.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { rosterOfTeams, sessionsFile } from '../support/flows/flow-teams.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { noteDown, reflect } from '../support/flows/reflecting.ts';

const sessions = sessionsFile([{ team: '01', date: '2024-11-05', start: '16:00' }]);

describe('a roster that gives a mentor another team', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({
      databaseUrl: (await createTestDatabase()).url,
      roster: rosterOfTeams(2),
      sessions,
    });
    await world.join('P01A');
    await world.playUntil('2024-11-05T16:55:00+09:00');
    await reflect(world, '01');
    for (const code of ['M01A', 'M01B']) {
      await noteDown(world, code);
      await pause();
    }
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    await world.close();
  });

  const pause = (ms = 30_000): Promise<void> => world.playUntil(new Date(world.clock.now().getTime() + ms));
  const dmsOf = (code: string): string => {
    const seat = world.slackOf(code);
    return seat
      .messages()
      .filter(({ kind }) => kind === 'dm')
      .map(seat.textOf)
      .join('\n');
  };
  const give = async (teams: Readonly<Record<string, string>>): Promise<void> => {
    const imported = await world.container.transact(async (records) => {
      const rows = await records.desk.rosterOf(world.programme.id);
      return importRoster(records, {
        programme: world.programme,
        rows: rows.map((row) => ({ ...row, teams: row.code in teams ? [teams[row.code] ?? ''] : row.teams })),
        now: world.clock.now(),
        dryRun: false,
      });
    });
    expect(imported).toMatchObject({ ok: true });
    await pause();
  };

  it('takes the words of the former team out of their own chat, and leaves the partner’s', async () => {
    for (const code of ['M01A', 'M01B']) expect(dmsOf(code)).toContain('言葉01');
    expect(dmsOf('M01A')).toContain('覚え書きM01B');
    await give({ M01A: '03' });
    for (const words of ['言葉01', '覚え書きM01B']) expect(dmsOf('M01A')).not.toContain(words);
    for (const words of ['言葉01', '覚え書きM01A']) expect(dmsOf('M01B')).toContain(words);
  });
});
