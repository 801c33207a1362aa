import type { AbsenceFacts, PartnerChoice } from '../../../domain/scheduling/pair/decide-absence.ts';
import type { AwayRange } from '../../../domain/scheduling/starts/availability.ts';
import type { PlainDate } from '../../../domain/time.ts';

/** sudden: one tap before a session. away: it falls into days away that were announced. left: not of the pair any more. */
export type AbsenceReason = 'sudden' | 'away' | 'left';

/** Days away as the person said them; they stand until taken back. */
export type StandingRange = AwayRange & { readonly id: string; readonly saidAt: Date };

/** What was said about one date of a session, as `decideAbsence` reads it. */
export type AbsenceSayings = {
  readonly absences: readonly (AbsenceFacts['absences'][number] & { readonly because: AbsenceReason })[];
  readonly answers: AbsenceFacts['answers'];
};

/** A session at one of its dates: what is said about a former one counts no more. */
export type SessionDate = { readonly sessionId: string; readonly revision: number };

/** Mentors who cannot come: to one session, or from day to day. */
export type AbsenceRecords = {
  /** Standing days away of these people, in each one's present zone, by first day. */
  readonly awayOf: (personIds: readonly string[]) => Promise<readonly StandingRange[]>;
  /** Days away, also those that were taken back; null where there are none such. */
  readonly findAway: (rangeId: string) => Promise<(StandingRange & { readonly endedAt: Date | null }) | null>;
  /** Answers the new id. */
  readonly addAway: (range: {
    readonly personId: string;
    readonly fromOn: PlainDate;
    readonly toOn: PlainDate;
    readonly saidAt: Date;
  }) => Promise<string>;
  /** Takes a person's days away back; false when there are none such that stand. */
  readonly endAway: (rangeId: string, personId: string, at: Date) => Promise<boolean>;

  readonly sayingsOf: (date: SessionDate) => Promise<AbsenceSayings>;
  /** False when the person had said it before and it stands. */
  readonly sayAbsent: (
    date: SessionDate,
    absence: { readonly personId: string; readonly because: AbsenceReason; readonly at: Date },
  ) => Promise<boolean>;
  /** False when no absence of the person stands. */
  readonly sayBack: (date: SessionDate, personId: string, at: Date) => Promise<boolean>;
  readonly addAnswer: (
    date: SessionDate,
    answer: { readonly personId: string; readonly choice: PartnerChoice; readonly at: Date },
  ) => Promise<void>;
  /** Planned sessions to come that start before `until` with an absence that stands, by start. */
  readonly sessionsWithAbsence: (
    now: Date,
    until: Date,
    limit: number,
  ) => Promise<readonly { readonly sessionId: string; readonly teamId: string }[]>;
};
