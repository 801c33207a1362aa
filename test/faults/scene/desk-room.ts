import type { ReceivedMessage } from '../../../playground/slack/types.ts';
import { until } from '../lab/until.ts';
import type { Scene, SceneMentor } from './open-scene.ts';

const answeredWithinMs = 60_000;
const opensWithinMs = 5_000;
const presses = 4;
const passOn = '事務局に伝える';

/** The receipts that a mentor's own messages to the bot were answered with. */
export function receiptsOfMentor({ slack }: SceneMentor): readonly ReceivedMessage[] {
  return slack.received.filter(({ blocks }) => JSON.stringify(blocks).includes(passOn));
}

/** Passes on what a mentor wrote to the bot, with the button under the receipt. */
export async function tellTheDesk(mentor: SceneMentor): Promise<void> {
  await until(() => receiptsOfMentor(mentor).length > 0, answeredWithinMs);
  const [receipt] = receiptsOfMentor(mentor);
  if (receipt === undefined) throw new Error(`nobody answered ${mentor.code}`);
  const { channel, ts } = receipt;
  await mentor.slack.click({ channel, ts, label: passOn });
}

/** What the coordinator reads behind so many notices in the desk's channel: what was kept, as it was passed on. */
export async function readAtTheDesk({ coordinator }: Scene, notices: number): Promise<readonly string[]> {
  // Digests stand in the same channel.
  const toRead = () => coordinator.received.filter(({ blocks }) => JSON.stringify(blocks).includes('読む'));
  await until(() => toRead().length >= notices, answeredWithinMs);
  const read: string[] = [];
  for (const { channel, ts } of toRead()) {
    // A modal has three seconds to open; a person presses again.
    for (let press = 0; press < presses && coordinator.currentView() === null; press += 1) {
      await coordinator.click({ channel, ts, label: '読む' });
      await until(() => coordinator.currentView() !== null, opensWithinMs);
    }
    read.push(JSON.stringify(coordinator.currentView()?.blocks ?? ''));
    if (coordinator.currentView() !== null) await coordinator.closeView();
  }
  return read;
}
