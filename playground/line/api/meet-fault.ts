import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallFault } from '../faults.ts';
import { type Answer, monthlyLimitReached, rateLimited, serverError, tokenRefused } from './answer.ts';

/** Lets one call meet its fault. A call that hangs ends when the caller gives up. */
export async function meetFault(
  fault: { readonly kind: CallFault; readonly delayMs: number },
  exchange: {
    readonly outgoing: ServerResponse;
    /** Does what the call asks for. */
    readonly accept: () => Answer;
    readonly respond: (answer: Answer) => void;
  },
): Promise<void> {
  const { outgoing, accept, respond } = exchange;
  switch (fault.kind) {
    case 'http-500':
      return respond(serverError);
    case 'accept-then-500':
      accept();
      return respond(serverError);
    case 'rate-limited':
      return respond(rateLimited);
    case 'monthly-limit':
      return respond(monthlyLimitReached);
    case 'unauthorised':
      return respond(tokenRefused);
    case 'reset':
      outgoing.destroy();
      return;
    case 'accept-then-reset':
      accept();
      outgoing.destroy();
      return;
    case 'hang':
      return;
    case 'accept-then-hang':
      accept();
      return;
    case 'slow': {
      const answer = accept();
      await sleep(fault.delayMs);
      if (!outgoing.destroyed) respond(answer);
      return;
    }
  }
}
