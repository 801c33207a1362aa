import { afterAll, beforeAll } from 'vitest';
import type { RosterRow } from '../../../src/domain/imports/roster-row.ts';
import { openSeatRun } from '../../../src/use-cases/open-run.ts';
import type { Records } from '../../../src/use-cases/ports/records/records.ts';
import type { ProgrammeView, Run } from '../../../src/use-cases/ports/records/views.ts';
import { replaceMentor } from '../../../src/use-cases/replacing/replace-mentor.ts';
import { setUpProgramme } from '../flows/flow-programme.ts';
import { rosterOfTeams, sessionsFile, teamCodes } from '../flows/flow-teams.ts';
import { idsIn } from './ids-in.ts';
import { openStorage, type Storage } from './storage.ts';
import { createTestDatabase } from './test-database.ts';

/** Before, at and after the first session of every team. */
export const before = new Date('2024-11-01T00:00:00Z');
export const start = new Date('2024-11-05T11:00:00Z');
export const after = new Date('2024-11-06T00:00:00Z');

/** A mentor as a coordinator writes them down who is new to the roster. */
export function comer(change: Partial<RosterRow> = {}): RosterRow {
  const code = change.code ?? 'X1';
  return {
    ...{ code, role: 'mentor', name: 'New', teams: ['01'], organisation: null },
    ...{ email: `${code.toLowerCase()}@example.org`, zone: 'Asia/Tokyo', language: 'ja' },
    ...{ quietRanges: [], blank: [] },
    ...change,
  };
}

/** A database with so many teams of two sessions each, in which mentors are replaced. */
export function replacingAmong(teams: number) {
  const opened: { storage: Storage | null; programme: ProgrammeView | null } = {
    storage: null,
    programme: null,
  };
  const storage = (): Storage => {
    if (opened.storage === null) throw new Error('the database is opened before the first test');
    return opened.storage;
  };
  const programme = (): ProgrammeView => {
    if (opened.programme === null) throw new Error('the programme is created before the first test');
    return opened.programme;
  };

  beforeAll(async () => {
    opened.storage = await openStorage(createTestDatabase());
    const { pool, workspaceId } = opened.storage;
    await pool.query('insert into workspaces (id, name, created_at) values ($1, $2, $3)', [
      workspaceId,
      'test',
      before,
    ]);
    opened.programme = await setUpProgramme(
      { container: opened.storage, clock: { now: () => before } },
      {
        roster: rosterOfTeams(teams),
        sessions: sessionsFile(
          teamCodes(teams).flatMap((team) => [
            { team, date: '2024-11-05', start: '20:00' },
            { team, number: 2, date: '2024-11-19', start: '20:00' },
          ]),
        ),
        deskChannel: 'C1',
        language: 'ja',
      },
    );
  });
  afterAll(() => storage().close());

  return {
    ...idsIn(() => storage().pool),
    storage,
    programme,
    replace: (
      team: string,
      [from, to]: readonly [string, string],
      row: RosterRow | null = null,
      now = after,
    ) =>
      storage().transact((records) =>
        replaceMentor(records, {
          ...{ programme: programme(), team, from, to: { code: to, added: row }, now },
          dryRun: false,
        }),
      ),
    /** The form of somebody's seat in a session; throws where there is none. */
    openRun: async (records: Records, seatId: string, now: Date): Promise<Run> => {
      const seat = await records.sessions.findSeat(seatId);
      const run = seat === null ? null : await openSeatRun(records, seat, now);
      if (run === null) throw new Error('there is a form');
      return run;
    },
  };
}
