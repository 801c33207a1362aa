import type { StoredDigest } from '../../../domain/digests/figures.ts';
import type { Enrolment, Language, Person, QuietRange } from '../../../domain/people/people.ts';
import type { LineMonth, MonthOutlook } from '../../../domain/quota/judge-push.ts';
import type { AnswerValue } from '../../../domain/reflections/answers.ts';
import type { FormSnapshot } from '../../../domain/reflections/form-definition.ts';
import type { PlainDate } from '../../../domain/time.ts';
import type { AbsenceRecords } from './absence-records.ts';
import type { CalendarRecords } from './calendar-records.ts';
import type { DeliveryRecords } from './delivery-records.ts';
import type { DeskRecords } from './desk-records.ts';
import type { LeadRecords } from './lead-records.ts';
import type { PaceRecords } from './pace-records.ts';
import type { ProposalRecords } from './proposal-records.ts';
import type { ReplacementRecords } from './replacement-records.ts';
import type { SessionRecords } from './session-records.ts';
import type { SupportRecords } from './support-records.ts';
import type {
  ConsentChange,
  Member,
  Membership,
  MurmurView,
  ProgrammeView,
  Run,
  Talk,
  TeamInProgramme,
  TeamMembers,
} from './views.ts';

/** Runs work in one database transaction; all of it is kept or nothing. Never spans a network call. */
export type Transact = <Value>(work: (records: Records) => Promise<Value>) => Promise<Value>;

/** Everything a use case reads and writes, inside one transaction. */
export type Records = {
  readonly people: PeopleRecords;
  readonly sessions: SessionRecords;
  readonly proposals: ProposalRecords;
  readonly leads: LeadRecords;
  readonly support: SupportRecords;
  readonly pace: PaceRecords;
  readonly absences: AbsenceRecords;
  readonly reflections: ReflectionRecords;
  readonly murmurs: MurmurRecords;
  readonly deliveries: DeliveryRecords;
  readonly inbox: InboxRecords;
  readonly digests: DigestRecords;
  readonly desk: DeskRecords;
  readonly quota: QuotaRecords;
  readonly calendars: CalendarRecords;
  readonly replacements: ReplacementRecords;
};

export type PeopleRecords = {
  readonly findPersonByLineUser: (lineUserId: string) => Promise<Person | null>;
  readonly findPersonBySlackUser: (slackUserId: string) => Promise<Person | null>;
  readonly getPerson: (personId: string) => Promise<Person>;
  /** Running enrolments, oldest first. */
  readonly membershipsOf: (personId: string) => Promise<readonly Membership[]>;
  readonly findMembership: (enrolmentId: string) => Promise<Membership | null>;
  readonly getEnrolment: (enrolmentId: string) => Promise<Enrolment>;
  readonly getProgramme: (programmeId: string) => Promise<ProgrammeView>;
  /** The programme that began last: whose desk a stranger is pointed to. Null before the first. */
  readonly latestProgramme: () => Promise<ProgrammeView | null>;
  readonly getTeam: (teamId: string) => Promise<TeamInProgramme>;
  /** Running members of a team in the given role, by roster code. */
  readonly membersOfTeam: (teamId: string, role: 'mentor' | 'participant') => Promise<readonly Member[]>;
  readonly everybodyOfTeam: (teamId: string) => Promise<TeamMembers>;
  /** The Slack conversation of the pair, once opened. */
  readonly pairGroup: (teamId: string) => Promise<string | null>;
  readonly coordinatorsOf: (programmeId: string) => Promise<readonly Member[]>;
  readonly setConsent: (enrolmentId: string, change: ConsentChange) => Promise<void>;
  readonly setLanguage: (personId: string, language: Language) => Promise<void>;
  readonly setQuietRanges: (personId: string, ranges: readonly QuietRange[]) => Promise<void>;
  readonly setZone: (personId: string, zone: string) => Promise<void>;
  /** The last day of a pause, or null for none. */
  readonly setPausedUntil: (personId: string, day: PlainDate | null) => Promise<void>;
  readonly setFewerMessages: (personId: string, fewer: boolean) => Promise<void>;
  /** Ends a running enrolment; false when it had ended before. */
  readonly endEnrolment: (enrolmentId: string, at: Date) => Promise<boolean>;
  readonly linkLine: (personId: string, lineUserId: string) => Promise<void>;
  /** Answers the person whose reachability changed, or null when nobody is known or nothing changed. */
  readonly setLineReachable: (lineUserId: string, reachable: boolean) => Promise<Person | null>;
  /** Nobody gets an account that another person has. */
  readonly linkSlack: (personId: string, slackUserId: string) => Promise<void>;
  /** The pair's group and the accounts it was opened for. */
  readonly savePairGroup: (
    teamId: string,
    group: { readonly id: string; readonly slackUserIds: readonly string[] },
  ) => Promise<void>;
  readonly setSlackReachable: (slackUserId: string, reachable: boolean) => Promise<Person | null>;
  readonly findJoinCode: (
    codeHash: string,
  ) => Promise<{ id: string; enrolmentId: string; expiresAt: Date; usedAt: Date | null } | null>;
  /** False when somebody used it in the meantime. */
  readonly useJoinCode: (joinCodeId: string, at: Date) => Promise<boolean>;
  readonly wrongTries: (accountHash: string, since: Date) => Promise<readonly Date[]>;
  readonly addWrongTry: (accountHash: string, at: Date) => Promise<void>;
};

