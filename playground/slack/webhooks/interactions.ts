import type { Clock } from '../../../src/shared/clock.ts';
import type { FaultSource } from '../faults.ts';
import { type JsonObject, textAt } from '../json.ts';
import type { InteractionFailure, InteractionOutcome } from '../types.ts';
import { isTaken, type WebhookAnswer } from './post-webhook.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** Sends what people press, submit and command. None of it is ever sent again: the person sees a warning. */
export type Interactions = {
  /** Sends an interaction payload in the name of a user. */
  readonly send: (userId: string, payload: JsonObject) => Promise<InteractionOutcome>;
  /** Sends a slash command in the name of a user. */
  readonly sendCommand: (
    userId: string,
    fields: Readonly<Record<string, string>>,
  ) => Promise<InteractionOutcome>;
  readonly failures: readonly InteractionFailure[];
};

const formType = 'application/x-www-form-urlencoded';

/** An interactivity endpoint of one installed app. */
export function createInteractions(deps: {
  readonly clock: Clock;
  readonly faults: FaultSource;
  readonly sendWebhook: WebhookSender;
}): Interactions {
  const failures: InteractionFailure[] = [];

  const sendForm = async (
    from: { readonly userId: string; readonly type: string },
    fields: Readonly<Record<string, string>>,
  ): Promise<InteractionOutcome> => {
    const request = { body: new URLSearchParams(fields).toString(), contentType: formType };
    const again = deps.faults.takeDuplicate() ? [deps.sendWebhook(request)] : [];
    const [answer] = await Promise.all([deps.sendWebhook(request), ...again]);
    if (answer.kind === 'answered' && isTaken(answer))
      return { kind: 'answered', status: answer.status, body: answer.body };
    const reason = describeFailure(answer);
    failures.push({ at: deps.clock.now(), ...from, reason });
    return { kind: 'failed', reason };
  };

  return {
    send: (userId, payload) =>
      sendForm({ userId, type: textAt(payload, 'type') ?? 'unknown' }, { payload: JSON.stringify(payload) }),
    sendCommand: (userId, fields) => sendForm({ userId, type: 'command' }, fields),
    failures,
  };
}

function describeFailure(answer: WebhookAnswer): string {
  switch (answer.kind) {
    case 'answered':
      return `status ${answer.status}`;
    case 'timeout':
      return 'no answer within 3 seconds';
    case 'unreachable':
      return 'no connection';
  }
}
