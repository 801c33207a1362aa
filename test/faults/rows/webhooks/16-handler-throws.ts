import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow, Finding } from '../../fault-row.ts';
import type { LabDatabase } from '../../lab/databases.ts';
import type { Lab } from '../../lab/lab.ts';
import { until } from '../../lab/until.ts';
import { receiptsOfMentor } from '../../scene/desk-room.ts';
import { openScene, type SceneParticipant } from '../../scene/open-scene.ts';
import { readMetric } from '../../scene/read-metric.ts';

const failsTwice = 2;
const parked = 'bansou_inbox_events{state="parked"}';
/** Five attempts with 1, 2, 4 and 8 s between them. */
const parkedWithinMs = 30_000;
/** Nobody else waits the fifteen seconds of what is tried again: a poll at most, on a machine that may be loaded. */
const othersWithinMs = 8_000;

/** Handling fails for some events twice, for some always: those are set aside, and nobody else notices. */
export const handlerThrows: FaultRow = {
  number: 16,
  title: 'handling fails after the webhook was stored',
  short: true,
  needs: [],
  run,
};

async function run(lab: Lab): Promise<Finding> {
  const database = await lab.openDatabase();
  const site = await lab.openSite({ databaseUrl: database.url });
  const perKind = lab.isShort ? 2 : 8;
  const plan = { teams: 1, participantsPerTeam: 3 * perKind, mentorsPerTeam: 2, now: new Date() };
  const scene = await openScene(lab, { database, site }, plan);
  await spoilMurmurs(database, scene.participants.length);
  const server = await site.startServer();
  const workers = await Promise.all([site.startWorkers(), site.startWorkers()]);
  const kinds = [0, 1, 2].map((kind) => scene.participants.filter((_, index) => index % 3 === kind));
  const [poisoned = [], shaky = [], others = []] = kinds;
  const [poisonedMentor, otherMentor] = scene.mentors;
  if (poisonedMentor === undefined || otherMentor === undefined) throw new Error('the scene has two mentors');

  const begunAt = performance.now();
  await poisonedMentor.slack.sendDm('poison');
  await otherMentor.slack.sendDm('good');
  await Promise.all(poisoned.map(({ phone }) => phone.user.sendText('poison')));
  await Promise.all(shaky.map(({ phone }, index) => phone.user.sendText(`shaky ${index}`)));
  // What comes after it waits its turn, for the order of what somebody said.
  await Promise.all([...poisoned, ...shaky].map(({ phone }) => phone.user.sendText('and then')));
  const waits = await Promise.all(others.map((one) => goOnTalking(one, lab.isShort ? 8 : 12)));
  const isAnswered = (people: readonly SceneParticipant[], times: number): boolean =>
    people.every(({ phone }) => phone.user.received.length >= times);
  await until(() => isAnswered(shaky, 2) && isAnswered(poisoned, 1), parkedWithinMs);
  const recoveredInMs = performance.now() - begunAt;
  const alerts = poisoned.length + 1;
  await until(async () => (await readMetric(server.base, parked)) >= alerts, parkedWithinMs);
  const received = (people: readonly SceneParticipant[]) =>
    people.map(({ phone }) => phone.user.received.length);
  const receipts = [otherMentor, poisonedMentor].map((mentor) => receiptsOfMentor(mentor).length);
  const expected = [
    ...received(shaky).map((got) => ({ got, wanted: 2 })),
    ...received(poisoned).map((got) => ({ got, wanted: 1 })),
    ...receipts.map((got, index) => ({ got, wanted: index === 0 ? 1 : 0 })),
  ];
  const told = workers.flatMap(({ lines }) => lines).filter(({ event }) => event === 'inbox.parked').length;
  const shown = await readMetric(server.base, parked);
  return {
    injected: await countFailures(database),
    lost: expected.filter(({ got, wanted }) => got < wanted).length,
    twice: expected.filter(({ got, wanted }) => got > wanted).length,
    late: waits.flat().filter((ms) => ms > othersWithinMs).length,
    inQuietRange: 0,
    recoveredInMs,
    breaches: [
      ...(shown === alerts ? [] : [`/metrics shows ${shown} set aside instead of ${alerts}`]),
      ...(told === alerts ? [] : [`the log tells of ${told} set aside instead of ${alerts}`]),
    ],
  };
}

/** Words that begin with poison can never be kept; a shaky sentence not at its first two attempts. */
async function spoilMurmurs(database: LabDatabase, shaky: number): Promise<void> {
  await database.query('create sequence fault_count');
  for (let index = 0; index < shaky; index += 1) await database.query(`create sequence fault_shaky_${index}`);
  await database.query(`create function fault_spoil() returns trigger language plpgsql as $$
    begin
      if new.text like 'poison%' or new.text like 'shaky%'
         and nextval(('fault_shaky_' || split_part(new.text, ' ', 2))::regclass) <= ${failsTwice} then
        perform nextval('fault_count');
        raise exception 'spoiled';
      end if;
      return new;
    end $$`);
  await database.query(
    'create trigger fault_spoil before insert on murmurs for each row execute function fault_spoil()',
  );
}

/** Counted where no rollback reaches. */
async function countFailures(database: LabDatabase): Promise<number> {
  const [row] = await database.query('select last_value, is_called from fault_count');
  return row?.is_called === true ? Number(row.last_value) : 0;
}

/** Says something every second; answers how long each answer took, in ms. */
async function goOnTalking({ phone }: SceneParticipant, times: number): Promise<readonly number[]> {
  const waits: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const askedAt = performance.now();
    await phone.say(`word ${time}`);
    waits.push(performance.now() - askedAt);
    await sleep(1_000);
  }
  return waits;
}
