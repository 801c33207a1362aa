import type { Sent } from '../commands/acting.ts';
import { isSeen } from '../world/news.ts';
import type { World } from '../world/world.ts';

/** As long as LINE takes a reply. */
const replyMs = 55_000;

/** Whoever pressed, wrote or typed something is answered at once, however old the button; `before`: answers until then. */
export function judgeAnswered(
  { news, screens, clock }: World,
  { who, webhook, act, at, isAnswered }: Sent,
  { from, before }: { readonly from: number; readonly before: number },
): void {
  const isLine = webhook.path === '/line/webhook';
  // A modal that closes is an answer, too.
  if (isLine ? clock.ms() - at > replyMs : !isAnswered || act.kind === 'propose') return;
  const isTold = isLine
    ? news
        .slice(from)
        .filter(isSeen)
        .some((one) => one.via === 'answer' && one.who.includes(who))
    : screens.answersTo(who) > before;
  if (!isTold) throw new Error(`${who} did something that nothing answers: ${webhook.body.toString()}`);
}
