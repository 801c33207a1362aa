import type { Message } from '../../../src/domain/messaging/message.ts';
import { readTimes, writtenDate } from './read-times.ts';

/** What a message says about a date of the team. */
export type Says =
  /** This meeting is then; without a number it is the one that the person's own act was about. */
  | { readonly kind: 'stands'; readonly number: number | null; readonly at: number }
  /** The same, to somebody who asked: true at that moment, and to be asked again. */
  | { readonly kind: 'looked up'; readonly number: number | null; readonly at: number }
  /** There is no date for it any more, or none yet. `offered`: because other times are offered for it. */
  | { readonly kind: 'open'; readonly number: number | null; readonly offered: boolean }
  /** Whatever was to be then is not, or is again. */
  | { readonly kind: 'off' | 'on'; readonly at: number }
  /** What was offered is not any more. */
  | { readonly kind: 'taken back'; readonly number: number }
  /** The person comes after all: it is when they knew it to be. */
  | { readonly kind: 'comes' };

type Rule = readonly [RegExp, (found: { readonly number: number | null; readonly at: () => number }) => Says];

const soon = '(?:(?:明日|今日|今夜) )?';
const number = '第(?<number>\\d+)回';
const date = writtenDate.replace('(', '(?<date>');
const stands: Rule[1] = (found) => ({ kind: 'stands', number: found.number, at: found.at() });
const lookedUp: Rule[1] = (found) => ({ kind: 'looked up', number: found.number, at: found.at() });
const open: Rule[1] = (found) => ({ kind: 'open', number: found.number, offered: false });
const offered: Rule[1] = (found) => ({ kind: 'open', number: found.number, offered: true });
const off: Rule[1] = ({ at }) => ({ kind: 'off', at: at() });
const on: Rule[1] = ({ at }) => ({ kind: 'on', at: at() });

/** As people read them: by the sentence alone, the first that fits in a line. */
const rules: readonly Rule[] = [
  [new RegExp(`${number}は${date}(?:に決まりました|に変わりました)`, 'u'), stands],
  [new RegExp(`${number}は${date}の予定です`, 'u'), lookedUp],
  [new RegExp(`次回（${number}）は${date}です`, 'u'), lookedUp],
  [new RegExp(`^この回は${date}に変わっています`, 'u'), lookedUp],
  [new RegExp(`^ひと足先に、${date}に決まりました`, 'u'), stands],
  [new RegExp(`^次回は${date}とうかがいました`, 'u'), stands],
  [new RegExp(`^${soon}${date} ${number}$`, 'u'), stands],
  [new RegExp(`^${number} ${date}$`, 'u'), stands],
  [new RegExp(`${number}の日を変えたいと連絡がありました`, 'u'), offered],
  [new RegExp(`${number}の日を変える候補を送りました`, 'u'), offered],
  [new RegExp(`${number}（.*）は見送りになりました`, 'u'), open],
  [/この回は見送りになりました|この回のお知らせは止めました/u, open],
  [new RegExp(`^${number}（.*）の日時は、もう一度相談することになりました`, 'u'), open],
  [/^この回の日時は相談中です/u, open],
  [/^別の日時を選べます|^この候補は取り下げになりました/u, open],
  [new RegExp(`^${date}の回は、参加者さん全員が行けなくなりました`, 'u'), off],
  [new RegExp(`は、${date}の回に参加できることになりました`, 'u'), on],
  [/^わかりました。参加の予定だと/u, () => ({ kind: 'comes' })],
  // A mentor who cannot come, and what becomes of it.
  [/^わかりました。(?:ペアの相手に伝えます|出られないこととして預かりました)/u, open],
  [/^わかりました。予定どおり出られると伝えます/u, () => ({ kind: 'comes' })],
  [/^わかりました。(?:参加者さんには、別の日にしたいと伝えます|この回は見送りにしました)/u, open],
  [
    new RegExp(
      `${date}の回は(?:、別の日にすることになりました|別の日にします|別の日にお願いできますか|見送りになりました)`,
      'u',
    ),
    off,
  ],
  [new RegExp(`${date}の回は、(?:予定どおりおふたりで行います|.*がひとりでうかがいます)`, 'u'), on],
];

/** What somebody in `zone` learns about dates from a message, in the order of its lines. */
export function readMessage(message: Message, zone: string): readonly Says[] {
  const lines = textsOf(message);
  const number = /^第(\d+)回の日時について/u.exec(message.summary)?.[1];
  if (number !== undefined && lines.includes('この候補は取り下げました。'))
    return [{ kind: 'taken back', number: Number(number) }];
  if (number !== undefined && lines.some((line) => line.includes('聞いていた日時とちがうと連絡がありました')))
    return [{ kind: 'open', number: Number(number), offered: false }];
  return [...readReminder(lines, zone), ...lines.flatMap((line) => readLine(line, zone))];
}

function readLine(line: string, zone: string): readonly Says[] {
  for (const [sentence, toSays] of rules) {
    const groups = sentence.exec(line)?.groups;
    const matches = groups !== undefined || sentence.test(line);
    if (!matches) continue;
    const at = (): number => readTimes(groups?.date ?? '', zone);
    return [toSays({ number: groups?.number === undefined ? null : Number(groups.number), at })];
  }
  return [];
}

/** A participant's: the date above, the meeting's number below it. */
function readReminder(lines: readonly string[], zone: string): readonly Says[] {
  const heading = new RegExp(`^${soon}${date}$`, 'u');
  const found = lines.map((line) => heading.exec(line)?.groups?.date).find((one) => one !== undefined);
  const named = lines
    .map((line) => /^メンタリング（第(\d+)回）です/u.exec(line)?.[1])
    .find((one) => one !== undefined);
  if (found === undefined || named === undefined) return [];
  return [{ kind: 'stands', number: Number(named), at: readTimes(found, zone) }];
}

/** Whether somebody is named as one who does not come to what the message speaks of. */
export function isNamedAbsent(message: Message, name: string): boolean {
  return textsOf(message).some((line) => line.startsWith('出られない方') && line.includes(`${name}さん`));
}

/** Every line of a message that people read. What is quoted is for somebody else. */
export function textsOf({ parts }: Message): readonly string[] {
  return parts.flatMap((part) =>
    part.kind === 'text' || part.kind === 'heading' || part.kind === 'note' ? part.text.split('\n') : [],
  );
}
