import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow, Finding } from '../../fault-row.ts';
import { judgeAcks } from '../../judge/judge-acks.ts';
import { judgeOwnRecord } from '../../judge/judge-own-record.ts';
import type { Lab } from '../../lab/lab.ts';
import { openSendingScene } from '../../lab/sending-scene.ts';
import type { SiteProcess } from '../../lab/site-process.ts';
import { until } from '../../lab/until.ts';
import { startBalancer } from '../../scene/start-balancer.ts';
import { startTalking } from '../../scene/start-talking.ts';

const endsWithinMs = 25_000;
/** What a new version's migration may do before the old one is gone: only add (docs/operations.md). */
const migration = [
  'alter table deliveries add column added_later text',
  "alter table inbox add column added_later text default 'x'",
  'alter table answers add column added_later int',
  'create table added_later (id uuid primary key)',
];

/**
 * Every process is replaced under load: the new one comes first, then the old one is told to stop. Halfway a migration
 * adds columns, so that old processes meet the new version's tables. No webhook fails, and nobody is told twice.
 */
export const rollingRestart: FaultRow = {
  number: 25,
  title: 'deploy under load, old and new version together',
  short: true,
  needs: [],
  run,
};

async function run(lab: Lab): Promise<Finding> {
  const rounds = lab.isShort ? 1 : 4;
  // A programme without any session would have digests to make up for.
  const first = { participants: 1, pairs: 0, leadMs: 20_000, overMs: 0 };
  const scene = await openSendingScene(lab, first);
  const { site, database } = scene;
  const balancer = await startBalancer();
  lab.onClose(balancer.close);
  const servers: SiteProcess[] = [];
  const addServer = async (): Promise<void> => {
    const server = await site.startServer();
    site.webhooksTo(balancer.base);
    servers.push(server);
    balancer.add(server.base);
    await until(() => balancer.ready().includes(server.base), endsWithinMs);
  };
  await addServer();
  await addServer();
  const workers = await Promise.all([site.startWorkers(), site.startWorkers()]);
  const talking = await startTalking(lab, { database, site }, { people: 4, everyMs: 120 });
  const load = { participants: 240 * rounds, pairs: 8 * rounds, leadMs: 1_500, overMs: rounds * 10_000 };
  await scene.add(load);

  const ends: { readonly code: number | null; readonly ms: number }[] = [];
  const replace = async (running: SiteProcess[], addNew: () => Promise<unknown>): Promise<void> => {
    await addNew();
    const old = running.shift();
    old?.child.kill('SIGTERM');
    if (old !== undefined) ends.push(await old.ended());
  };
  const isSending = (): boolean => !site.line.idle() || talking.acks.length > 0;
  let injected = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < 2; place += 1) {
      await replace(servers, addServer);
      await replace(workers, async () => workers.push(await site.startWorkers()));
      if (isSending()) injected += 2;
      if (place === 0 && round === 0) {
        for (const change of migration) await database.query(change);
        injected += 1;
        await sleep(500);
      }
    }
  }
  await scene.untilReceived(60_000);
  const told = await talking.judge();
  const verdict = await scene.judge({ lateAfterMs: 10_000, besides: [talking.deskChannel] });
  const bad = ends.filter(({ code, ms }) => code !== 0 || ms > endsWithinMs);
  return {
    ...verdict,
    lost: verdict.lost + told.lost,
    twice: verdict.twice + told.twice,
    injected,
    recoveredInMs: Math.max(...ends.map(({ ms }) => ms)),
    breaches: [
      ...verdict.breaches,
      ...judgeAcks(talking.acks),
      ...bad.map(({ code, ms }) => `a process ended with ${code} after ${Math.round(ms)} ms`),
      ...(await judgeOwnRecord(scene)),
    ],
  };
}
