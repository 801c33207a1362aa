/**
 * What a Web API call meets instead of its ordinary answer:
 * - `http-500`: refused with status 500, nothing happened
 * - `rate-limited`: status 429 with Retry-After, nothing happened
 * - `reset`: the connection breaks before anything happened
 * - `accept-then-reset`: everything happened, then the connection breaks without an answer
 * - `hang`: nothing happened and no answer comes until the caller gives up
 * - `accept-then-hang`: everything happened and no answer comes until the caller gives up
 */
export type CallFault =
  | 'http-500'
  | 'rate-limited'
  | 'reset'
  | 'accept-then-reset'
  | 'hang'
  | 'accept-then-hang';

/** A fault that was set up; counts how often it has fired. */
export type Fault = { readonly fired: () => number };

/** Hooks that make the platform misbehave a given number of times. */
export type Faults = {
  /** The next `times` calls of a method (`*`: any) meet the fault. */
  readonly onCall: (
    method: string,
    kind: CallFault,
    options?: { readonly times?: number; readonly retryAfterSeconds?: number },
  ) => Fault;
  /** The next `times` events and interactions are sent twice at the same moment, byte for byte. */
  readonly duplicateWebhooks: (times: number) => Fault;
  /** The next `times` events are sent `seconds` of simulated time later, so that newer ones overtake them. */
  readonly delayEvents: (times: number, seconds: number) => Fault;
  /** The next `times` events are delivered but taken as timed out, so that they are sent again. */
  readonly forgetAcknowledgements: (times: number) => Fault;
};

/** What the stand-in itself asks the faults. */
export type FaultSource = {
  readonly takeCall: (
    method: string,
  ) => { readonly kind: CallFault; readonly retryAfterSeconds: number } | null;
  readonly takeDuplicate: () => boolean;
  /** Seconds of simulated delay for the next event, or null. */
  readonly takeDelay: () => number | null;
  readonly takeForgotten: () => boolean;
};

type Armed<Detail> = { readonly detail: Detail; left: number; fired: number };

/** No faults, until some are set up. */
export function createFaults(): { readonly faults: Faults; readonly source: FaultSource } {
  const calls: Armed<{ method: string; kind: CallFault; retryAfterSeconds: number }>[] = [];
  const duplicates: Armed<null>[] = [];
  const delays: Armed<number>[] = [];
  const forgotten: Armed<null>[] = [];
  return {
    faults: {
      onCall: (method, kind, options = {}) =>
        arm(calls, { method, kind, retryAfterSeconds: options.retryAfterSeconds ?? 1 }, options.times ?? 1),
      duplicateWebhooks: (times) => arm(duplicates, null, times),
      delayEvents: (times, seconds) => arm(delays, seconds, times),
      forgetAcknowledgements: (times) => arm(forgotten, null, times),
    },
    source: {
      takeCall: (method) =>
        take(calls, (detail) => detail.method === '*' || detail.method === method)?.detail ?? null,
      takeDuplicate: () => take(duplicates, () => true) !== null,
      takeDelay: () => take(delays, () => true)?.detail ?? null,
      takeForgotten: () => take(forgotten, () => true) !== null,
    },
  };
}

function arm<Detail>(list: Armed<Detail>[], detail: Detail, times: number): Fault {
  const armed: Armed<Detail> = { detail, left: times, fired: 0 };
  list.push(armed);
  return { fired: () => armed.fired };
}

function take<Detail>(list: Armed<Detail>[], matches: (detail: Detail) => boolean): Armed<Detail> | null {
  const armed = list.find((candidate) => candidate.left > 0 && matches(candidate.detail));
  if (armed === undefined) return null;
  armed.left -= 1;
  armed.fired += 1;
  return armed;
}