export type NewAnswer = {
  readonly question: string;
  readonly value: AnswerValue;
  readonly messageId: string | null;
  readonly inboxEventId: string;
  readonly at: Date;
};

export type RunChange = {
  readonly position?: string;
  readonly status?: Run['status'];
  readonly touchedAt?: Date;
  readonly sentAt?: Date | null;
  readonly met?: boolean | null;
  readonly satisfaction?: number | null;
  readonly answeredAt?: Date | null;
  readonly closesAt?: Date;
};

export type ReflectionRecords = {
  readonly findRun: (runId: string) => Promise<Run | null>;
  readonly findRunOfSeat: (seatId: string) => Promise<Run | null>;
  readonly runsOfSession: (sessionId: string) => Promise<readonly Run[]>;
  /** The person's runs that still take answers, last touched first; a form ends with the role it belongs to. */
  readonly openRuns: (personId: string, now: Date) => Promise<readonly Run[]>;
  /** What the person answered so far in any form, newest first. */
  readonly answeredRuns: (personId: string) => Promise<readonly Run[]>;
  /** What was sent about the team's sessions, by anybody, newest session first. */
  readonly sentOfTeam: (teamId: string, limit: number) => Promise<readonly Run[]>;
  /** Opens the run, or answers the one that stands. Keeps the form under its hash. */
  readonly openRun: (run: {
    readonly enrolment: Enrolment;
    readonly sessionId: string | null;
    readonly seatId: string | null;
    readonly form: FormSnapshot;
    readonly position: string;
    readonly now: Date;
    readonly closesAt: Date;
  }) => Promise<Run>;
  /** Appends a revision; a second answer of the same event to the same question does nothing and answers false. */
  readonly appendAnswer: (runId: string, answer: NewAnswer) => Promise<boolean>;
  readonly changeRun: (runId: string, change: RunChange) => Promise<void>;
  readonly addCorrection: (run: Run, at: Date) => Promise<void>;
  /** Keeps what was typed into text questions of the person's own run; what came earlier than what stands is left. */
  readonly saveDrafts: (typed: {
    readonly runId: string;
    readonly personId: string;
    /** By question. */
    readonly texts: Readonly<Record<string, string>>;
    readonly at: Date;
  }) => Promise<void>;
  readonly draftsOf: (runId: string) => Promise<Readonly<Record<string, string>>>;
  readonly clearDrafts: (runId: string) => Promise<void>;
  /** Deletes every revision of one question, or of all. */
  readonly removeAnswers: (runId: string, question?: string) => Promise<void>;
  /** Empties what came in the message; answers the runs it touched. */
  readonly eraseMessage: (personId: string, messageId: string) => Promise<readonly string[]>;
};

export type MurmurRecords = {
  readonly add: (murmur: {
    readonly personId: string;
    readonly programmeId: string;
    readonly burstId: string;
    readonly text: string;
    readonly messageId: string | null;
    readonly reflectionId: string | null;
    readonly at: Date;
  }) => Promise<string>;
  readonly burst: (burstId: string) => Promise<readonly MurmurView[]>;
  readonly find: (murmurId: string) => Promise<MurmurView | null>;
  /** The newest murmur written while this run was open, or null. */
  readonly findInRun: (runId: string) => Promise<MurmurView | null>;
  /** The newest burst of the person, or null. */
  readonly latestBurst: (personId: string) => Promise<string | null>;
  readonly setSentOn: (burstId: string, at: Date | null) => Promise<void>;
  readonly setPassedOn: (murmurId: string, at: Date | null) => Promise<void>;
  readonly remove: (burstId: string) => Promise<void>;
  readonly removeOne: (murmurId: string) => Promise<void>;
  /** Deletes what came in the message; answers the murmurs that are gone. */
  readonly eraseMessage: (personId: string, messageId: string) => Promise<readonly string[]>;
  readonly getTalk: (personId: string) => Promise<Talk>;
  readonly saveTalk: (personId: string, talk: Talk, at: Date) => Promise<void>;
};

export type InboxRecords = {
  /**
   * Marks the event handled and empties its body; false when somebody else already has. Until the end of the
   * transaction nobody else can: whoever tries waits for it.
   */
  readonly markProcessed: (platform: 'line' | 'slack', eventId: string, at: Date) => Promise<boolean>;
  /** Empties what a person took back and nobody has handled: an event set aside with that message in it. */
  readonly emptyParked: (platform: 'line' | 'slack', personKey: string, messageId: string) => Promise<void>;
  /** Whether something of the same person that happened later has arrived already. */
  readonly hasLater: (platform: 'line' | 'slack', personKey: string, at: Date) => Promise<boolean>;
};

export type DigestRecords = {
  readonly find: (digestId: string) => Promise<StoredDigest | null>;
};

/** A month with its name, such as `2024-12`, as LINE counts months. */
export type LineMonthView = LineMonth & { readonly month: string };

export type QuotaRecords = {
  /** What is used of LINE's current month. */
  readonly month: (now: Date) => Promise<LineMonthView>;
  /** The same with what is still to come of it. Costs more: for what may give way, and for people to look at. */
  readonly outlook: (now: Date) => Promise<MonthOutlook & { readonly month: string }>;
  /** What LINE itself says it counted this month. */
  readonly save: (
    counted: { readonly used: number; readonly allowance: number | null },
    now: Date,
  ) => Promise<void>;
};
