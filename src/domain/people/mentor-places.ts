/** Somebody who holds or held one of the pair's places in a team. */
export type Placed = {
  readonly enrolmentId: string;
  readonly personId: string;
  /** The enrolment whose place this one has taken; null: the first in its place. */
  readonly replacesId: string | null;
  readonly endedAt: Date | null;
};

/** The people of one place, one after another; the last came last. */
export type MentorPlace = readonly Placed[];

/** A team's places with everybody who held them: who replaced somebody stands behind them. In the order given. */
export function toMentorPlaces(mentors: readonly Placed[]): readonly MentorPlace[] {
  const successorOf = new Map(
    mentors.flatMap((one) => (one.replacesId === null ? [] : [[one.replacesId, one] as const])),
  );
  const known = new Set(mentors.map(({ enrolmentId }) => enrolmentId));
  const follow = (first: Placed): MentorPlace => {
    const place = [first];
    for (let next = successorOf.get(first.enrolmentId); next !== undefined; ) {
      place.push(next);
      next = successorOf.get(next.enrolmentId);
    }
    return place;
  };
  return mentors
    .filter(({ replacesId }) => replacesId === null || !known.has(replacesId))
    .map((first) => follow(first));
}

/** Those who came into a place after whoever held it in a session, in which these enrolments had a seat. */
export function findSuccessors(
  places: readonly MentorPlace[],
  seatedEnrolments: readonly string[],
): readonly Placed[] {
  return places.flatMap((place) => {
    const last = place.findLastIndex(({ enrolmentId }) => seatedEnrolments.includes(enrolmentId));
    return last === -1 ? [] : place.slice(last + 1);
  });
}

/** Who held each place at that instant, or was the last to hold it before. */
export function findHolders(places: readonly MentorPlace[], at: Date): readonly Placed[] {
  return places.flatMap((place) => {
    const holder = place.findLast((_, index) => {
      const former = place[index - 1];
      return former === undefined || (former.endedAt !== null && former.endedAt <= at);
    });
    return holder === undefined ? [] : [holder];
  });
}
