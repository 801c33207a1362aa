import type { Identity, Ids } from '../identity.ts';
import type { Hostile, RawAnswer } from '../types.ts';
import type { Events } from './events.ts';
import type { WebhookAnswer } from './post-webhook.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** Whether the bot token is good; the platform's answer to a call says so. */
export type TokenState = { value: 'valid' | 'token_revoked' | 'account_inactive' };

/** Requests that no well-behaved platform would send, and those it sends rarely. */
export function createHostile(deps: {
  readonly ids: Ids;
  readonly identity: Identity;
  readonly events: Events;
  readonly sendWebhook: WebhookSender;
  readonly token: TokenState;
}): Hostile {
  const { events, identity, token } = deps;
  const sendTokensRevoked = () =>
    events.send({
      type: 'tokens_revoked',
      tokens: { oauth: [], bot: [identity.botUserId] },
      event_ts: deps.ids.timestamp(),
    });
  return {
    postRaw: async (request) => toRawAnswer(await deps.sendWebhook(request)),
    sendEvent: events.send,
    repeatEvent: events.repeat,
    uninstall: async () => {
      token.value = 'account_inactive';
      await sendTokensRevoked();
      await events.send({ type: 'app_uninstalled', event_ts: deps.ids.timestamp() });
    },
    revokeTokens: async () => {
      token.value = 'token_revoked';
      await sendTokensRevoked();
    },
    reinstall: () => {
      token.value = 'valid';
    },
    verifyUrl: async (challenge) =>
      toRawAnswer(
        await deps.sendWebhook({
          body: JSON.stringify({ token: identity.verificationToken, challenge, type: 'url_verification' }),
          contentType: 'application/json',
        }),
      ),
    checkTls: async () =>
      toRawAnswer(
        await deps.sendWebhook({
          body: new URLSearchParams({ ssl_check: '1', token: identity.verificationToken }).toString(),
          contentType: 'application/x-www-form-urlencoded',
        }),
      ),
  };
}

/** A request without an answer counts as status 0. */
function toRawAnswer(answer: WebhookAnswer): RawAnswer {
  return answer.kind === 'answered'
    ? { status: answer.status, body: answer.body }
    : { status: 0, body: answer.kind };
}
