import { createHmac } from 'node:crypto';
import type { Random } from '../../../playground/world/random.ts';
import type { Received } from '../platforms/ledger.ts';
import type { LinePlatform } from '../platforms/line-platform.ts';
import type { Webhooks } from '../platforms/webhooks.ts';
import type { Agenda } from '../world/agenda.ts';
import { lineUserOf } from '../world/cast.ts';
import type { Scheduler } from '../world/scheduler.ts';
import { humanDelayMs } from './human-delay.ts';
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
  const later = (act: () => void, ms = humanDelayMs(random)): void => agenda.at(scheduler.now() + ms, act);

  const react = (buttons: readonly Button[]): void => {
    const answers = buttons.filter(({ action }) => action.kind === 'a');
    const find = (value: string): Button | undefined =>
      buttons.find(({ action }) => action.kind === 'n' && action.value === value);
    const rates = answers.filter(({ action }) => action.key === 'q1');
    if (rates.length > 0) ratings = rates;
    if (answers.length > 0 && random.chance(0.75)) return later(() => tap(random.pick(answers)));
    const way = find('send') ?? find('add_words') ?? find('next');
    const words = find('add_words');
    if (words !== undefined && random.chance(0.5))
      return later(() => tap(words), random.integer(3_000, 60_000));
    const asked = find('skip');
    const asksForWords = answers.length === 0 && asked !== undefined && find('start_over') === undefined;
    if (asksForWords && random.chance(0.7)) return later(() => write(asked), random.integer(3_000, 900_000));
    if (way !== undefined && random.chance(0.8)) return later(() => tap(way));
    const stance = buttons.filter(({ action }) => action.kind === 's' && action.key === 'stance');
    if (stance.length > 0 && random.chance(0.15)) return later(() => tap(random.pick(stance)));
    const form = find('open');
    if (form !== undefined && random.chance(0.3))
      return later(() => tap(form), random.integer(20, 40) * 3_600_000);
    if (ratings.length > 0 && random.chance(0.15)) later(() => tap(random.pick(ratings)));
  };

  return {
    onReceived: (received) => {
      if (received.to !== userId || acts >= mostActs) return;
      react(readButtons(received.message));
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
