/** The people who held one of the pair's two places one after another; the last holds it now. */
export type Place = readonly string[];

export type LeadFacts = {
  /** In roster order; a replaced mentor and the new one share a place. A mentor without a partner has the only one. */
  readonly places: readonly Place[];
  /** Who led the sessions that took place, in order of their starts; null where nobody knows. A swap is in here already. */
  readonly led: readonly (string | null)[];
};

export type ComingSession = {
  /** Mentors who cannot come. */
  readonly absent: readonly string[];
  /** Whom the pair chose by swapping; null: nobody did. */
  readonly chosen: string | null;
};

/**
 * Who leads the next session; null where no mentor comes. A chosen mentor leads; else the place that did not lead last,
 * and the other one where its mentor is absent. The first session falls to the first place.
 */
export function findLead({ places, led }: LeadFacts, { absent, chosen }: ComingSession): string | null {
  const present = places.map((place) => place.at(-1)).map((one) => (isPresent(one, absent) ? one : null));
  if (chosen !== null && present.includes(chosen)) return chosen;
  const last = led.map((person) => placeOf(person, places)).findLast((index) => index !== -1) ?? -1;
  const inTurn = [...present.slice(last + 1), ...present.slice(0, last + 1)];
  return inTurn.find((person) => person !== null) ?? null;
}

function isPresent(person: string | undefined, absent: readonly string[]): person is string {
  return person !== undefined && !absent.includes(person);
}

/** A person who moved from one place to the other counts where they are now. */
function placeOf(person: string | null, places: readonly Place[]): number {
  if (person === null) return -1;
  const now = places.findIndex((place) => place.at(-1) === person);
  return now === -1 ? places.findIndex((place) => place.includes(person)) : now;
}
