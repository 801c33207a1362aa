import { HTTPFetchError, messagingApi } from '@line/bot-sdk';
import { defaultSendTiming } from '../../shared/send-timing.ts';
import type { Channel, LineQuota, LineReplies, SendOutcome } from '../../use-cases/ports/channels.ts';
import type { LineMenus } from '../../use-cases/ports/line-menus.ts';
import { limitFetch } from './limit-fetch.ts';
import { createLineMenus } from './menus/show-menu.ts';
import { createLineQuota } from './quota.ts';
import { renderLineMessages } from './render.ts';
import { within } from './within.ts';

/** LINE takes at most five objects a request. */
const maxObjects = 5;
const limitedRetryMs = 1_000;
/** For a day LINE answers a retry key it has seen with 409; a minute less, for clocks differ. */
const retryKeyMs = 24 * 60 * 60_000 - 60_000;

export type LineSender = Channel & LineReplies & { readonly quota: LineQuota; readonly menus: LineMenus };

/** Pushes and replies through the official SDK, which has neither time-out nor retry of its own. */
export function createLineSender(options: {
  readonly channelAccessToken: string;
  readonly apiUrl: string | undefined;
  readonly timeoutMs?: number;
  readonly report: (problem: object) => void;
}): LineSender {
  const { timeoutMs = defaultSendTiming.timeoutMs } = options;
  limitFetch(timeoutMs);
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
      const drawn = renderLineMessages(messages).slice(0, maxObjects);
      try {
        const response = await within(
          client.pushMessage({ to: target.userId, messages: drawn }, deliveryId),
          timeoutMs,
        );
        return sentAs(response.sentMessages[0]?.id ?? null);
      } catch (error) {
        return toOutcome(error);
      }
    },
    reply: async (replyToken, messages) => {
      try {
        await within(
          client.replyMessage({ replyToken, messages: renderLineMessages(messages).slice(0, maxObjects) }),
          timeoutMs,
        );
        return 'sent';
      } catch (error) {
        // Whatever went wrong, a reply is never sent again: the next tap shows the question (CONVERSATIONS 0.6).
        return error instanceof HTTPFetchError && error.status < 500 ? 'refused' : 'lost';
      }
    },
    quota: createLineQuota(client, timeoutMs),
    menus: createLineMenus(client, options.report),
    leaveGroup: async (group, groupId) => {
      await within(group === 'group' ? client.leaveGroup(groupId) : client.leaveRoom(groupId), timeoutMs);
    },
  };
}

function sentAs(externalId: string | null): SendOutcome {
  return { kind: 'sent', externalId, externalChannel: null };
}

/** Sorted by what must happen next. The two 429 bodies differ only in their text (PLATFORM-FACTS 1). */
function toOutcome(error: unknown): SendOutcome {
  if (!(error instanceof HTTPFetchError)) return { kind: 'unknown', code: 'no_answer' };
  if (error.status === 409) return { kind: 'sent', externalId: null, externalChannel: null, repeated: true };
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
