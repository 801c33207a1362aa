import type { Clock } from '../../src/shared/clock.ts';
import { fillIds } from './blocks/validate-blocks.ts';
import type { ClientFeeds } from './clients/client-feeds.ts';
import type { Identity, Ids } from './identity.ts';
import type { JsonObject } from './json.ts';
import { messageChangeEvent, messageEvent, messagePayload } from './message-payloads.ts';
import type { ChangeMethod, LedgerEntry, PostMethod, ReceivedMessage } from './types.ts';
import type { Events } from './webhooks/events.ts';
import type { Conversation, StoredMessage, Workspace } from './workspace.ts';

/** What the app says in one message. */
export type MessageContent = {
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly metadata: JsonObject | null;
};

/** Stores what the app writes, keeps the ledger, and lets the clients and the app know. */
export type Posting = {
  /** Stores a message; `announce` shows it to its readers, after the call was answered. */
  readonly post: (
    conversation: Conversation,
    content: MessageContent,
    how: { readonly method: PostMethod; readonly ephemeralFor: string | null },
  ) => { readonly message: StoredMessage; readonly announce: () => void };
  /** Changes a message, or deletes it when `content` is null; `announce` as above. */
  readonly change: (
    conversation: Conversation,
    message: StoredMessage,
    how: { readonly content: MessageContent | null; readonly method: ChangeMethod },
  ) => { readonly announce: () => void };
  readonly ledger: readonly LedgerEntry[];
  readonly updates: readonly LedgerEntry<ChangeMethod>[];
};

/** Posting in the name of the bot. */
export function createPosting(deps: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly identity: Identity;
  readonly workspace: Workspace;
  readonly feeds: ClientFeeds;
  readonly events: Events;
}): Posting {
  const { identity, workspace } = deps;
  const ledger: LedgerEntry[] = [];
  const updates: LedgerEntry<ChangeMethod>[] = [];

  const readersOf = (conversation: Conversation, message: StoredMessage): readonly string[] =>
    workspace
      .readersOf(conversation)
      .filter((id) => message.ephemeralFor === null || message.ephemeralFor === id);
  const record = <Method extends string>(
    conversation: Conversation,
    message: StoredMessage,
    method: Method,
  ): LedgerEntry<Method> => ({
    at: deps.clock.now(),
    channel: conversation.id,
    ts: message.ts,
    readers: readersOf(conversation, message),
    text: message.text,
    blocks: message.blocks,
    metadata: message.metadata,
    method,
  });
  const received = (conversation: Conversation, message: StoredMessage): ReceivedMessage => ({
    at: deps.clock.now(),
    channel: conversation.id,
    ts: message.ts,
    kind: conversation.kind,
    text: message.text,
    blocks: message.blocks,
    metadata: message.metadata,
    ephemeral: message.ephemeralFor !== null,
    deleted: message.deleted,
  });
  // The platform sends an app its own messages too; the outcome is the sender's business.
  const sendEvent = (event: JsonObject): void => {
    void deps.events.send(event);
  };

  return {
    ledger,
    updates,
    post: (conversation, content, { method, ephemeralFor }) => {
      const message = workspace.addMessage(conversation, {
        ...content,
        authorId: identity.botUserId,
        byBot: true,
        ephemeralFor,
        blocks: fillIds(content.blocks, deps.ids.token),
      });
      const entry = record(conversation, message, method);
      ledger.push(entry);
      const news = received(conversation, message);
      const event = messageEvent(conversation, message, identity);
      return {
        message,
        announce: () => {
          for (const reader of entry.readers) deps.feeds.showMessage(reader, news);
          if (ephemeralFor === null) sendEvent(event);
        },
      };
    },
    change: (conversation, message, { content, method }) => {
      const previous = messagePayload(message, { identity, withMetadata: true });
      message.earlierBlocks.push(message.blocks);
      message.text = content?.text ?? '';
      message.blocks = content === null ? [] : fillIds(content.blocks, deps.ids.token);
      message.metadata = content?.metadata ?? null;
      message.editedAt = deps.clock.now();
      message.deleted = content === null;
      const entry = record(conversation, message, method);
      updates.push(entry);
      const news = received(conversation, message);
      const eventTs = deps.ids.timestamp();
      const event = messageChangeEvent(conversation, { message, previous, eventTs }, identity);
      return {
        announce: () => {
          for (const reader of entry.readers) deps.feeds.showUpdate(reader, news);
          if (message.ephemeralFor === null) sendEvent(event);
        },
      };
    },
  };
}
