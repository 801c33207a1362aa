import { setTimeout as sleep } from 'node:timers/promises';
import type { LabDatabase } from '../lab/databases.ts';
import type { Lab } from '../lab/lab.ts';
import type { Site } from '../lab/site.ts';
import { until } from '../lab/until.ts';
import { readAtTheDesk } from './desk-room.ts';
import { openScene } from './open-scene.ts';
import { countOf } from './phone.ts';

export type Ack = { readonly status: number; readonly ms: number; readonly at: number };

/** People who go on talking to the account while a row does its worst. */
export type Talking = {
  /** How each webhook was answered so far. */
  readonly acks: readonly Ack[];
  /** Where what is passed on is announced. */
  readonly deskChannel: string;
  /** Milliseconds from this instant until everybody had been answered again; null when somebody was not in a minute. */
  readonly untilAnswered: (since: Date) => Promise<number | null>;
  /** Everybody falls silent; what was said is passed on, and the coordinator reads it. */
  readonly judge: () => Promise<{ readonly lost: number; readonly twice: number; readonly said: number }>;
};

const passOn = '事務局に伝える';
const settleMs = 1_500;
const answeredWithinMs = 60_000;

/** A few participants who say something every `everyMs`, each word different, until judged. */
export async function startTalking(
  lab: Lab,
  parts: { readonly database: LabDatabase; readonly site: Site },
  options: { readonly people: number; readonly everyMs: number },
): Promise<Talking> {
  const { people, everyMs } = options;
  const scene = await openScene(lab, parts, {
    teams: people,
    participantsPerTeam: 1,
    mentorsPerTeam: 0,
    now: new Date(),
    startedDaysAgo: 0,
  });
  const acks: Ack[] = [];
  const said = new Map<string, string[]>();
  let isOver = false;
  const talk = async ({ code, phone }: (typeof scene.participants)[number]): Promise<void> => {
    const words: string[] = [];
    said.set(code, words);
    while (!isOver) {
      const word = `${code}の${String(words.length + 1).padStart(3, '0')}番目`;
      words.push(word);
      const begunAt = performance.now();
      const { status } = await phone.user.sendText(word);
      acks.push({ status, ms: performance.now() - begunAt, at: Date.now() });
      await sleep(everyMs);
    }
  };
  const talks = scene.participants.map(talk);
  return {
    acks,
    deskChannel: scene.deskChannel,
    untilAnswered: async (since) => {
      const firsts = () =>
        scene.participants.map(({ phone }) =>
          phone.user.received.find(({ at }) => at >= since)?.at.getTime(),
        );
      const waited = await until(() => firsts().every((at) => at !== undefined), answeredWithinMs);
      return waited === null ? null : Math.max(...firsts().map((at) => (at ?? 0) - since.getTime()));
    },
    judge: async () => {
      isOver = true;
      await Promise.all(talks);
      await sleep(settleMs);
      await Promise.all(scene.participants.map(({ phone }) => phone.tap(passOn)));
      const isAtTheDesk = (): boolean => scene.coordinator.received.length >= scene.participants.length;
      if ((await until(isAtTheDesk, answeredWithinMs)) === null) throw new Error('the desk was not told');
      const read = (await readAtTheDesk(scene, scene.participants.length)).join('\n');
      const words = [...said.values()].flat();
      const counts = words.map((word) => countOf(word, read));
      return {
        said: words.length,
        lost: counts.filter((times) => times === 0).length,
        twice: counts.filter((times) => times > 1).length,
      };
    },
  };
}
