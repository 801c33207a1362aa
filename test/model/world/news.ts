import type { Message } from '../../../src/domain/messaging/message.ts';

/** Something that people saw, as they saw it. */
export type Seen = {
  readonly at: number;
  readonly who: readonly string[];
  readonly platform: 'line' | 'slack';
  /** `edit`: a message that stood there was drawn anew; `answer`: what somebody's own act was answered with. */
  readonly via: 'push' | 'edit' | 'answer';
  readonly message: Message;
  /** What stood in its place at first, where it was drawn anew. */
  readonly first?: Message;
  /** The number of the session that the own act was about, where it was about one. */
  readonly about: number | null;
};

/** What people did about coming, as they know themselves: do not come, or have said that a start is not right. */
export type Did = {
  readonly at: number;
  readonly who: string;
  readonly did: 'cannot' | { readonly notAt: number };
  readonly about: number | null;
};

export type News = Seen | Did;

export function isSeen(one: News): one is Seen {
  return 'message' in one;
}
