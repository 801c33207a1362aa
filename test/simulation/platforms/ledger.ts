import type { Message } from '../../../src/domain/messaging/message.ts';

/** Something that a receiver got, as the receiver got it. */
export type Received = {
  readonly at: number;
  readonly platform: 'line' | 'slack';
  /** The conversation it arrived in. */
  readonly to: string;
  /** `push`: unasked; `reply`: the free answer to a person's own act, with whatever rode on it. */
  readonly via: 'push' | 'reply';
  /** The key under which it was sent; a reply has none. */
  readonly key: string | null;
  /** When its sender took it in hand. */
  readonly begunAt: number;
  /** Its sender could not know whether an earlier attempt had arrived. */
  readonly isRetry: boolean;
  readonly message: Message;
  /** What the month's count stood at with it; LINE pushes alone. */
  readonly usedOfMonth: number | null;
};

/** What receivers got in a run, in order; the only thing the judge believes. */
export type Ledger = {
  readonly all: () => readonly Received[];
  readonly add: (received: Received) => void;
};

export function createLedger(onReceived: (received: Received) => void): Ledger {
  const entries: Received[] = [];
  return {
    all: () => entries,
    add: (received) => {
      entries.push(received);
      onReceived(received);
    },
  };
}
