import type { ChatPostMessageArguments, WebClient } from '@slack/web-api';
import type {
  Channel,
  Lookup,
  SendOrder,
  SendOutcome,
  SlackDirectory,
  SlackUpdates,
} from '../../use-cases/ports/channels.ts';
import { createFencedFetch, type SlackFetch } from './fenced-fetch.ts';
import { findSent } from './find-sent.ts';
import { isPlatformRefusal, outcomeOfLooking, outcomeOfPost } from './outcomes.ts';
import { renderSlackMessage } from './render.ts';

const eventType = 'bansou_delivery';

export type SlackSender = Channel & SlackDirectory & SlackUpdates;

/** Posts, updates and looks up through the official client; every platform error becomes an outcome. */
export function createSlackSender(options: {
  readonly client: WebClient;
  /** One that makes its calls through this `fetch`. */
  readonly openClient: (fetch: SlackFetch) => WebClient;
}): SlackSender {
  const { client } = options;
  return {
    send: (order) => send(options, order),
    findUserByEmail: async (email) => {
      try {
        const response = await client.users.lookupByEmail({ email });
        return toLookup(response.user?.id);
      } catch (error) {
        return lookupFrom(error);
      }
    },
    openGroup: async (slackUserIds) => {
      try {
        const response = await client.conversations.open({ users: slackUserIds.join(',') });
        return toLookup(response.channel?.id);
      } catch (error) {
        return lookupFrom(error);
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
        return isPlatformRefusal(error) ? 'gone' : 'later';
      }
    },
  };
}

/** Posts once; where an earlier attempt may have got through, only after looking. */
async function send(
  { client, openClient }: Parameters<typeof createSlackSender>[0],
  order: SendOrder,
): Promise<SendOutcome> {
  const { deliveryId, target, uncertainSince } = order;
  if (target.platform !== 'slack') return { kind: 'failed', code: 'wrong_platform' };
  const { channelId } = target;
  if (uncertainSince !== null) {
    try {
      const found = await findSent(client, { channelId, deliveryId, since: uncertainSince });
      if (found !== null) {
        return { kind: 'sent', externalId: found.ts, externalChannel: found.channelId, repeated: true };
      }
    } catch (error) {
      return outcomeOfLooking(error);
    }
  }
  if (!order.holdsLease()) return { kind: 'out_of_time' };
  const fenced = createFencedFetch(order.holdsLease);
  try {
    const response = await openClient(fenced.fetch).chat.postMessage({
      channel: channelId,
      ...renderSlackMessage(order.messages),
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: eventType, event_payload: { id: deliveryId } },
    } satisfies ChatPostMessageArguments);
    return { kind: 'sent', externalId: response.ts ?? null, externalChannel: response.channel ?? null };
  } catch (error) {
    return fenced.wasHeld() ? { kind: 'out_of_time' } : outcomeOfPost(error);
  }
}

/** Trouble passes, people who are not there or switched off stay unknown; anything else is for somebody to look at. */
function lookupFrom(error: unknown): Lookup {
  const { kind } = outcomeOfPost(error);
  if (kind === 'limited' || kind === 'unknown') return { kind: 'later' };
  if (kind === 'unreachable') return { kind: 'unknown' };
  throw error;
}

function toLookup(id: string | undefined): Lookup {
  return id === undefined ? { kind: 'unknown' } : { kind: 'found', id };
}
