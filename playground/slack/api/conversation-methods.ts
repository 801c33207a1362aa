import type { Identity } from '../identity.ts';
import type { JsonObject } from '../json.ts';
import { messagePayload } from '../message-payloads.ts';
import type { Conversation, StoredMessage, Workspace } from '../workspace.ts';
import type { ApiMethods, Call } from './api-method.ts';
import { ApiRefusal } from './api-refusal.ts';
import {
  type ChannelLookup,
  findReadableChannel,
  findUser,
  findVisibleChannel,
  refuseDeactivated,
} from './find-channel.ts';

const groupLimit = 8;
const pageLimit = 999;

/** `conversations.*`: opening, reading and describing conversations. */
export function createConversationMethods(
  deps: ChannelLookup & { readonly identity: Identity; readonly workspace: Workspace },
): ApiMethods {
  return {
    'conversations.open': (call) => {
      const { conversation, isNew } = openConversation(deps, call);
      return {
        no_op: !isNew,
        already_open: !isNew,
        channel: call.args.flag('return_im') ? describe(conversation) : { id: conversation.id },
      };
    },
    'conversations.history': (call) => {
      const conversation = findReadableChannel(deps, call.args.required('channel'));
      const options = { identity: deps.identity, withMetadata: call.args.flag('include_all_metadata') };
      const { page, nextCursor } = readPage(conversation, call);
      return {
        messages: page.map((message) => messagePayload(message, options)),
        has_more: nextCursor !== null,
        pin_count: 0,
        ...(nextCursor !== null && { response_metadata: { next_cursor: nextCursor } }),
      };
    },
    'conversations.info': (call) => ({
      channel: describe(findVisibleChannel(deps, call.args.required('channel'))),
    }),
    'conversations.members': (call) => {
      const conversation = findVisibleChannel(deps, call.args.required('channel'));
      const bot = conversation.botIsMember ? [deps.identity.botUserId] : [];
      return { members: [...conversation.members, ...bot], response_metadata: { next_cursor: '' } };
    },
  };
}

function openConversation(
  deps: ChannelLookup & { readonly identity: Identity },
  { args }: Call,
): { conversation: Conversation; isNew: boolean } {
  const channel = args.text('channel');
  if (channel !== null) return { conversation: findReadableChannel(deps, channel), isNew: false };
  const given = args.text('users');
  if (given === null) throw new ApiRefusal('users_list_not_supplied');
  const ids = [...new Set(given.split(',').map((id) => id.trim()))].filter((id) => id !== '');
  const others = ids.filter((id) => id !== deps.identity.botUserId);
  if (others.length === 0) throw new ApiRefusal(ids.length === 0 ? 'not_enough_users' : 'cannot_dm_bot');
  if (others.length > groupLimit) throw new ApiRefusal('too_many_users');
  for (const id of others) findUser(deps.workspace, id);
  refuseDeactivated(deps, others);
  return deps.workspace.openWithBot(others);
}

function describe(conversation: Conversation): JsonObject {
  return {
    id: conversation.id,
    name: conversation.name,
    is_channel: conversation.kind === 'channel' && !conversation.isPrivate,
    is_group: conversation.kind === 'channel' && conversation.isPrivate,
    is_im: conversation.kind === 'dm',
    is_mpim: conversation.kind === 'group',
    is_private: conversation.isPrivate,
    is_archived: false,
    is_member: conversation.botIsMember,
    ...(conversation.kind === 'dm' && { user: [...conversation.members][0] }),
    num_members: conversation.members.size + (conversation.botIsMember ? 1 : 0),
  };
}

/** Newest first; `oldest` and `latest` are excluded unless `inclusive`. */
function readPage(
  conversation: Conversation,
  { args }: Call,
): { readonly page: readonly StoredMessage[]; readonly nextCursor: string | null } {
  const limit = Number(args.text('limit') ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > pageLimit) throw new ApiRefusal('invalid_limit');
  const oldest = microsOf(args.text('oldest'), 'invalid_ts_oldest') ?? -1;
  const latest = microsOf(args.text('latest'), 'invalid_ts_latest') ?? Number.POSITIVE_INFINITY;
  const before = parseCursor(args.text('cursor'));
  const slack = args.flag('inclusive') ? 1 : 0;
  const found = conversation.messages
    .filter((message) => !message.deleted && message.ephemeralFor === null)
    .filter((message) => {
      const at = microsOf(message.ts, 'invalid_ts_latest') ?? 0;
      return at > oldest - slack && at < latest + slack && at < before;
    })
    .reverse();
  const page = found.slice(0, limit);
  const last = page.at(-1);
  if (last === undefined || found.length <= limit) return { page, nextCursor: null };
  return { page, nextCursor: Buffer.from(`next_ts:${last.ts}`).toString('base64') };
}

function parseCursor(cursor: string | null): number {
  if (cursor === null) return Number.POSITIVE_INFINITY;
  const decoded = Buffer.from(cursor, 'base64').toString('utf8');
  if (!decoded.startsWith('next_ts:')) throw new ApiRefusal('invalid_cursor');
  return microsOf(decoded.slice('next_ts:'.length), 'invalid_cursor') ?? Number.POSITIVE_INFINITY;
}

/** Microseconds of a `ts`; integers, because doubles cannot tell neighbouring fractions apart. */
function microsOf(ts: string | null, refusal: string): number | null {
  if (ts === null) return null;
  const parts = /^(\d+)(?:\.(\d{1,6})\d*)?$/.exec(ts);
  if (parts === null) throw new ApiRefusal(refusal);
  return Number(parts[1]) * 1_000_000 + Number((parts[2] ?? '').padEnd(6, '0'));
}
