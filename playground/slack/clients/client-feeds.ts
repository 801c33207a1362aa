import type { Activity } from '../../world/activity.ts';
import type { Listener, ReceivedMessage, SlackView } from '../types.ts';

/** What one person's client has shown, and who listens to it. */
type ClientFeed = {
  readonly received: ReceivedMessage[];
  readonly messageListeners: Listener<ReceivedMessage>[];
  readonly updateListeners: Listener<ReceivedMessage>[];
  readonly viewListeners: Listener<SlackView>[];
};

/** The clients of all people. */
export type ClientFeeds = {
  readonly feedOf: (userId: string) => ClientFeed;
  readonly showMessage: (userId: string, message: ReceivedMessage) => void;
  readonly showUpdate: (userId: string, message: ReceivedMessage) => void;
  readonly showView: (userId: string, view: SlackView) => void;
};

/** Clients that show nothing yet; a listener that throws is recorded as a violation. */
export function createClientFeeds(deps: {
  readonly activity: Activity;
  readonly violations: string[];
}): ClientFeeds {
  const feeds = new Map<string, ClientFeed>();
  const feedOf = (userId: string): ClientFeed => {
    const existing = feeds.get(userId);
    if (existing !== undefined) return existing;
    const feed: ClientFeed = { received: [], messageListeners: [], updateListeners: [], viewListeners: [] };
    feeds.set(userId, feed);
    return feed;
  };
  const tell = <News>(userId: string, listeners: readonly Listener<News>[], news: News): void => {
    for (const listener of listeners) {
      deps.activity
        .run(async () => listener(news))
        .catch((error: unknown) => deps.violations.push(`listener of ${userId} threw: ${String(error)}`));
    }
  };
  return {
    feedOf,
    showMessage: (userId, message) => {
      const feed = feedOf(userId);
      feed.received.push(message);
      tell(userId, feed.messageListeners, message);
    },
    showUpdate: (userId, message) => tell(userId, feedOf(userId).updateListeners, message),
    showView: (userId, view) => tell(userId, feedOf(userId).viewListeners, view),
  };
}
