import type { Model } from '../commands/run.ts';
import { isOut } from '../model/truth.ts';
import { type Beliefs, beliefsOf } from '../reading/beliefs.ts';
import { numberOf } from '../reading/read-button.ts';
import { readMessage } from '../reading/read-message.ts';
import { isSeen } from '../world/news.ts';
import { participants, zoneOf } from '../world/people.ts';
import type { World } from '../world/world.ts';
import { instant } from './compare.ts';

const minuteMs = 60_000;
/** Who is told less than an hour before may not have read it, and is not reminded any more. */
const graceMs = 75 * minuteMs;

/**
 * In the last minute before a start: everybody who is to be there knows it, and nobody waits for a meeting that is not.
 * Judges what is due now; answers the next start that somebody counts on, null where nobody does.
 */
export function judgeArrivals(model: Model, world: World): number | null {
  const now = world.clock.ms();
  const everybody = [...participants, ...model.truth.pair].map((who) => ({
    who,
    beliefs: beliefsOf(world.news, who, model.known),
  }));
  const starts = new Set([
    ...model.truth.meetings.filter(({ state }) => state === 'planned').map(({ at }) => at),
    ...everybody.flatMap(({ beliefs }) => [...beliefs.values()].filter((at) => at !== null)),
  ]);
  const ahead = [...starts].filter((at) => at > now && !model.judged.has(at)).toSorted((a, b) => a - b);
  const due = ahead.filter((at) => at - minuteMs <= now);
  for (const at of due) {
    model.judged.add(at);
    const breaches = everybody.flatMap((one) => judgeOne(model, one, at));
    if (breaches.length > 0) throw new Error([...breaches, ...lastRead(model, world)].join('\n'));
  }
  return ahead.find((at) => !due.includes(at)) ?? null;
}

/** What people last read about dates, for whoever looks into it. */
function lastRead({ known }: Model, { news }: World): readonly string[] {
  return news
    .filter(isSeen)
    .flatMap((one) => {
      const says = readMessage(one.message, zoneOf(one.who[0] ?? ''));
      if (says.length === 0) return [];
      const dates = says.map((said) => ('at' in said ? `${said.kind} ${instant(said.at)}` : said.kind));
      return [
        `${instant(one.at)} ${one.who.join('+')} (${one.via}, ${numberOf(one, known)}): ${dates.join()} | ${one.message.summary}`,
      ];
    })
    .slice(-12);
}

function judgeOne(
  { truth, changedAt, cameAt, late }: Model,
  { who, beliefs }: { readonly who: string; readonly beliefs: Beliefs },
  start: number,
): readonly string[] {
  // Somebody whose own word is still on its way knows better than we do.
  if (late.some((sent) => sent.who === who)) return [];
  if ((cameAt.get(who) ?? -Infinity) > start - graceMs) return [];
  const numbers = new Set([...truth.meetings.map(({ number }) => number), ...beliefs.keys()]);
  return [...numbers].flatMap((number): readonly string[] => {
    if ((changedAt.get(number) ?? -Infinity) > start - graceMs) return [];
    const meeting = truth.meetings.find((one) => one.number === number);
    const isExpected = meeting?.state === 'planned' && !isOut(meeting, who);
    const isThen = isExpected && meeting.at === start;
    const believed = beliefs.get(number) ?? null;
    if (isThen && believed !== start) {
      const instead = believed === null ? 'nothing' : instant(believed);
      return [`${who} does not know of meeting ${number} at ${instant(start)}, but of ${instead}`];
    }
    if (!isThen && believed === start)
      return [
        `${who} waits at ${instant(start)} for meeting ${number}, which is ${meeting === undefined ? 'none' : `${meeting.state} for ${instant(meeting.at)}`}`,
      ];
    return [];
  });
}
