import {
  type ChatPostMessageArguments,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  type WebClient,
} from '@slack/web-api';
import type {
  Channel,
  Lookup,
  SendOutcome,
  SlackDirectory,
  SlackUpdates,
} from '../../use-cases/ports/channels.ts';
import { renderSlackMessage } from './render.ts';

const eventType = 'bansou_delivery';

/** Platform errors of a conversation that nobody reads, or that we are not in. */
const unreachable: ReadonlySet<string> = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'user_disabled',
  'user_not_found',
  'users_not_found',
  'account_inactive',
  'cannot_dm_bot',
  'messages_tab_disabled',
]);
const passing: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

export type SlackSender = Channel & SlackDirectory & SlackUpdates;

/** Posts, updates and looks up through the official client; every platform error becomes an outcome. */
export function createSlackSender({ client }: { readonly client: WebClient }): SlackSender {
  const findSent = async (channelId: string, deliveryId: string, since: Date): Promise<string | null> => {
    const history = await client.conversations.history({
      channel: channelId,
      oldest: String(Math.floor(since.getTime() / 1000) - 5),
      include_all_metadata: true,
      limit: 100,
    });
    const mine = (history.messages ?? []).find(
      (message) => readDeliveryId(message.metadata?.event_payload) === deliveryId,
    );
    return mine?.ts ?? null;
  };
  return {
    send: async ({ deliveryId, target, messages, triedSince }) => {
      if (target.platform !== 'slack') return { kind: 'failed', code: 'wrong_platform' };
      try {
        if (triedSince !== null) {
          const found = await findSent(target.channelId, deliveryId, triedSince);
          if (found !== null) return { kind: 'sent', externalId: found, externalChannel: target.channelId };
        }
        const response = await client.chat.postMessage({
          channel: target.channelId,
          ...renderSlackMessage(messages),
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: eventType, event_payload: { id: deliveryId } },
        } satisfies ChatPostMessageArguments);
        return { kind: 'sent', externalId: response.ts ?? null, externalChannel: response.channel ?? null };
      } catch (error) {
        return toOutcome(error);
      }
    },
    findUserByEmail: async (email) => {
      try {
        const response = await client.users.lookupByEmail({ email });
        return toLookup(response.user?.id);
      } catch (error) {
        if (error instanceof WebAPIRateLimitedError) return { kind: 'later' };
        if (error instanceof WebAPIPlatformError && error.data.error === 'users_not_found') {
          return { kind: 'unknown' };
        }
        throw error;
      }
    },
    openGroup: async (slackUserIds) => {
      try {
        const response = await client.conversations.open({ users: slackUserIds.join(',') });
        return toLookup(response.channel?.id);
      } catch (error) {
        if (error instanceof WebAPIRateLimitedError) return { kind: 'later' };
        throw error;
      }
    },
    update: async ({ channelId, ts, deliveryId }, message) => {
      try {
        await client.chat.update({
          channel: channelId,
          ts,
          ...renderSlackMessage([message]),
          metadata: { event_type: eventType, event_payload: { id: deliveryId } },
        });
        return 'updated';
      } catch (error) {
        const gone = error instanceof WebAPIPlatformError && !passing.has(error.data.error);
        return gone ? 'gone' : 'later';
      }
    },
  };
}

function toLookup(id: string | undefined): Lookup {
  return id === undefined ? { kind: 'unknown' } : { kind: 'found', id };
}

function readDeliveryId(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'id' in payload ? payload.id : undefined;
}

function toOutcome(error: unknown): SendOutcome {
  if (error instanceof WebAPIRateLimitedError)
    return { kind: 'limited', retryAfterMs: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    if (unreachable.has(code)) return { kind: 'unreachable', code };
    return passing.has(code) ? { kind: 'unknown', code } : { kind: 'failed', code };
  }
  if (error instanceof WebAPIHTTPError) return { kind: 'unknown', code: `http_${error.statusCode}` };
  return { kind: 'unknown', code: 'no_answer' };
}
