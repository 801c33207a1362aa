import type { Clock } from '../../../src/shared/clock.ts';

/** What a test may do to the month's allowance, as the account's owner can at LINE. Months are those of Asia/Tokyo. */
export type AllowanceControls = {
  /** Messages of this month: pushes, multicasts, broadcasts, and those sent by hand. */
  readonly used: () => number;
  /** Somebody sends so many from the account manager; throws when the month has no room for them. */
  readonly sendByHand: (messages: number) => void;
  /** From now on the consumption API answers so many more (or fewer) than were used: its figure is approximate. */
  readonly drift: (messages: number) => void;
  /** Another plan; null has no limit. */
  readonly setLimit: (limit: number | null) => void;
};

/** The month's allowance: what may be sent, what was, and what the API says was. */
export type Allowance = AllowanceControls & {
  readonly limit: () => number | null;
  readonly hasRoomFor: (messages: number) => boolean;
  readonly charge: (messages: number) => void;
  /** What the consumption API answers; never below zero. */
  readonly reported: () => number;
  /** Messages charged through the API, by month `YYYY-MM`; those sent by hand are not in it. */
  readonly pushesByMonth: () => Record<string, number>;
};

/** A full allowance. */
export function createAllowance(options: {
  readonly clock: Clock;
  readonly monthlyLimit: number | null;
}): Allowance {
  const { clock } = options;
  let limit = options.monthlyLimit;
  let drift = 0;
  const pushes = new Map<string, number>();
  const byHand = new Map<string, number>();
  const months = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: '2-digit',
  });
  const add = (counts: Map<string, number>, messages: number): void => {
    const month = months.format(clock.now());
    counts.set(month, (counts.get(month) ?? 0) + messages);
  };
  const used = (): number => {
    const month = months.format(clock.now());
    return (pushes.get(month) ?? 0) + (byHand.get(month) ?? 0);
  };
  const hasRoomFor = (messages: number): boolean =>
    messages === 0 || limit === null || used() + messages <= limit;
  return {
    used,
    limit: () => limit,
    setLimit: (next) => {
      limit = next;
    },
    hasRoomFor,
    charge: (messages) => {
      if (messages > 0) add(pushes, messages);
    },
    sendByHand: (messages) => {
      if (!hasRoomFor(messages)) throw new RangeError(`the month has no room for ${messages} messages`);
      add(byHand, messages);
    },
    drift: (messages) => {
      drift = messages;
    },
    reported: () => Math.max(0, used() + drift),
    pushesByMonth: () => Object.fromEntries(pushes),
  };
}
