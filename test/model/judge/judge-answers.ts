import type { Model } from '../commands/run.ts';
import { numberOf } from '../reading/read-button.ts';
import { readMessage } from '../reading/read-message.ts';
import { isSeen } from '../world/news.ts';
import { zoneOf } from '../world/people.ts';
import type { World } from '../world/world.ts';
import { instant } from './compare.ts';

/** What somebody's own act was answered with is true at that moment; `from`: the news that came of the act. */
export function judgeAnswers({ truth, known }: Model, { news }: World, from: number): void {
  for (const one of news.slice(from)) {
    if (!isSeen(one) || one.via !== 'answer') continue;
    for (const says of readMessage(one.message, zoneOf(one.who[0] ?? ''))) {
      if (says.kind !== 'stands' && says.kind !== 'looked up') continue;
      const meeting = truth.meetings.find(({ number }) => number === (says.number ?? numberOf(one, known)));
      if (meeting === undefined || (meeting.state === 'planned' && meeting.at === says.at)) continue;
      throw new Error(
        `${one.who.join()} was answered ${instant(says.at)} for meeting ${meeting.number}, which is ${meeting.state} for ${instant(meeting.at)}: ${one.message.summary}`,
      );
    }
  }
}
