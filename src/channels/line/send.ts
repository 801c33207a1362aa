import { HTTPFetchError, messagingApi } from '@line/bot-sdk';
import type { Channel, LineReplies, SendOutcome } from '../../use-cases/ports/channels.ts';
import { renderLineMessages } from './render.ts';

/** LINE takes at most five objects a request. */
const maxObjects = 5;
const timeoutMs = 10_000;
const limitedRetryMs = 1_000;

export type LineSender = Channel & LineReplies;

/** Pushes and replies through the official SDK, which has neither time-out nor retry of its own. */
export function createLineSender(options: {
  readonly channelAccessToken: string;
  readonly apiUrl: string | undefined;
}): LineSender {
  const client = new messagingApi.MessagingApiClient({
    channelAccessToken: options.channelAccessToken,
    ...(options.apiUrl === undefined ? {} : { baseURL: options.apiUrl }),
  });
  return {
    send: async ({ deliveryId, target, messages }) => {
      if (target.platform !== 'line') return { kind: 'failed', code: 'wrong_platform' };
      const drawn = renderLineMessages(messages).slice(0, maxObjects);
      try {
        const response = await withTimeout(
          client.pushMessage({ to: target.userId, messages: drawn }, deliveryId),
        );
        return sentAs(response.sentMessages[0]?.id ?? null);
      } catch (error) {
        return toOutcome(error);
      }
    },
    reply: async (replyToken, messages) => {
      try {
        await withTimeout(
          client.replyMessage({ replyToken, messages: renderLineMessages(messages).slice(0, maxObjects) }),
        );
        return 'sent';
      } catch {
        // Whatever went wrong, a reply is never sent again: the next tap shows the question (CONVERSATIONS 0.6).
        return 'lost';
      }
    },
    leaveGroup: async (group, groupId) => {
      await withTimeout(group === 'group' ? client.leaveGroup(groupId) : client.leaveRoom(groupId));
    },
  };
}

function sentAs(externalId: string | null): SendOutcome {
  return { kind: 'sent', externalId, externalChannel: null };
}

/** Sorted by what must happen next. The two 429 bodies differ only in their text (PLATFORM-FACTS 1). */
function toOutcome(error: unknown): SendOutcome {
  if (!(error instanceof HTTPFetchError)) return { kind: 'unknown', code: 'no_answer' };
  if (error.status === 409) return sentAs(null);
  if (error.status === 429) {
    return error.body.includes('monthly limit')
      ? { kind: 'quota_reached' }
      : { kind: 'limited', retryAfterMs: limitedRetryMs };
  }
  if (error.status >= 500) return { kind: 'unknown', code: `http_${error.status}` };
  if (error.status === 400 && error.body.includes('Failed to send messages')) {
    return { kind: 'unreachable', code: 'unknown_user' };
  }
  return { kind: 'failed', code: `http_${error.status}` };
}

async function withTimeout<Value>(call: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('line.timeout')), timeoutMs);
  });
  try {
    return await Promise.race([call, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
