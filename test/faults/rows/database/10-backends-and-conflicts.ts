import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow } from '../../fault-row.ts';
import type { LabDatabase } from '../../lab/databases.ts';
import { openDatabaseScene } from './database-scene.ts';

const recoversWithinMs = 20_000;
/** Of the statements on the tables that everything passes through. */
const failingShare = 0.03;
const tables = ['deliveries', 'inbox', 'murmurs', 'talks', 'rate_gates'];
/** Serialization failure and deadlock, as PostgreSQL itself reports them. */
const sqlStates = ['40001', '40P01'];

/** Connections are ended by an administrator, and statements fail as if others had been in the way. */
export const backendsAndConflicts: FaultRow = {
  number: 10,
  title: 'backend ended, deadlock, serialization failure',
  short: false,
  needs: [],
  run: async (lab) => {
    const rounds = 60;
    const scene = await openDatabaseScene(lab, { overMs: rounds * 250 });
    const { database } = scene;
    await startConflicts(database);
    let ended = 0;
    for (let round = 0; round < rounds; round += 1) {
      await sleep(250);
      const rows = await database.query(
        `select pg_terminate_backend(pid) from (select pid from pg_stat_activity
         where application_name like 'bansou-%' order by random() limit 1) as one`,
      );
      ended += rows.length;
    }
    const conflicts = await stopConflicts(database);
    const verdict = await scene.judge({ healedAt: new Date(), lateAfterMs: recoversWithinMs });
    return { ...verdict, injected: ended > 0 && conflicts > 0 ? ended + conflicts : 0 };
  },
};

/** Counts in a sequence, which no rollback takes back. */
async function startConflicts(database: LabDatabase): Promise<void> {
  await database.query('create sequence fault_conflicts');
  await database.query(
    `create function fault_conflict() returns trigger language plpgsql as $$
     begin
       if random() < ${failingShare} then
         perform nextval('fault_conflicts');
         if random() < 0.5 then raise exception 'fault' using errcode = '${sqlStates[0]}'; end if;
         raise exception 'fault' using errcode = '${sqlStates[1]}';
       end if;
       return null;
     end $$`,
  );
  for (const table of tables) {
    await database.query(
      `create trigger fault_conflict after insert or update on ${table}
       for each statement execute function fault_conflict()`,
    );
  }
}

async function stopConflicts(database: LabDatabase): Promise<number> {
  for (const table of tables) await database.query(`drop trigger fault_conflict on ${table}`);
  const [row] = await database.query('select last_value, is_called from fault_conflicts');
  return row?.is_called === true ? Number(row.last_value) : 0;
}
