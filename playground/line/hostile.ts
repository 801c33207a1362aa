import type { Clock } from '../../src/shared/clock.ts';
import { type Json, textAt } from './json.ts';
import type { ReplyTokens } from './platform/reply-tokens.ts';
import type { TokenState } from './types.ts';
import { makeEvent } from './webhooks/events.ts';
import type { PostWebhook } from './webhooks/post-webhook.ts';
import type { WebhookSender } from './webhooks/webhook-sender.ts';

/** Requests that no well-behaved platform would send, and those it sends rarely. */
export type Hostile = {
  /** Posts a body as it stands; the signature is right unless another one is given. */
  readonly postRaw: (body: string, signature?: string) => Promise<number>;
  /** Several events in one signed body; none is what LINE sends to see whether the app answers. */
  readonly postEvents: (events: readonly Json[]) => Promise<number>;
  /** An event with LINE's common fields, to be put into `postEvents`. */
  readonly makeEvent: (act: Json, source: Json, withReply?: boolean) => Json;
  /** Sends an event again, with `isRedelivery`; the last one unless named. False when it was never sent. */
  readonly repeatEvent: (webhookEventId?: string) => Promise<boolean>;
  /** The channel access token is not good any more: every call is answered 401. */
  readonly revokeToken: () => void;
  /** The token is good again. */
  readonly restoreToken: () => void;
};

/** Hostile requests over the same way as the good ones. */
export function createHostile(deps: {
  readonly clock: Clock;
  readonly post: PostWebhook;
  readonly sender: WebhookSender;
  readonly tokens: ReplyTokens;
  readonly token: TokenState;
}): Hostile {
  return {
    postRaw: deps.post,
    postEvents: deps.sender.postEvents,
    makeEvent: (act, source, withReply = true) =>
      makeEvent(deps.clock, {
        act,
        source,
        replyToken: withReply ? deps.tokens.issue(textAt(source, 'userId') ?? '') : null,
      }),
    repeatEvent: deps.sender.repeat,
    revokeToken: () => {
      deps.token.value = 'revoked';
    },
    restoreToken: () => {
      deps.token.value = 'valid';
    },
  };
}
