import { messagingApi } from '@line/bot-sdk';
import { z } from 'zod';
import { defaultSendTiming } from '../../shared/send-timing.ts';
import type { Channel, LineQuota, LineReplies, SendOutcome } from '../../use-cases/ports/channels.ts';
import { limitFetch } from './limit-fetch.ts';
import { createPostToLine, type LineResponse } from './post.ts';
import { createLineQuota } from './quota.ts';
import { renderLineMessages } from './render.ts';
import { within } from './within.ts';

/** LINE takes at most five objects a request. */
const maxObjects = 5;
const limitedRetryMs = 1_000;
/** For a day LINE answers a retry key it has seen with 409; a minute less, for clocks differ. */
const retryKeyMs = 24 * 60 * 60_000 - 60_000;

export type LineSender = Channel & LineReplies & { readonly quota: LineQuota };

/** Pushes and replies; for everything else the official SDK, which has neither time-out nor retry of its own. */
export function createLineSender(options: {
  readonly channelAccessToken: string;
  readonly apiUrl: string | undefined;
  readonly timeoutMs?: number;
}): LineSender {
  const { timeoutMs = defaultSendTiming.timeoutMs } = options;
  limitFetch(timeoutMs);
  const post = createPostToLine({ ...options, timeoutMs });
  const client = new messagingApi.MessagingApiClient({
    channelAccessToken: options.channelAccessToken,
    ...(options.apiUrl === undefined ? {} : { baseURL: options.apiUrl }),
  });
  return {
    send: async ({ deliveryId, target, messages, uncertainSince, holdsLease, now }) => {
      if (target.platform !== 'line') return { kind: 'failed', code: 'wrong_platform' };
      if (uncertainSince !== null && now.getTime() - uncertainSince.getTime() > retryKeyMs) {
        return { kind: 'unverifiable', code: 'retry_key_expired' };
      }
      if (!holdsLease()) return { kind: 'out_of_time' };
      const push: messagingApi.PushMessageRequest = {
        to: target.userId,
        messages: renderLineMessages(messages).slice(0, maxObjects),
      };
      try {
        return toOutcome(await post('/v2/bot/message/push', push, deliveryId));
      } catch {
        return { kind: 'unknown', code: 'no_answer' };
      }
    },
    reply: async (replyToken, messages) => {
      const reply: messagingApi.ReplyMessageRequest = {
        replyToken,
        messages: renderLineMessages(messages).slice(0, maxObjects),
      };
      try {
        const { status } = await post('/v2/bot/message/reply', reply);
        // Whatever went wrong, a reply is never sent again: the next tap shows the question (CONVERSATIONS 0.6).
        if (status < 300) return 'sent';
        return status < 500 ? 'refused' : 'lost';
      } catch {
        return 'lost';
      }
    },
    quota: createLineQuota(client, timeoutMs),
    leaveGroup: async (group, groupId) => {
      await within(group === 'group' ? client.leaveGroup(groupId) : client.leaveRoom(groupId), timeoutMs);
    },
  };
}

/** Sorted by what must happen next. The two 429 bodies differ only in their text (PLATFORM-FACTS 1). */
function toOutcome({ status, body }: LineResponse): SendOutcome {
  if (status < 300) return { kind: 'sent', externalId: sentId(body), externalChannel: null };
  if (status === 409) return { kind: 'sent', externalId: null, externalChannel: null, repeated: true };
  if (status === 429) {
    return body.includes('monthly limit')
      ? { kind: 'quota_reached' }
      : { kind: 'limited', retryAfterMs: limitedRetryMs };
  }
  if (status >= 500) return { kind: 'unknown', code: `http_${status}` };
  if (status === 400 && body.includes('Failed to send messages')) {
    return { kind: 'unreachable', code: 'unknown_user' };
  }
  return { kind: 'failed', code: `http_${status}` };
}

const accepted = z.object({ sentMessages: z.tuple([z.object({ id: z.string() })], z.unknown()) });

/** LINE's id of the first message; null when LINE took it and said something else. */
function sentId(body: string): string | null {
  try {
    const { data } = accepted.safeParse(JSON.parse(body));
    return data?.sentMessages[0].id ?? null;
  } catch {
    return null;
  }
}
