import type { WebClient } from '@slack/web-api';
import { PlatformError } from '../../shared/errors.ts';

/** How far two clocks may be apart. */
const clockToleranceSeconds = 120;
const pageSize = 200;
const mostPages = 10;

/** A message of ours as it stands in a conversation. */
export type SentMessage = { readonly channelId: string; readonly ts: string };

/**
 * Looks whether a message with this delivery id was posted since then, by the metadata it carries. Slack has no
 * idempotency key (PLATFORM-FACTS 3), so this is the only way to know after an answer was lost. Null: it was not.
 * Rejects when the conversation cannot be read.
 */
export async function findSent(
  client: WebClient,
  wanted: { readonly channelId: string; readonly deliveryId: string; readonly since: Date },
): Promise<SentMessage | null> {
  const channel = await conversationOf(client, wanted.channelId);
  const oldest = String(Math.floor(wanted.since.getTime() / 1000) - clockToleranceSeconds);
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const history = await client.conversations.history({
      channel,
      oldest,
      include_all_metadata: true,
      limit: pageSize,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const mine = (history.messages ?? []).find(
      ({ metadata }) => readDeliveryId(metadata?.event_payload) === wanted.deliveryId,
    );
    if (mine?.ts !== undefined) return { channelId: channel, ts: mine.ts };
    cursor = history.response_metadata?.next_cursor;
    if (history.has_more !== true || cursor === undefined || cursor === '') return null;
  }
  throw new PlatformError('history_too_long', { retryable: false });
}

/** History knows conversations only, while a direct message is posted to its reader's id. */
async function conversationOf(client: WebClient, channelId: string): Promise<string> {
  if (!channelId.startsWith('U') && !channelId.startsWith('W')) return channelId;
  const opened = await client.conversations.open({ users: channelId });
  return opened.channel?.id ?? channelId;
}

function readDeliveryId(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'id' in payload ? payload.id : undefined;
}
