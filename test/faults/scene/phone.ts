import { findButtons, readTexts } from '../../../playground/line/find-buttons.ts';
import type { LineUser } from '../../../playground/line/line-user.ts';
import { until } from '../lab/until.ts';

/** Somebody with LINE who does one thing, waits for the answer, and goes on: the real time of a person, but faster. */
export type Phone = {
  readonly user: LineUser;
  /** Sends a text; answers what came back, all of it. Rejects when nothing did. */
  readonly say: (text: string) => Promise<string>;
  /** Taps the newest button whose label begins so. */
  readonly tap: (label: string) => Promise<string>;
  /** What such a button carries; throws when the talk holds none. */
  readonly dataOf: (label: string) => string;
  /** Everything that stands in the newest message. */
  readonly last: () => string;
};

const answeredWithinMs = 60_000;

/** Wraps a user of the stand-in. */
export function createPhone(user: LineUser): Phone {
  const then = async (act: () => Promise<unknown>, what: string): Promise<string> => {
    const before = user.received.length;
    await act();
    const waited = await until(() => user.received.length > before, answeredWithinMs, 5);
    if (waited === null) throw new Error(`nobody answered ${what}`);
    return textsOf(user, before);
  };
  const find = (label: string) => {
    const messages = [...user.received.map(({ message }) => message)].reverse();
    const button = messages.flatMap(findButtons).find((one) => one.label.startsWith(label));
    if (button === undefined) throw new Error(`no button ${label} in the talk:\n${textsOf(user, 0)}`);
    return button;
  };
  return {
    user,
    say: (text) => then(() => user.sendText(text), text),
    tap: (label) => {
      const button = find(label);
      return then(() => user.tap(button), label);
    },
    dataOf: (label) => find(label).data ?? '',
    last: () => textsOf(user, user.received.length - 1),
  };
}

function textsOf(user: LineUser, from: number): string {
  return user.received
    .slice(Math.max(0, from))
    .flatMap(({ message }) => readTexts(message))
    .join('\n');
}

/** How often a text stands in another. */
export function countOf(text: string, within: string): number {
  return within.split(text).length - 1;
}
