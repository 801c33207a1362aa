import type { Clock } from '../../src/shared/clock.ts';
import type { Ids } from './identity.ts';

/** Who pressed what: where a trigger came from. */
export type TriggerOrigin = {
  readonly userId: string;
  /** The modal the trigger came from, or null. */
  readonly viewId: string | null;
};

/** What an attempt to use a trigger brings. */
type TriggerExchange =
  | { readonly kind: 'taken'; readonly origin: TriggerOrigin }
  | {
      readonly kind: 'refused';
      readonly error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';
    };

/** The `trigger_id`s of interactions: good for three seconds, once. */
export type Triggers = {
  readonly issue: (origin: TriggerOrigin) => string;
  readonly exchange: (triggerId: string) => TriggerExchange;
};

const lifetimeMs = 3000;

/** A source of triggers on the simulated clock. */
export function createTriggers(deps: { readonly clock: Clock; readonly ids: Ids }): Triggers {
  const issued = new Map<string, { origin: TriggerOrigin; at: number; used: boolean }>();
  return {
    issue: (origin) => {
      const now = deps.clock.now().getTime();
      const triggerId = `${now}.${issued.size + 1}.${deps.ids.token()}`;
      issued.set(triggerId, { origin, at: now, used: false });
      return triggerId;
    },
    exchange: (triggerId) => {
      const trigger = issued.get(triggerId);
      if (trigger === undefined) return { kind: 'refused', error: 'invalid_trigger_id' };
      if (trigger.used) return { kind: 'refused', error: 'exchanged_trigger_id' };
      if (deps.clock.now().getTime() - trigger.at > lifetimeMs) {
        return { kind: 'refused', error: 'expired_trigger_id' };
      }
      trigger.used = true;
      return { kind: 'taken', origin: trigger.origin };
    },
  };
}
