import { createHmac } from 'node:crypto';
import { slackSecret } from '../../simulation/actors/mentor.ts';
import { lineSecret } from '../../simulation/actors/participant.ts';
import { lineUserOf, slackUserOf } from '../../simulation/world/cast.ts';

/** One request of a platform, signed when it is sent. */
export type Webhook = {
  readonly path: '/line/webhook' | '/slack/events';
  readonly body: Buffer;
  readonly headersAt: (now: number) => Readonly<Record<string, string>>;
};

/** One event of a participant in LINE's envelope. */
export function lineWebhook(
  code: string,
  id: { readonly event: string; readonly at: number },
  event: object,
): Webhook {
  const body = Buffer.from(
    JSON.stringify({
      destination: 'bansou',
      events: [
        {
          ...event,
          mode: 'active',
          timestamp: id.at,
          source: { type: 'user', userId: lineUserOf(code) },
          webhookEventId: id.event,
          deliveryContext: { isRedelivery: false },
        },
      ],
    }),
  );
  const signature = createHmac('sha256', lineSecret).update(body).digest('base64');
  return { path: '/line/webhook', body, headersAt: () => ({ 'x-line-signature': signature }) };
}

/** A mentor's tap or modal, as Slack posts it. */
export function interactionWebhook(code: string, payload: object): Webhook {
  const text = JSON.stringify({ ...payload, user: { id: slackUserOf(code) } });
  return slackForm(new URLSearchParams({ payload: text }));
}

/** A slash command. */
export function commandWebhook(code: string, text: string, triggerId: string): Webhook {
  return slackForm(
    new URLSearchParams({ command: '/bansou', text, user_id: slackUserOf(code), trigger_id: triggerId }),
  );
}

function slackForm(form: URLSearchParams): Webhook {
  const body = Buffer.from(form.toString());
  return {
    path: '/slack/events',
    body,
    headersAt: (now) => {
      const timestamp = String(Math.floor(now / 1_000));
      const hash = createHmac('sha256', slackSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
      return {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${hash}`,
      };
    },
  };
}
