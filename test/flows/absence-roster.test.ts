import { describe, expect, it } from 'vitest';
import type { RosterRow } from '../../src/domain/imports/roster-row.ts';
import { importRoster } from '../../src/use-cases/desk/import-roster.ts';
import { absencesAmong } from '../support/flows/absences-among.ts';

describe('a roster that gives a mentor another team once the participant was reminded', () => {
  const { world, dates, seats, lines } = absencesAmong(['01', '02', '03', '04']);

  const give = async (teams: Readonly<Record<string, string>>): Promise<void> => {
    const imported = await world().container.transact(async (records) => {
      const rows = (await records.desk.rosterOf(world().programme.id)).map((row): RosterRow => {
        const team = row.role === 'mentor' ? teams[row.code] : undefined;
        return team === undefined ? row : { ...row, teams: [team] };
      });
      return importRoster(records, {
        ...{ programme: world().programme, rows },
        ...{ now: world().clock.now(), dryRun: false },
      });
    });
    expect(imported).toMatchObject({ ok: true });
    await world().settle();
    await dates().aMomentLater();
  };

  it('tells the participant who comes alone, and that nobody does where both are given another', async () => {
    await world().playUntil('2024-11-05T12:00:00+09:00');
    await give({ M01A: '08', M02A: '09', M02B: '09' });
    expect(await seats('01')).toEqual(['expected']);
    expect(lines('01', '今夜 11月5日(火) 20:00の回は、Mentor 01Bさんがひとりでうかがいます')).toHaveLength(1);
    expect(await dates().sessionsOf('01')).toMatchObject([{ state: 'planned' }]);
    expect(lines('02', '20:00の回は行えなくなりました')).toHaveLength(1);
    expect(await dates().sessionsOf('02')).toMatchObject([{ state: 'unsettled' }]);
    await give({});
    expect(lines('01', 'ひとりで')).toHaveLength(1);
  });

  it('leaves the session as it is where others come to the team at once', async () => {
    await give({ M03A: '04', M03B: '04', M04A: '03', M04B: '03' });
    for (const team of ['03', '04']) {
      expect(await dates().sessionsOf(team)).toMatchObject([{ state: 'planned' }]);
      expect(await seats(team)).toEqual(['expected', 'expected']);
      expect(lines(team, 'ひとりで')).toEqual([]);
      expect(lines(team, '行えなくなりました')).toEqual([]);
    }
  });
});
