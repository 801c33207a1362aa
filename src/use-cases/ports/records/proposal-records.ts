import type {
  OfferedTime,
  Proposal,
  ProposalState,
  TimesAnswer,
} from '../../../domain/scheduling/proposal.ts';

export type NewProposal = Omit<Proposal, 'id' | 'state' | 'times' | 'answers'> & {
  readonly times: readonly Omit<OfferedTime, 'id'>[];
};

export type ProposalRecords = {
  /**
   * Nobody else decides anything about the team's dates until the end of the transaction. Taken before anything is read
   * that a decision rests on, and before any session is locked.
   */
  readonly lockTeam: (teamId: string) => Promise<void>;
  readonly find: (proposalId: string) => Promise<Proposal | null>;
  /** The team's open proposal, of which there is at most one; or null. */
  readonly openOf: (teamId: string) => Promise<Proposal | null>;
  /** The team's newest proposal for this session, or for the number that is not planned yet; or null. */
  readonly latestFor: (about: {
    readonly teamId: string;
    readonly kind: string;
    readonly number: number;
  }) => Promise<Proposal | null>;
  /** Answers the new id. Throws when the team has an open one still. */
  readonly add: (proposal: NewProposal) => Promise<string>;
  /** Adds a time, unless the same role offered it already; answers the time as it stands. */
  readonly addTime: (proposalId: string, time: Omit<OfferedTime, 'id'>, at: Date) => Promise<OfferedTime>;
  readonly removeTime: (proposalId: string, timeId: string) => Promise<void>;
  readonly saveAnswer: (proposalId: string, answer: TimesAnswer) => Promise<void>;
  /** Ends it; with the session that came of it, if one did. */
  readonly settle: (
    proposalId: string,
    end: { readonly state: Exclude<ProposalState, 'open'>; readonly sessionId?: string; readonly at: Date },
  ) => Promise<void>;
};
