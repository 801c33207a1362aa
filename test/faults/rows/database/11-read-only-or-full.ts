import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow } from '../../fault-row.ts';
import type { LabDatabase } from '../../lab/databases.ts';
import { openDatabaseScene } from './database-scene.ts';

const recoversWithinMs = 20_000;

/** PostgreSQL can only be read, as after a failover; then its disk is full. */
export const readOnlyOrFull: FaultRow = {
  number: 11,
  title: 'PostgreSQL read-only, disk full',
  short: false,
  needs: [],
  run: async (lab) => {
    const scene = await openDatabaseScene(lab, { overMs: 16_000 });
    const { database } = scene;
    await sleep(2_000);
    await setReadOnly(database, true);
    await sleep(4_000);
    const refusedWrites = (await countSpooled(scene.processes)) > 0;
    await setReadOnly(database, false);
    await sleep(4_000);
    await fillDisk(database);
    await sleep(4_000);
    const full = await freeDisk(database);
    const verdict = await scene.judge({ healedAt: new Date(), lateAfterMs: recoversWithinMs });
    return { ...verdict, injected: refusedWrites && full > 0 ? 1 + full : 0 };
  },
};

/** How many processes said that webhooks went to their disk. */
async function countSpooled(
  processes: readonly { readonly lines: readonly { readonly event?: string }[] }[],
): Promise<number> {
  return processes.filter(({ lines }) => lines.some(({ event }) => event === 'spool.begun')).length;
}

async function setReadOnly(database: LabDatabase, isOn: boolean): Promise<void> {
  const setting = isOn ? 'set default_transaction_read_only = on' : 'reset default_transaction_read_only';
  await database.query(
    `do $$ begin
       set local transaction_read_only = off;
       execute format('alter database %I ${setting}', current_database());
     end $$`,
  );
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  );
}

/** Every write of the tables that everything passes through fails as a write to a full disk does (SQLSTATE 53100). */
async function fillDisk(database: LabDatabase): Promise<void> {
  await database.query('create sequence fault_full');
  await database.query(
    `create function fault_full() returns trigger language plpgsql as $$
     begin
       perform nextval('fault_full');
       raise exception 'could not extend file: No space left on device' using errcode = '53100';
     end $$`,
  );
  for (const table of ['inbox', 'deliveries', 'murmurs']) {
    await database.query(
      `create trigger fault_full before insert or update on ${table}
       for each statement execute function fault_full()`,
    );
  }
}

async function freeDisk(database: LabDatabase): Promise<number> {
  for (const table of ['inbox', 'deliveries', 'murmurs'])
    await database.query(`drop trigger fault_full on ${table}`);
  const [row] = await database.query('select last_value, is_called from fault_full');
  return row?.is_called === true ? Number(row.last_value) : 0;
}
