/** A digest and the figures that differ from what the rows it stamped come to. */
export type CheckedDigest = {
  readonly programmeId: string;
  readonly isoWeek: string;
  /** By their place among the figures; empty when all agree. */
  readonly differing: readonly string[];
};

export type DigestChecks = {
  /** Takes up digests that wait for a look, those that waited longest first; nobody else gets them meanwhile. */
  readonly claim: (claim: {
    readonly now: Date;
    readonly takenSince: Date;
    readonly checkedBefore: Date;
    readonly limit: number;
  }) => Promise<readonly string[]>;
  /** Recomputes what can be recomputed; null when there is no such digest. */
  readonly compare: (digestId: string) => Promise<CheckedDigest | null>;
};
