import type { Endpoint } from './api/endpoint.ts';
import { type Blackout, type BlackoutSource, createBlackouts } from './blackouts.ts';

/**
 * What an API call meets instead of its ordinary answer:
 * - `http-500`: refused with status 500, nothing happened
 * - `accept-then-500`: everything happened, then status 500
 * - `rate-limited`: status 429 of the rate limit, nothing happened
 * - `monthly-limit`: status 429 of the month's allowance, nothing happened
 * - `unauthorised`: status 401 as for a token that is not good, nothing happened
 * - `reset`: the connection breaks before anything happened
 * - `accept-then-reset`: everything happened, then the connection breaks without an answer
 * - `hang`: nothing happened and no answer comes until the caller gives up
 * - `accept-then-hang`: everything happened and no answer comes until the caller gives up
 * - `slow`: everything happened at once, the ordinary answer comes `delayMs` of real time later
 */
export type CallFault =
  | 'http-500'
  | 'accept-then-500'
  | 'rate-limited'
  | 'monthly-limit'
  | 'unauthorised'
  | 'reset'
  | 'accept-then-reset'
  | 'hang'
  | 'accept-then-hang'
  | 'slow';

/** A fault that was set up; counts how often it has fired. */
export type Fault = { readonly fired: () => number };

/** Hooks that make the platform misbehave a given number of times (`Infinity`: from now on). */
export type Faults = {
  /** The next `times` calls of an endpoint (`*`: any) meet the fault; one time unless given. */
  readonly onCall: (
    endpoint: Endpoint | '*',
    kind: CallFault,
    options?: { readonly times?: number; readonly delayMs?: number },
  ) => Fault;
  /** The next `times` webhooks are sent twice at the same moment, byte for byte. */
  readonly duplicateWebhooks: (times: number) => Fault;
  /** The next `times` webhooks are sent `seconds` of simulated time later, so that newer ones overtake them. */
  readonly delayWebhooks: (times: number, seconds: number) => Fault;
  /** The next `times` webhooks are sent right after a newer one, or a minute later when none comes. */
  readonly reorderWebhooks: (times: number) => Fault;
  /** The next `times` webhooks are delivered but taken as timed out, so that they are sent again. */
  readonly forgetAcknowledgements: (times: number) => Fault;
  /** The whole platform is away until the blackout ends. Calls break or hang; webhooks wait for the end. */
  readonly blackout: (options?: { readonly calls?: 'reset' | 'hang' }) => Blackout;
};

/** What the stand-in itself asks the faults. */
export type FaultSource = BlackoutSource & {
  readonly takeCall: (
    endpoint: Endpoint | null,
  ) => { readonly kind: CallFault; readonly delayMs: number } | null;
  readonly takeDuplicate: () => boolean;
  /** Seconds of simulated delay for the next webhook, or null. */
  readonly takeDelay: () => number | null;
  readonly takeReorder: () => boolean;
  readonly takeForgotten: () => boolean;
};

type Armed<Detail> = { readonly detail: Detail; left: number; fired: number };

/** No faults, until some are set up. */
export function createFaults(): { readonly faults: Faults; readonly source: FaultSource } {
  const calls: Armed<{ endpoint: Endpoint | '*'; kind: CallFault; delayMs: number }>[] = [];
  const duplicates: Armed<null>[] = [];
  const delays: Armed<number>[] = [];
  const reorders: Armed<null>[] = [];
  const forgotten: Armed<null>[] = [];
  const blackouts = createBlackouts();
  return {
    faults: {
      onCall: (endpoint, kind, { times = 1, delayMs = 0 } = {}) =>
        arm(calls, { endpoint, kind, delayMs }, times),
      duplicateWebhooks: (times) => arm(duplicates, null, times),
      delayWebhooks: (times, seconds) => arm(delays, seconds, times),
      reorderWebhooks: (times) => arm(reorders, null, times),
      forgetAcknowledgements: (times) => arm(forgotten, null, times),
      blackout: ({ calls: mode = 'reset' } = {}) => blackouts.begin(mode),
    },
    source: {
      ...blackouts.source,
      takeCall: (endpoint) =>
        take(calls, ({ endpoint: wanted }) => wanted === '*' || wanted === endpoint)?.detail ?? null,
      takeDuplicate: () => take(duplicates, () => true) !== null,
      takeDelay: () => take(delays, () => true)?.detail ?? null,
      takeReorder: () => take(reorders, () => true) !== null,
      takeForgotten: () => take(forgotten, () => true) !== null,
    },
  };
}

function arm<Detail>(list: Armed<Detail>[], detail: Detail, times: number): Fault {
  const armed: Armed<Detail> = { detail, left: times, fired: 0 };
  list.push(armed);
  return { fired: () => armed.fired };
}

function take<Detail>(list: Armed<Detail>[], fits: (detail: Detail) => boolean): Armed<Detail> | null {
  const armed = list.find((one) => one.left > 0 && fits(one.detail));
  if (armed === undefined) return null;
  armed.left -= 1;
  armed.fired += 1;
  return armed;
}
