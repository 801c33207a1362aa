import type { Outbox } from '../../use-cases/ports/sending/outbox.ts';

/** The same outbox; tells how many claimed deliveries may have been sent before: their process or its answer was lost. */
export function countUncertainClaims(outbox: Outbox, count: (claims: number) => void): Outbox {
  return {
    ...outbox,
    claim: async (now, limit, platforms) => {
      const claimed = await outbox.claim(now, limit, platforms);
      const uncertain = claimed.filter(({ uncertainSince }) => uncertainSince !== null).length;
      if (uncertain > 0) count(uncertain);
      return claimed;
    },
  };
}
