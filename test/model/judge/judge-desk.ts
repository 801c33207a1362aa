import type { Meeting } from '../model/truth.ts';
import { textsOf } from '../reading/read-message.ts';
import { readTimes, writtenDate } from '../reading/read-times.ts';
import { isSeen } from '../world/news.ts';
import { coordinators } from '../world/people.ts';
import type { World } from '../world/world.ts';
import { instant } from './compare.ts';

/** Shortly before a meeting for which a mentor's partner has not answered, the coordinators have read so. */
export function judgeDesk({ news }: World, { number, at, said }: Meeting): void {
  const askedAt = said.findLast(({ says }) => says === 'absent')?.at ?? 0;
  const isTold = coordinators.every((who) =>
    news
      .filter(isSeen)
      .filter((one) => one.who.includes(who) && one.at >= askedAt)
      .flatMap(({ message }) => textsOf(message))
      .some((line) => tellsOf(line, number, at)),
  );
  if (!isTold)
    throw new Error(
      `nobody told the coordinators of meeting ${number} at ${instant(at)}: its partner is silent`,
    );
}

function tellsOf(line: string, number: number, at: number): boolean {
  const found = new RegExp(`${writtenDate}の第${number}回は、.*お返事待ち`, 'u').exec(line)?.[1];
  return found !== undefined && readTimes(found, 'Asia/Tokyo') === at;
}
