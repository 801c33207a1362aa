import type { Identity } from '../identity.ts';
import { messagePayload } from '../message-payloads.ts';
import type { MessageContent, Posting } from '../posting.ts';
import type { Conversation, StoredMessage, Workspace } from '../workspace.ts';
import type { ApiMethods, Call } from './api-method.ts';
import { ApiRefusal } from './api-refusal.ts';
import { type ChannelLookup, findReadableChannel, findUser, findWritableChannel } from './find-channel.ts';
import { parseBlocks, parseMetadata } from './message-content.ts';
import type { RateLimits } from './rate-limits.ts';

const textLimit = 40_000;
const updateTextLimit = 4000;

/** `chat.*`: writing, changing and deleting messages. */
export function createChatMethods(
  deps: ChannelLookup & {
    readonly identity: Identity;
    readonly workspace: Workspace;
    readonly posting: Posting;
    readonly limits: RateLimits;
    readonly violations: string[];
  },
): ApiMethods {
  const payload = (message: StoredMessage) =>
    messagePayload(message, { identity: deps.identity, withMetadata: true });

  const readContent = (method: string, { args }: Call): MessageContent => {
    const blocks = parseBlocks(args.json('blocks', 'invalid_blocks_format'));
    const text = args.text('text');
    if (text === null && (blocks === null || blocks.length === 0)) throw new ApiRefusal('no_text');
    if (text === null) deps.violations.push(`${method}: blocks without a text for notifications`);
    if (text !== null && text.length > textLimit)
      deps.violations.push(`${method}: text was cut at ${textLimit}`);
    return {
      text: text?.slice(0, textLimit) ?? '',
      blocks: blocks ?? [],
      metadata: parseMetadata(args.json('metadata', 'invalid_metadata_format')),
    };
  };
  const refuseTooMany = (conversation: Conversation): void => {
    const retryAfterSeconds = deps.limits.takeMessage(conversation.id);
    if (retryAfterSeconds !== null) throw new ApiRefusal('ratelimited', { retryAfterSeconds });
  };
  const findOwnMessage = (
    call: Call,
    refusal: string,
  ): { conversation: Conversation; message: StoredMessage } => {
    const conversation = findReadableChannel(deps, call.args.required('channel'));
    const message = deps.workspace.findMessage(conversation, call.args.required('ts'));
    if (message === null || message.deleted || message.ephemeralFor !== null) {
      throw new ApiRefusal('message_not_found');
    }
    if (!message.byBot) throw new ApiRefusal(refusal);
    return { conversation, message };
  };

  return {
    'chat.postMessage': (call) => {
      const conversation = findWritableChannel(deps, call.args.required('channel'));
      const content = readContent('chat.postMessage', call);
      refuseTooMany(conversation);
      const how = { method: 'chat.postMessage', ephemeralFor: null } as const;
      const { message, announce } = deps.posting.post(conversation, content, how);
      call.afterAnswer(announce);
      return { channel: conversation.id, ts: message.ts, message: payload(message) };
    },
    'chat.postEphemeral': (call) => {
      const conversation = findWritableChannel(deps, call.args.required('channel'));
      const reader = findUser(deps.workspace, call.args.required('user'));
      if (!conversation.members.has(reader.id)) throw new ApiRefusal('user_not_in_channel');
      const content = readContent('chat.postEphemeral', call);
      refuseTooMany(conversation);
      const how = { method: 'chat.postEphemeral', ephemeralFor: reader.id } as const;
      const { message, announce } = deps.posting.post(conversation, content, how);
      call.afterAnswer(announce);
      return { message_ts: message.ts };
    },
    'chat.update': (call) => {
      const { conversation, message } = findOwnMessage(call, 'cant_update_message');
      const content = readUpdate(call, message, () => readContent('chat.update', call));
      const { announce } = deps.posting.change(conversation, message, { content, method: 'chat.update' });
      call.afterAnswer(announce);
      return { channel: conversation.id, ts: message.ts, text: message.text, message: payload(message) };
    },
    'chat.delete': (call) => {
      const { conversation, message } = findOwnMessage(call, 'cant_delete_message');
      const { announce } = deps.posting.change(conversation, message, {
        content: null,
        method: 'chat.delete',
      });
      call.afterAnswer(announce);
      return { channel: conversation.id, ts: message.ts };
    },
  };
}

/** A new text without blocks takes the old blocks away; absent metadata stays, an empty object removes it. */
function readUpdate(call: Call, message: StoredMessage, read: () => MessageContent): MessageContent {
  const text = call.args.text('text');
  if (text !== null && text.length > updateTextLimit) throw new ApiRefusal('msg_too_long');
  const content = read();
  const givesMetadata = call.args.json('metadata', 'invalid_metadata_format') !== undefined;
  return { ...content, metadata: givesMetadata ? content.metadata : message.metadata };
}
