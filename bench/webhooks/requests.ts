import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { MakeRequest } from '../support/http-load.ts';

export const secrets = { line: randomBytes(16).toString('hex'), slack: randomBytes(16).toString('hex') };

const person = `U${randomBytes(16).toString('hex')}`;

/** A LINE webhook of one text message, signed. */
export const lineRequest: MakeRequest = () => {
  const body = JSON.stringify({
    destination: `U${'0'.repeat(32)}`,
    events: [
      {
        type: 'message',
        message: { type: 'text', id: '1', quoteToken: 'q', text: '4' },
        webhookEventId: randomUUID(),
        deliveryContext: { isRedelivery: false },
        timestamp: Date.now(),
        source: { type: 'user', userId: person },
        replyToken: 'r',
        mode: 'active',
      },
    ],
  });
  const signature = createHmac('sha256', secrets.line).update(body).digest('base64');
  return post('/line/webhook', body, `x-line-signature: ${signature}\r\n`);
};

/** A Slack event of one direct message, signed. */
export const slackRequest: MakeRequest = () => {
  const seconds = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    token: 't',
    team_id: 'T1',
    api_app_id: 'A1',
    type: 'event_callback',
    event_id: `Ev${randomUUID()}`,
    event_time: seconds,
    authorizations: [{ team_id: 'T1', user_id: 'UBOT', is_bot: true, is_enterprise_install: false }],
    event: { type: 'message', channel: 'D1', channel_type: 'im', user: 'U1', text: '4', ts: `${seconds}.1` },
  });
  const signature = createHmac('sha256', secrets.slack).update(`v0:${seconds}:${body}`).digest('hex');
  return post(
    '/slack/events',
    body,
    `x-slack-signature: v0=${signature}\r\nx-slack-request-timestamp: ${seconds}\r\n`,
  );
};

function post(path: string, body: string, headers: string): string {
  return `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;
}
