import type { Consent, Enrolment, Language, Person, Role } from '../../../domain/people/people.ts';
import type { AnswerRevision } from '../../../domain/reflections/answers.ts';
import type { FormSnapshot } from '../../../domain/reflections/form-definition.ts';
import type { Seat, Session } from '../../../domain/sessions/sessions.ts';

/** What the desk decides for a programme. */
export type ProgrammeSettings = {
  /** The LINE official account's id, such as `@bansou`. */
  readonly lineAccount: string;
  /** The Slack channel of the coordinators; null: a DM to each. */
  readonly deskChannel: string | null;
  /** How the desk is reached and when it reads, as the desk words it. */
  readonly deskContact: string;
  readonly deskHours: string;
  /** Where people listen: shown under 相談先, with the day each was last checked. */
  readonly helpPlaces: readonly { readonly name: string; readonly tel: string; readonly checkedOn: string }[];
  readonly retentionMonths: number;
  /** LINE pushes a month the programme aims to stay under. */
  readonly pushTarget: number;
  /** What the LINE plan allows a month; null: no limit. */
  readonly pushLimit: number | null;
};

export type PhaseView = { readonly key: string; readonly startsOn: string; readonly endsOn: string };

export type ProgrammeView = {
  readonly id: string;
  readonly workspaceId: string;
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly template: string;
  readonly zone: string;
  readonly language: Language;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly phases: readonly PhaseView[];
  readonly settings: ProgrammeSettings;
};

export type TeamView = { readonly id: string; readonly programmeId: string; readonly code: string };

export type TeamInProgramme = { readonly team: TeamView; readonly programme: ProgrammeView };

/** Who meets in a team now, each role by roster code. */
export type TeamMembers = { readonly mentors: readonly Member[]; readonly participants: readonly Member[] };

/** A person in one role of a programme. */
export type Member = {
  readonly person: Person;
  readonly enrolment: Enrolment;
};

export type SeatView = Member & {
  readonly seat: Seat;
  /** A participant, or a mentor, of several programmes at once: each is named where sessions are. */
  readonly inSeveralProgrammes: boolean;
};

/** A session with everything a message about it needs. Seats of ended enrolments are left out. */
export type SessionView = {
  readonly session: Session;
  readonly programme: ProgrammeView;
  readonly team: TeamView | null;
  readonly seats: readonly SeatView[];
};

/** A session seen from one seat. */
export type SeatContext = SessionView & { readonly mine: SeatView };

/** One enrolment with its programme, as a person's talk needs it. */
export type Membership = {
  readonly enrolment: Enrolment;
  readonly programme: ProgrammeView;
  readonly team: TeamView | null;
};

/** One person's form about one session, with its definition and every revision of every answer. */
export type Run = {
  readonly id: string;
  readonly programmeId: string;
  readonly enrolmentId: string;
  readonly personId: string;
  readonly role: Role;
  readonly teamId: string | null;
  readonly sessionId: string | null;
  readonly seatId: string | null;
  readonly form: FormSnapshot;
  readonly position: string;
  readonly status: 'open' | 'sent' | 'declined';
  readonly openedAt: Date;
  readonly touchedAt: Date;
  readonly closesAt: Date;
  readonly sentAt: Date | null;
  readonly met: boolean | null;
  readonly satisfaction: number | null;
  readonly answeredAt: Date | null;
  readonly digestId: string | null;
  readonly revisions: readonly AnswerRevision[];
};

/**
 * What was last shown to a person that typed words may answer (CONVERSATIONS 0.9).
 * `shownAt` is its last display or last fragment.
 */
export type Pointer =
  | QuestionPointer
  | (ChoicePointer & { readonly behind?: QuestionPointer })
  | { readonly kind: 'murmur'; readonly shownAt: Date };

/** A question of a form. */
export type QuestionPointer = {
  readonly kind: 'question';
  readonly runId: string;
  readonly question: string;
  readonly shownAt: Date;
};

/** What is asked besides: it takes none of its words from the form's question that stands `behind` it. */
export type ChoicePointer =
  | { readonly kind: 'stance'; readonly seatId: string; readonly shownAt: Date }
  /** Times to choose from; `own`: the person was asked for another one. */
  | { readonly kind: 'times' | 'own'; readonly proposalId: string; readonly shownAt: Date };

/** Where a person's talk on LINE stands. */
export type Talk = {
  readonly pointer: Pointer | null;
  /** The burst of murmurs being written: the next within ten minutes joins it. */
  readonly burst: { readonly id: string; readonly lastAt: Date } | null;
  readonly unsendNote: boolean;
  /** Button data of the last reply by normalised label: typed, the words of a button mean the button. */
  readonly offered: Readonly<Record<string, string>>;
};

export type MurmurView = {
  readonly id: string;
  readonly personId: string;
  readonly programmeId: string;
  readonly burstId: string;
  readonly text: string;
  /** The LINE message it came in, by which it can be taken back. */
  readonly messageId: string | null;
  readonly at: Date;
  readonly sentOnAt: Date | null;
  /** When the mentors were given it as words about a date; null: never, or taken back. */
  readonly passedOnAt: Date | null;
};

export type ConsentChange = { readonly consent: Consent; readonly version: string; readonly at: Date };
