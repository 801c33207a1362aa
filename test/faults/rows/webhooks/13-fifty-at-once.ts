import type { ReceivedMessage } from '../../../../playground/slack/types.ts';
import type { FaultRow, Finding } from '../../fault-row.ts';
import type { Lab } from '../../lab/lab.ts';
import { until } from '../../lab/until.ts';
import { openScene, type Scene, type SceneMentor, type SceneParticipant } from '../../scene/open-scene.ts';
import { countOf } from '../../scene/phone.ts';
import { refuse, startRelay } from '../../scene/start-relay.ts';

const copies = 50;

/** Every webhook of a conversation comes fifty times at the same moment, to two servers; each counts once. */
export const fiftyAtOnce: FaultRow = {
  number: 13,
  title: 'every webhook 50 times at once',
  short: true,
  needs: [],
  run,
};

async function run(lab: Lab): Promise<Finding> {
  const database = await lab.openDatabase();
  const site = await lab.openSite({ databaseUrl: database.url });
  const now = new Date();
  const scene = await openScene(
    lab,
    { database, site },
    {
      teams: lab.isShort ? 3 : 10,
      participantsPerTeam: 2,
      mentorsPerTeam: 1,
      startsAt: () => new Date(now.getTime() - 30 * 60_000),
      now,
    },
  );
  const bases = (await Promise.all([site.startServer(), site.startServer()])).map(({ base }) => base);
  await Promise.all([site.startWorkers(), site.startWorkers()]);
  let injected = 0;
  const refused: number[] = [];
  const relay = await startRelay(async (passing, forward) => {
    const answers = await Promise.all(
      Array.from({ length: copies }, (_, index) => forward(passing, bases[index % bases.length] ?? '')),
    );
    injected += copies - 1;
    refused.push(...answers.map(({ status }) => status).filter((status) => status !== 200));
    // An interaction is answered by whichever copy was stored first; the others say nothing.
    return answers.toSorted((a, b) => b.body.length - a.body.length)[0] ?? refuse(0);
  });
  lab.onClose(relay.close);
  site.webhooksTo(relay.base);

  const checks = await Promise.all(scene.participants.map(reflect));
  await Promise.all(scene.mentors.map(tellTheDesk));
  const said = scene.mentors.map(wordsOf);
  const atTheDesk = await readAtTheDesk(scene, said.length);
  const receipts = scene.mentors.map(({ slack }) => slack.received.filter(isReceipt).length);
  const seen = [
    ...scene.participants.map((one, index) => countOf(wordsOf(one), checks[index] ?? '')),
    ...said.map((words) => countOf(words, atTheDesk)),
    ...receipts,
  ];
  const isWrong = checks.filter((check) => !check.includes('4 よかった'));
  return {
    injected,
    lost: seen.filter((times) => times === 0).length,
    twice: seen.filter((times) => times > 1).length,
    late: 0,
    inQuietRange: 0,
    recoveredInMs: null,
    breaches: [
      ...(refused.length > 0 ? [`${refused.length} copies answered ${[...new Set(refused)].join()}`] : []),
      ...isWrong.map((check) => `the rating does not stand: ${check}`),
    ],
  };
}

/** A reflection from the menu to the check; answers what the check shows. */
async function reflect(participant: SceneParticipant): Promise<string> {
  const { phone } = participant;
  await phone.say('振り返り');
  await phone.tap('4 ');
  await phone.tap('ひとこと残して送る');
  await phone.say(wordsOf(participant));
  await phone.tap('次へ');
  return phone.tap('まだ決めていない');
}

/** Writes to the bot and passes it on: what the desk reads is what was kept. */
async function tellTheDesk(mentor: SceneMentor): Promise<void> {
  const { slack } = mentor;
  await slack.sendDm(wordsOf(mentor));
  await until(() => slack.received.some(isReceipt), 20_000);
  const receipt = slack.received.find(isReceipt);
  if (receipt === undefined) throw new Error(`nobody answered ${mentor.code}`);
  const { channel, ts } = receipt;
  await slack.click({ channel, ts, label: '事務局に伝える' });
}

function wordsOf({ code }: { readonly code: string }): string {
  return `言葉${code}。`;
}

function isReceipt({ kind, ephemeral }: ReceivedMessage): boolean {
  return kind === 'dm' && !ephemeral;
}

/** What the coordinator finds behind every notice in the desk's channel. */
async function readAtTheDesk({ coordinator }: Scene, notices: number): Promise<string> {
  await until(() => coordinator.received.length >= notices, 20_000);
  const read: string[] = [];
  for (const { channel, ts } of [...coordinator.received]) {
    await coordinator.click({ channel, ts, label: '読む' });
    await until(() => coordinator.currentView() !== null, 10_000);
    read.push(JSON.stringify(coordinator.currentView()?.blocks ?? ''));
    if (coordinator.currentView() !== null) await coordinator.closeView();
  }
  return read.join('\n');
}
