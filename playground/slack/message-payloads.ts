import type { Identity } from './identity.ts';
import type { JsonObject } from './json.ts';
import type { Conversation, StoredMessage } from './workspace.ts';

/** A message as answers, history and interaction payloads carry it. */
export function messagePayload(
  message: StoredMessage,
  options: { readonly identity: Identity; readonly withMetadata: boolean },
): JsonObject {
  const { identity } = options;
  return {
    type: 'message',
    user: message.authorId,
    ts: message.ts,
    team: identity.teamId,
    text: message.text,
    ...(message.byBot && { bot_id: identity.botId, app_id: identity.appId }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.editedAt !== null && {
      edited: { user: message.authorId, ts: `${Math.floor(message.editedAt.getTime() / 1000)}.000000` },
    }),
    ...(options.withMetadata && message.metadata !== null && { metadata: message.metadata }),
  };
}

/** How events name the kind of a conversation. */
function channelType(conversation: Conversation): string {
  switch (conversation.kind) {
    case 'dm':
      return 'im';
    case 'group':
      return 'mpim';
    case 'channel':
      return conversation.isPrivate ? 'group' : 'channel';
  }
}

/** The event of a message that was just written. */
export function messageEvent(
  conversation: Conversation,
  message: StoredMessage,
  identity: Identity,
): JsonObject {
  return {
    ...messagePayload(message, { identity, withMetadata: true }),
    channel: conversation.id,
    channel_type: channelType(conversation),
    event_ts: message.ts,
  };
}

/** The event of a message that was changed or deleted. */
export function messageChangeEvent(
  conversation: Conversation,
  change: { readonly message: StoredMessage; readonly previous: JsonObject; readonly eventTs: string },
  identity: Identity,
): JsonObject {
  const { message } = change;
  return {
    type: 'message',
    subtype: message.deleted ? 'message_deleted' : 'message_changed',
    hidden: true,
    channel: conversation.id,
    channel_type: channelType(conversation),
    ...(message.deleted
      ? { deleted_ts: message.ts }
      : { message: messagePayload(message, { identity, withMetadata: true }) }),
    previous_message: change.previous,
    ts: change.eventTs,
    event_ts: change.eventTs,
  };
}
