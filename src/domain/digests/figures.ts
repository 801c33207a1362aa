import type { DeliveryKind } from '../messaging/delivery.ts';
import type { StandstillReason } from '../scheduling/pace/find-standstill.ts';

export type Share = { readonly answered: number; readonly due: number };

/** Counts of the answers 5, 4, 3, 2, 1 in that order. */
export type Distribution = readonly [number, number, number, number, number];

/** Answers of one role: how many, of how many people, their sum, and how often each was given. */
export type Satisfaction = {
  readonly n: number;
  readonly people: number;
  readonly sum: number;
  readonly counts: Distribution;
};

/** Something the coordinators decide first; dates are ISO instants, because figures are stored as JSON. */
export type Decision =
  | { readonly kind: 'unsettled' | 'contradiction' | 'awaiting'; readonly team: string; readonly at: string }
  | {
      readonly kind: 'idle';
      readonly team: string;
      readonly days: number;
      readonly lastAt: string | null;
      /** Left out in digests that knew none. */
      readonly reason?: StandstillReason | null;
    }
  | { readonly kind: 'worries'; readonly team: string; readonly count: number }
  | { readonly kind: 'murmurs' | 'contacts'; readonly count: number };

export type Undelivered = {
  readonly kind: DeliveryKind;
  /** Who passes it on: the pair, or the coordinators where no mentor would read it. */
  readonly why: 'relayed' | 'relayed_by_desk' | 'expired' | 'refused';
  readonly at: string;
};

/** The numbers of one programme and ISO week, as they were when the digest was taken. */
export type DigestFigures = {
  readonly sessions: {
    readonly planned: number;
    readonly held: number;
    readonly notMet: number;
    readonly unsettled: number;
    readonly awaiting: number;
  };
  /** Of sessions that ended in the week; answered: stamped by this digest. */
  readonly reflections: { readonly mentor: Share; readonly participant: Share };
  /** The week before, as it stands now; null in the first week. */
  readonly lastWeek: Share | null;
  /** Stamped by this digest, of sessions that ended in earlier weeks. */
  readonly late: number;
  readonly corrected: number;
  readonly satisfaction: { readonly mentor: Satisfaction; readonly participant: Satisfaction };
  readonly soFar: { readonly held: number; readonly planned: number; readonly idleTeams: number };
  readonly decisions: readonly Decision[];
  readonly undelivered: readonly Undelivered[];
  readonly unreachable: {
    readonly line: number;
    readonly slack: number;
    readonly notJoined: number;
    readonly remindersOnly: number;
  };
  readonly pushes: {
    /** `YYYY-MM` in the programme's zone, the closing month first where the week touches two. */
    readonly months: readonly { readonly month: string; readonly used: number }[];
    readonly forecast: number;
  };
  readonly nextWeek: { readonly count: number; readonly undated: number };
};

/** A digest as it was taken. */
export type StoredDigest = {
  readonly id: string;
  readonly programmeId: string;
  readonly programmeName: string;
  readonly zone: string;
  readonly pushTarget: number;
  readonly pushLimit: number | null;
  readonly isoWeek: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly takenAt: Date;
  readonly figures: DigestFigures;
};

/** No mean and no distribution of fewer people than this, so that a number never points at one of them. */
export const leastPeople = 5;

/** The mean to one decimal, or null of fewer than five people. */
export function meanOf({ n, people, sum }: Satisfaction): number | null {
  return people < leastPeople ? null : Math.round((sum / n) * 10) / 10;
}
