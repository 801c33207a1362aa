import type { Model } from '../commands/run.ts';
import { textsOf } from '../reading/read-message.ts';
import { isSeen } from '../world/news.ts';
import type { World } from '../world/world.ts';

/** What somebody whose place another mentor has taken may still read: that it is so, and nothing of the team. */
const closings = [
  'のメンターとしての担当は終わっています。何も変わっていません。',
  'いまご参加のプログラムはありません。',
];
/** In place of what stood in the chats that they can still read. */
const closedMessages = [
  '担当の期間が終わったため、ここにあった内容は閉じました。',
  'ペアの交代により、ここにあった内容は閉じました。',
];

/** Whoever has left the pair is told nothing more of it, whatever they press. */
export function judgeFormer({ partings }: Model, { news }: World): void {
  for (const [who, from] of partings) {
    const read = news
      .slice(from)
      .filter(isSeen)
      .filter((one) => one.who.includes(who));
    for (const { via, message } of read) {
      const fitting = via === 'answer' ? closings : closedMessages;
      const lines = textsOf(message);
      const isClosed =
        via !== 'push' && lines.length === 1 && fitting.some((text) => lines[0]?.includes(text));
      if (!isClosed)
        throw new Error(`${who} has left the pair and still reads (${via}): ${lines.join(' / ')}`);
    }
  }
}

/** What somebody does who has left is answered kindly: by words of their own, or at the field of a modal. */
export function judgeFormerAnswered(
  { partings }: Model,
  { news, screens }: World,
  { who, from }: { readonly who: string; readonly from: number },
): void {
  if (!partings.has(who)) return;
  const words = news
    .slice(from)
    .filter(isSeen)
    .filter((one) => one.via === 'answer' && one.who.includes(who));
  const errors = Object.values(screens.errorsOf(who) ?? {});
  const isTold =
    words.length > 0 || errors.some((text) => closings.some((closing) => text.includes(closing)));
  if (!isTold) throw new Error(`${who} has left the pair, and pressed something that nothing answers`);
}
