import type { Clock } from '../../../src/shared/clock.ts';
import type { Endpoint } from './endpoint.ts';

/** So many calls in any span of this length. */
export type RateLimit = { readonly calls: number; readonly perMs: number };

/** Counts calls on the simulated clock: while it stands still, nothing is forgotten. */
export type RateLimits = {
  /** Takes one call; false when its endpoint has had all it may have. */
  readonly take: (endpoint: Endpoint) => boolean;
};

const second = 1_000;
const hour = 60 * 60_000;

// developers.line.biz/en/reference/messaging-api/#rate-limits; per channel and endpoint, all others as `others`.
const limits: Readonly<Partial<Record<Endpoint, RateLimit>>> = {
  multicast: { calls: 200, perMs: second },
  loading: { calls: 100, perMs: second },
  broadcast: { calls: 60, perMs: hour },
  menuCreate: { calls: 100, perMs: hour },
  menuDelete: { calls: 100, perMs: hour },
  aliasDelete: { calls: 100, perMs: hour },
};
const others: RateLimit = { calls: 2_000, perMs: second };

/** Limits of LINE's reference, unless a test sets others. */
export function createRateLimits(deps: {
  readonly clock: Clock;
  readonly overrides?: Readonly<Partial<Record<Endpoint, RateLimit>>>;
}): RateLimits {
  const taken = new Map<Endpoint, number[]>();
  return {
    take: (endpoint) => {
      const { calls, perMs } = deps.overrides?.[endpoint] ?? limits[endpoint] ?? others;
      const now = deps.clock.now().getTime();
      const recent = (taken.get(endpoint) ?? []).filter((at) => now - at < perMs);
      const passes = recent.length < calls;
      taken.set(endpoint, passes ? [...recent, now] : recent);
      return passes;
    },
  };
}
