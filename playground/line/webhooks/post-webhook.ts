import { createHmac } from 'node:crypto';
import type { Activity } from '../../world/activity.ts';

/** LINE waits two seconds for an answer. */
const deadlineMs = 2_000;

/** Posts a body and answers the status; 0 when none came in time. */
export type PostWebhook = (body: string, signature?: string) => Promise<number>;

/** Signed posts to the app; another signature may be given. */
export function createPostWebhook(deps: {
  readonly activity: Activity;
  readonly channelSecret: string;
  /** Asked at every request, so that the app may start later or move. */
  readonly webhookUrl: () => string;
}): PostWebhook {
  return (body, signature = sign(body, deps.channelSecret)) =>
    deps.activity.run(async () => {
      try {
        const response = await fetch(deps.webhookUrl(), {
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8', 'x-line-signature': signature },
          body,
          signal: AbortSignal.timeout(deadlineMs),
        });
        await response.arrayBuffer();
        return response.status;
      } catch {
        return 0;
      }
    });
}

function sign(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}
