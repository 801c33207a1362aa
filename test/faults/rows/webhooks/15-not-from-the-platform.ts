import type { FaultRow, Finding } from '../../fault-row.ts';
import type { Lab } from '../../lab/lab.ts';
import { until } from '../../lab/until.ts';
import { attacksOnLine, attacksOnSlack, send } from '../../scene/attacks.ts';
import { receiptsOfMentor } from '../../scene/desk-room.ts';
import { openScene, type SceneMentor } from '../../scene/open-scene.ts';
import { isInboxEmpty } from '../../scene/read-metric.ts';

/** Forged, changed, stale and oversized webhooks among good ones, and good ones replayed: each does nothing. */
export const notFromThePlatform: FaultRow = {
  number: 15,
  title: 'forged, stale, replayed and broken webhooks',
  short: true,
  needs: [],
  run,
};

async function run(lab: Lab): Promise<Finding> {
  const database = await lab.openDatabase();
  const site = await lab.openSite({ databaseUrl: database.url });
  const plan = { teams: 1, participantsPerTeam: 4, mentorsPerTeam: 4, now: new Date() };
  const scene = await openScene(lab, { database, site }, plan);
  const server = await site.startServer();
  await site.startWorkers();
  const rounds = lab.isShort ? 3 : 25;
  const wrong = new Map<string, number>();
  let injected = 0;
  const attackOnce = async (round: number): Promise<void> => {
    const participant = scene.participants[round % scene.participants.length];
    const mentor = scene.mentors[round % scene.mentors.length];
    if (participant === undefined || mentor === undefined) throw new Error('the scene has people');
    // With a reply token that is good: were it believed, the answer would be seen.
    const source = { type: 'user', userId: participant.phone.user.userId };
    const message = { type: 'text', id: `forged-${round}`, text: 'forged m', quoteToken: 'q' };
    const event = site.line.hostile.makeEvent({ type: 'message', message }, source);
    const attacks = [
      ...attacksOnLine(site.channelSecret, event),
      ...attacksOnSlack(site.signingSecret, forgedDm(mentor, round), Math.floor(Date.now() / 1000)),
    ];
    await Promise.all(
      attacks.map(async (attack) => {
        const status = await send(attack, server.base);
        injected += 1;
        // A body that is refused while it is still being sent may end in a broken connection instead.
        const isRefused = status === attack.status || (attack.status === 413 && status === 0);
        if (!isRefused) wrong.set(`${attack.what}: ${status} instead of ${attack.status}`, 1);
      }),
    );
  };
  for (let round = 0; round < rounds; round += 1) await attackOnce(round);
  const before = site.line.ledger.length + site.slack.ledger.length;

  const begunAt = performance.now();
  const answers = await Promise.all(scene.participants.map(({ phone }) => phone.say('使い方')));
  await Promise.all(scene.mentors.map(({ slack }) => slack.sendDm('good')));
  await until(() => scene.mentors.every((mentor) => receiptsOfMentor(mentor).length > 0), 20_000);
  const recoveredInMs = performance.now() - begunAt;
  for (let copy = 0; copy < 3; copy += 1) {
    injected += 2;
    await Promise.all([site.line.hostile.repeatEvent(), site.slack.hostile.repeatEvent()]);
  }
  await until(() => isInboxEmpty(server.base), 10_000);
  const replies = scene.participants.map(({ phone }) => phone.user.received.length);
  const receipts = scene.mentors.map((mentor) => receiptsOfMentor(mentor).length);
  const isReady = (await fetch(`${server.base}/readyz`)).status === 200;
  return {
    injected,
    lost: answers.filter((text) => text === '').length + receipts.filter((count) => count === 0).length,
    twice: [...replies, ...receipts].filter((count) => count > 1).length,
    late: 0,
    inQuietRange: 0,
    recoveredInMs,
    breaches: [
      ...wrong.keys(),
      ...(before > 0 ? [`${before} answers to webhooks that no platform sent`] : []),
      ...(isReady && server.child.exitCode === null ? [] : ['the server is not ready any more']),
    ],
  };
}

function forgedDm({ slack }: SceneMentor, round: number): Buffer {
  const ts = `${Math.floor(Date.now() / 1000)}.000100`;
  const event = { type: 'message', channel_type: 'im', channel: 'D0', user: slack.id, text: 'forged m', ts };
  const envelope = {
    type: 'event_callback',
    event_id: `Ev-forged-${round}`,
    event_time: Number.parseInt(ts, 10),
  };
  return Buffer.from(JSON.stringify({ ...envelope, event: { ...event, event_ts: ts } }));
}
