import { z } from 'zod';
import type { LineContent, LineIncoming } from '../../domain/messaging/incoming.ts';

const source = z.looseObject({
  type: z.string(),
  userId: z.string().optional(),
  groupId: z.string().optional(),
  roomId: z.string().optional(),
});
const envelope = z.looseObject({
  type: z.string(),
  mode: z.string().optional(),
  timestamp: z.number().optional(),
  replyToken: z.string().optional(),
  source: source.optional(),
});
const textMessage = z.looseObject({
  message: z.looseObject({ type: z.literal('text'), id: z.string(), text: z.string() }),
});
const mediaMessage = z.looseObject({
  message: z.looseObject({
    type: z.enum(['image', 'video', 'audio', 'file', 'location', 'sticker']),
    id: z.string(),
  }),
});
const pickedText = z.string().optional().catch(undefined);
const postback = z.looseObject({
  postback: z.looseObject({
    data: z.string(),
    params: z.looseObject({ date: pickedText, datetime: pickedText }).optional().catch(undefined),
  }),
});
const unsend = z.looseObject({ unsend: z.looseObject({ messageId: z.string() }) });

/** Reads one stored LINE event. What this version does not know becomes `unsupported`; never throws on odd JSON. */
export function parseLineEvent(body: string, eventId: string): LineIncoming {
  const event: unknown = JSON.parse(body);
  const outer = envelope.safeParse(event);
  if (!outer.success) {
    return { eventId, userId: '', at: new Date(0), replyToken: null, content: { kind: 'unsupported' } };
  }
  const { type, mode, timestamp, replyToken } = outer.data;
  const from = outer.data.source;
  // In standby another module answers: whatever came is stored, and nothing is said (PLATFORM-FACTS 1).
  const silent = mode === 'standby';
  return {
    eventId,
    userId: from?.type === 'user' ? storable(from.userId ?? '') : '',
    at: isInstant(timestamp) ? new Date(timestamp) : new Date(0),
    replyToken: silent ? null : (replyToken ?? null),
    content: silent ? { kind: 'unsupported' } : readContent(type, from, event),
  };
}

/** Without NUL and half surrogate pairs, which PostgreSQL takes in no text: everything else is kept as it came. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

/** Milliseconds that `Date` and PostgreSQL can both hold. */
function isInstant(timestamp: number | undefined): timestamp is number {
  return timestamp !== undefined && timestamp >= 0 && timestamp < 253_402_300_800_000;
}

function readContent(type: string, from: z.infer<typeof source> | undefined, event: unknown): LineContent {
  if (from !== undefined && from.type !== 'user') return readGroup(type, from);
  switch (type) {
    case 'message': {
      const text = textMessage.safeParse(event);
      if (text.success)
        return {
          kind: 'text',
          text: storable(text.data.message.text),
          messageId: storable(text.data.message.id),
        };
      const media = mediaMessage.safeParse(event);
      if (!media.success) return { kind: 'unsupported' };
      return { kind: 'media', media: media.data.message.type, messageId: storable(media.data.message.id) };
    }
    case 'postback': {
      const tap = postback.safeParse(event);
      if (!tap.success) return { kind: 'unsupported' };
      const { data, params } = tap.data.postback;
      const picked = params?.date ?? params?.datetime;
      return { kind: 'action', data, ...(picked === undefined ? {} : { picked }) };
    }
    case 'unsend': {
      const taken = unsend.safeParse(event);
      return taken.success
        ? { kind: 'unsend', messageId: storable(taken.data.unsend.messageId) }
        : { kind: 'unsupported' };
    }
    case 'follow':
    case 'unfollow':
      return { kind: type };
    default:
      return { kind: 'unsupported' };
  }
}

function readGroup(type: string, from: z.infer<typeof source>): LineContent {
  const joined = type === 'join' || type === 'message';
  if (from.groupId !== undefined) return { kind: 'group', group: 'group', groupId: from.groupId, joined };
  if (from.roomId !== undefined) return { kind: 'group', group: 'room', groupId: from.roomId, joined };
  return { kind: 'unsupported' };
}
