import { createHmac } from 'node:crypto';

export type Answer = { readonly status: number; readonly ms: number };

/** A LINE text event of somebody, as it stands in a webhook. */
export function lineEvent(id: string, userId: string, timestamp: number): Readonly<Record<string, unknown>> {
  return {
    type: 'message',
    mode: 'active',
    timestamp,
    webhookEventId: id,
    deliveryContext: { isRedelivery: false },
    source: { type: 'user', userId },
    message: { type: 'text', id, text: `四 ${id}`, quoteToken: 'q' },
  };
}

/** Posts a signed LINE webhook; a connection that fails is status 0. */
export function postLine(
  base: string,
  channelSecret: string,
  events: readonly Readonly<Record<string, unknown>>[],
): Promise<Answer> {
  const body = JSON.stringify({ destination: 'U0', events });
  const signature = createHmac('sha256', channelSecret).update(body).digest('base64');
  return post(`${base}/line/webhook`, body, {
    'content-type': 'application/json',
    'x-line-signature': signature,
  });
}

/** Posts a signed Slack interaction. */
export function postSlackInteraction(
  base: string,
  signingSecret: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return post(`${base}/slack/events`, body, {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  });
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<Answer> {
  const begunAt = performance.now();
  try {
    const response = await fetch(url, { method: 'POST', body, headers });
    await response.arrayBuffer();
    return { status: response.status, ms: performance.now() - begunAt };
  } catch {
    return { status: 0, ms: performance.now() - begunAt };
  }
}
