/** A time in which the platform is away. */
export type Blackout = {
  /** Calls that got no answer. */
  readonly refused: () => number;
  /** Webhooks that wait for the end. */
  readonly waiting: () => number;
  /** The platform is back: what waited is sent in order; resolves when it was. */
  readonly end: () => Promise<void>;
};

/** What the stand-in itself asks. */
export type BlackoutSource = {
  /** What a call meets now: null while the platform is there. */
  readonly takeBlackedOut: () => 'reset' | 'hang' | null;
  /** Keeps a webhook until the end; false while the platform is there. */
  readonly holdWebhook: (send: () => Promise<void>) => boolean;
};

type Current = { readonly mode: 'reset' | 'hang'; refused: number; readonly held: (() => Promise<void>)[] };

/** The platform is there until a blackout begins; one at a time. */
export function createBlackouts(): {
  readonly begin: (mode: 'reset' | 'hang') => Blackout;
  readonly source: BlackoutSource;
} {
  let current: Current | null = null;
  return {
    begin: (mode) => {
      if (current !== null) throw new RangeError('the platform is away already');
      const begun: Current = { mode, refused: 0, held: [] };
      current = begun;
      return {
        refused: () => begun.refused,
        waiting: () => begun.held.length,
        end: async () => {
          if (current === begun) current = null;
          for (const send of begun.held.splice(0)) await send();
        },
      };
    },
    source: {
      takeBlackedOut: () => {
        if (current === null) return null;
        current.refused += 1;
        return current.mode;
      },
      holdWebhook: (send) => {
        if (current === null) return false;
        current.held.push(send);
        return true;
      },
    },
  };
}
