import { createHmac } from 'node:crypto';
import type { Random } from '../../../playground/world/random.ts';
import type { Received } from '../platforms/ledger.ts';
import type { LinePlatform } from '../platforms/line-platform.ts';
import type { Webhooks } from '../platforms/webhooks.ts';
import type { Agenda } from '../scheduling/agenda.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import { lineUserOf } from '../world/cast.ts';
import { chooseReaction } from './choose-reaction.ts';
import type { Notebook } from './notebook.ts';
import { type Button, readButtons } from './read-buttons.ts';

export const lineSecret = 'a-line-secret';

export type Actor = {
  readonly onReceived: (received: Received) => void;
};
export type Participant = Actor & {
  /** Taps an answer that stands in front of them right now; false when none does. */
  readonly answerNow: () => boolean;
  /** Blocks the account. */
  readonly block: () => void;
};

const mostActs = 3;

/** Somebody with LINE: reads what comes, taps and writes at their own pace, at night too, and keeps a notebook. */
export function createParticipant(
  code: string,
  world: {
    readonly scheduler: Scheduler;
    readonly agenda: Agenda;
    readonly random: Random;
    readonly line: LinePlatform;
    readonly webhooks: Webhooks;
    readonly notebook: Notebook;
  },
): Participant {
  const { scheduler, agenda, random, line, webhooks, notebook } = world;
  const userId = lineUserOf(code);
  let acts = 0;
  let lastAt = 0;
  /** Ratings that can be tapped, of messages that stay in the talk. */
  let ratings: readonly Button[] = [];

  const send = (event: object): string => {
    acts += 1;
    lastAt = Math.max(lastAt + 1, scheduler.now());
    const webhookEventId = `${code}-${acts}`;
    const body = Buffer.from(
      JSON.stringify({
        destination: 'bansou',
        events: [
          {
            ...event,
            mode: 'active',
            timestamp: lastAt,
            source: { type: 'user', userId },
            webhookEventId,
            deliveryContext: { isRedelivery: false },
          },
        ],
      }),
    );
    void webhooks.emit({ path: '/line/webhook', body, sign: signLine, mayBeLate: true });
    return webhookEventId;
  };
  const tap = ({ data, action }: Button): void => {
    if (line.blockedAt(userId) !== null) return;
    const eventId = send({ type: 'postback', replyToken: line.issueToken(userId), postback: { data } });
    if (action.kind !== 'a') return;
    const cleared = /^clear\.(.+)$/.exec(action.value)?.[1];
    const answer =
      cleared === undefined
        ? ({ kind: 'chose', value: action.value } as const)
        : ({ kind: 'took-back', value: cleared } as const);
    notebook.note({ who: code, at: lastAt, eventId, run: action.ref, question: action.key, answer });
  };
  const write = ({ action }: Button): void => {
    if (line.blockedAt(userId) !== null) return;
    const text = `${code} の言葉 ${acts}`;
    const message = { type: 'text', id: `message-${code}-${acts}`, text };
    const eventId = send({ type: 'message', replyToken: line.issueToken(userId), message });
    const answer = { kind: 'wrote', text } as const;
    notebook.note({ who: code, at: lastAt, eventId, run: action.ref, question: action.key, answer });
  };
  return {
    onReceived: (received) => {
      if (received.to !== userId || acts >= mostActs) return;
      const buttons = readButtons(received.message);
      const rates = buttons.filter(({ action }) => action.kind === 'a' && action.key === 'q1');
      if (rates.length > 0) ratings = rates;
      const reaction = chooseReaction(buttons, ratings, random);
      if (reaction === null) return;
      const { kind, button, afterMs } = reaction;
      agenda.at(scheduler.now() + afterMs, () => (kind === 'tap' ? tap(button) : write(button)));
    },
    answerNow: () => {
      if (ratings.length === 0 || line.blockedAt(userId) !== null) return false;
      tap(random.pick(ratings));
      return true;
    },
    block: () => {
      line.block(userId);
      send({ type: 'unfollow' });
    },
  };
}

function signLine(body: Buffer): Readonly<Record<string, string>> {
  return { 'x-line-signature': createHmac('sha256', lineSecret).update(body).digest('base64') };
}
