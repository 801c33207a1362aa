import type { LineSender } from '../../../src/channels/line/send.ts';
import type { Control, Message } from '../../../src/domain/messaging/message.ts';
import type { ModelClock } from './clock.ts';
import type { Seen } from './news.ts';
import { participants, readersOf } from './people.ts';

/** A button that somebody can press now. */
export type Button = {
  readonly kind: 'act' | 'pick';
  readonly label: string;
  readonly data: string;
  /** The message it stands under. */
  readonly message: Message;
  /** Where it stands: Slack's conversation; null on LINE, and for what one person alone sees. */
  readonly place: { readonly channelId: string; readonly ts: string } | null;
};

/** LINE as its receivers have it: every message stays, with its buttons; shortcuts stand under the last alone. */
export type Phones = {
  readonly sender: LineSender;
  readonly issueToken: (code: string, about: number | null) => string;
  readonly buttonsOf: (code: string) => readonly Button[];
};

const tokenMs = 60_000;

/** `way`: how long a message is on its way; what happens meanwhile overtakes it. */
export function createPhones(
  clock: ModelClock,
  tell: (seen: Seen) => void,
  way: () => Promise<void>,
): Phones {
  const talks = new Map<string, Message[]>(participants.map((code) => [code, []]));
  const tokens = new Map<
    string,
    { readonly code: string; readonly at: number; readonly about: number | null }
  >();
  let issued = 0;
  const show = (code: string, message: Message, via: Seen['via'], about: number | null): void => {
    talks.get(code)?.push(message);
    tell({ at: clock.ms(), who: [code], platform: 'line', via, message, about });
  };
  return {
    sender: {
      send: async ({ target, deliveryId, messages }) => {
        if (target.platform !== 'line') return { kind: 'failed', code: 'wrong_platform' };
        await way();
        for (const code of readersOf(target.userId))
          for (const message of messages) show(code, message, 'push', null);
        return { kind: 'sent', externalId: `line-${deliveryId}`, externalChannel: null };
      },
      reply: async (token, messages) => {
        const mine = tokens.get(token);
        tokens.delete(token);
        if (mine === undefined || clock.ms() - mine.at > tokenMs) return 'refused';
        for (const message of messages) show(mine.code, message, 'answer', mine.about);
        return 'sent';
      },
      leaveGroup: async () => undefined,
      menus: { show: async () => undefined },
      quota: { read: async () => ({ used: 0, allowance: null }) },
    },
    issueToken: (code, about) => {
      issued += 1;
      const token = `token-${issued}`;
      tokens.set(token, { code, at: clock.ms(), about });
      return token;
    },
    buttonsOf: (code) => {
      const talk = talks.get(code) ?? [];
      return talk.flatMap((message, index) => [
        ...buttonsUnder(message, null),
        ...(index === talk.length - 1 ? toButtons(message.shortcuts ?? [], message, null) : []),
      ]);
    },
  };
}

/** The lasting buttons of a message, from top to bottom. */
export function buttonsUnder(message: Message, place: Button['place']): readonly Button[] {
  return message.parts.flatMap((part) =>
    part.kind === 'controls' ? toButtons(part.controls, message, place) : [],
  );
}

function toButtons(
  controls: readonly Control[],
  message: Message,
  place: Button['place'],
): readonly Button[] {
  return controls.flatMap((control): readonly Button[] =>
    control.kind === 'link'
      ? []
      : [{ kind: control.kind, label: control.label, data: control.data, message, place }],
  );
}
