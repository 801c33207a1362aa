import type { FaultRow, Finding } from '../../fault-row.ts';
import type { Lab } from '../../lab/lab.ts';
import { readAtTheDesk, receiptsOfMentor, tellTheDesk } from '../../scene/desk-room.ts';
import { openScene, type SceneParticipant } from '../../scene/open-scene.ts';
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
      teams: lab.isShort ? 2 : 8,
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
  await Promise.all(scene.mentors.map((mentor) => mentor.slack.sendDm(wordsOf(mentor))));
  await Promise.all(scene.mentors.map(tellTheDesk));
  const said = scene.mentors.map(wordsOf);
  const atTheDesk = (await readAtTheDesk(scene, said.length)).join('\n');
  const receipts = scene.mentors.map((mentor) => receiptsOfMentor(mentor).length);
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

function wordsOf({ code }: { readonly code: string }): string {
  return `言葉${code}。`;
}
