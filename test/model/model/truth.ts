/** A session of the team, by its number. */
export type Meeting = {
  readonly number: number;
  readonly at: number;
  readonly minutes: number;
  readonly state: 'planned' | 'unsettled' | 'cancelled';
  /** Participants who cannot come. */
  readonly cannot: readonly string[];
  /** Rises with each date that it is given. */
  readonly revision: number;
  /** Mentors who cannot come to this date, and what was said about that, oldest first. */
  readonly out: readonly string[];
  readonly said: readonly Said[];
};

/** What a mentor said: that they cannot come, or can after all; or what is to be done without their partner. */
export type Said = {
  readonly who: string;
  readonly says: 'absent' | 'back' | 'alone' | 'move' | 'skip';
  readonly at: number;
};

/** Times offered; by what it came to, whatever the reason: taken back, replaced or overruled is `closed`. */
export type Offer = {
  readonly state: 'open' | 'confirmed' | 'closed';
  /** The number of the session that is to be moved; null: the team's next one. */
  readonly moves: number | null;
  readonly number: number;
  readonly minutes: number;
  readonly times: readonly OfferTime[];
  readonly answers: Readonly<Record<string, OfferAnswer>>;
};

export type OfferTime = {
  readonly at: number;
  readonly role: 'mentor' | 'participant';
  readonly by: string;
};
export type OfferAnswer = {
  /** Keys of times, see `timeKey`. */
  readonly suits: readonly string[];
  readonly noneFits: boolean;
  readonly given: boolean;
};

/** What is true of a team's dates. Offers in the order in which they were made. */
export type Truth = {
  readonly meetings: readonly Meeting[];
  readonly offers: readonly Offer[];
  /** The team's mentors, in the order of their codes. */
  readonly pair: readonly string[];
  /** Whose place somebody else has. */
  readonly gone: readonly string[];
};

export function timeKey({ at, role }: Pick<OfferTime, 'at' | 'role'>): string {
  return `${role}@${at}`;
}

export function endOf({ at, minutes }: Pick<Meeting, 'at' | 'minutes'>): number {
  return at + minutes * 60_000;
}

export function findMeeting({ meetings }: Truth, number: number | null): Meeting | undefined {
  return meetings.find((one) => one.number === number);
}

/** The meeting at a date of its own: whoever could not come, or answered for who could not, spoke of another one. */
export function atNewDate(
  former: Meeting | undefined,
  date: Pick<Meeting, 'number' | 'at' | 'minutes'>,
): Meeting {
  return { ...date, state: 'planned', cannot: [], revision: (former?.revision ?? 0) + 1, out: [], said: [] };
}

/** Whether somebody has said that they do not come to the date that the meeting has. */
export function isOut({ cannot, out }: Meeting, who: string): boolean {
  return cannot.includes(who) || out.includes(who);
}

export function withMeeting(truth: Truth, changed: Meeting): Truth {
  const others = truth.meetings.filter(({ number }) => number !== changed.number);
  return { ...truth, meetings: [...others, changed].sort((a, b) => a.number - b.number) };
}

export function withOffer(truth: Truth, index: number, change: Partial<Offer>): Truth {
  return {
    ...truth,
    offers: truth.offers.map((offer, position) => (position === index ? { ...offer, ...change } : offer)),
  };
}

/** An offer to move a session that was decided about otherwise is over, and stays so. */
export function closeOverruled(truth: Truth): Truth {
  return {
    ...truth,
    offers: truth.offers.map((offer) =>
      offer.state === 'open' && offer.moves !== null && findMeeting(truth, offer.moves)?.state !== 'unsettled'
        ? { ...offer, state: 'closed' }
        : offer,
    ),
  };
}
