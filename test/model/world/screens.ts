import type { SlackSender } from '../../../src/channels/slack/send.ts';
import type { Message } from '../../../src/domain/messaging/message.ts';
import type { Modal, SlackAnswer } from '../../../src/use-cases/ports/slack.ts';
import { slackUserOf } from '../../simulation/world/cast.ts';
import type { ModelClock } from './clock.ts';
import type { Seen } from './news.ts';
import { groupOf, ownerOfEmail, readersOf } from './people.ts';
import { type Button, buttonsUnder } from './phones.ts';

/** A modal that somebody has open: what is in it came back with what it was sent for. */
export type OpenModal = { readonly viewId: string; readonly modal: Modal };

/** Slack as its receivers have it: messages that may be drawn anew, whispers to one person, modals. */
export type Screens = {
  readonly sender: SlackSender;
  /** What an act of the person was answered with in its own request. */
  readonly show: (userId: string, answer: SlackAnswer) => void;
  /** Says what the person's next act is about. */
  readonly expect: (code: string, about: number | null) => void;
  /** Newest last. Also what a message showed before it was drawn anew: a client may not have been refreshed. */
  readonly buttonsOf: (code: string) => readonly Button[];
  readonly modalsOf: (code: string) => readonly OpenModal[];
  /** The last errors shown in a modal of this person; null when it was taken. */
  readonly errorsOf: (code: string) => Readonly<Record<string, string>> | null;
  readonly close: (code: string, viewId: string) => void;
  /** How often an act of this person was answered with something to see. */
  readonly answersTo: (code: string) => number;
};

type Posted = { readonly channelId: string; readonly ts: string; readonly versions: Message[] };

/** So many modals stay open at a time; opening one more closes the oldest. */
const mostModals = 3;

/** `way`: how long a message is on its way; what happens meanwhile overtakes it. */
export function createScreens(
  clock: ModelClock,
  tell: (seen: Seen) => void,
  way: () => Promise<void>,
): Screens {
  const posts: Posted[] = [];
  const whispers = new Map<string, Message[]>();
  const modals = new Map<string, readonly OpenModal[]>();
  const errors = new Map<string, Readonly<Record<string, string>>>();
  const answers = new Map<string, number>();
  const subjects = new Map<string, number | null>();
  let count = 0;
  const seen = (channelId: string, via: Seen['via'], message: Message, first = message): void =>
    tell({ at: clock.ms(), who: readersOf(channelId), platform: 'slack', via, message, first, about: null });
  return {
    sender: {
      send: async ({ target, messages }) => {
        if (target.platform !== 'slack') return { kind: 'failed', code: 'wrong_platform' };
        const { channelId } = target;
        await way();
        count += 1;
        const ts = `${Math.floor(clock.ms() / 1_000)}.${String(count).padStart(6, '0')}`;
        for (const message of messages) {
          posts.push({ channelId, ts, versions: [message] });
          seen(channelId, 'push', message);
        }
        return { kind: 'sent', externalId: ts, externalChannel: channelId };
      },
      findUserByEmail: async (email) => {
        const owner = ownerOfEmail(email);
        return owner === null ? { kind: 'unknown' } : { kind: 'found', id: slackUserOf(owner) };
      },
      openGroup: async (slackUserIds) => ({ kind: 'found', id: groupOf(slackUserIds) }),
      update: async ({ channelId, ts }, message) => {
        const post = posts.find((one) => one.channelId === channelId && one.ts === ts);
        if (post === undefined) return 'gone';
        if (JSON.stringify(post.versions.at(-1)) !== JSON.stringify(message)) {
          post.versions.push(message);
          seen(channelId, 'edit', message, post.versions[0]);
        }
        return 'updated';
      },
    },
    show: (userId, answer) => {
      const [code = ''] = readersOf(userId);
      errors.delete(code);
      if (Object.values(answer).some((shown) => shown !== undefined))
        answers.set(code, (answers.get(code) ?? 0) + 1);
      if (answer.errors !== undefined) errors.set(code, answer.errors);
      if (answer.modal !== undefined) {
        count += 1;
        const mine = [...(modals.get(code) ?? []), { viewId: `V${count}`, modal: answer.modal }];
        modals.set(code, mine.slice(-mostModals));
      }
      if (answer.ephemeral === undefined) return;
      whispers.set(code, [...(whispers.get(code) ?? []), answer.ephemeral]);
      const about = subjects.get(code) ?? null;
      const { ephemeral: message } = answer;
      tell({ at: clock.ms(), who: [code], platform: 'slack', via: 'answer', message, about });
    },
    expect: (code, about) => {
      subjects.set(code, about);
    },
    buttonsOf: (code) => [
      ...posts
        .filter(({ channelId }) => readersOf(channelId).includes(code))
        .flatMap(({ channelId, ts, versions }) =>
          versions.flatMap((message) => buttonsUnder(message, { channelId, ts })),
        ),
      ...(whispers.get(code) ?? []).flatMap((message) => buttonsUnder(message, null)),
    ],
    modalsOf: (code) => modals.get(code) ?? [],
    errorsOf: (code) => errors.get(code) ?? null,
    answersTo: (code) => answers.get(code) ?? 0,
    close: (code, viewId) => {
      modals.set(
        code,
        (modals.get(code) ?? []).filter((one) => one.viewId !== viewId),
      );
    },
  };
}
