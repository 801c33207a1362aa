/** What matching people with Slack needs outside a transaction, because it waits for the network in between. */
export type PeopleDirectory = {
  /** People with an e-mail address and no Slack account who were not looked up since `notSince`; marks them as looked up. */
  readonly claimUnmatched: (
    notSince: Date,
    now: Date,
    limit: number,
  ) => Promise<readonly { readonly personId: string; readonly email: string }[]>;
  /** Slack asked to wait: looked up again with the next run, in a few minutes of its own clock. */
  readonly lookUpLater: (personId: string) => Promise<void>;
  /** Teams whose two mentors are in Slack and whose group was opened for other people or never. */
  readonly pairsWithoutGroup: (limit: number) => Promise<readonly PairWithoutGroup[]>;
};

export type PairWithoutGroup = {
  readonly teamId: string;
  readonly programmeId: string;
  readonly slackUserIds: readonly string[];
};
