export type Language = 'ja' | 'en';
export type Role = 'participant' | 'mentor' | 'supporter' | 'coordinator';
export type SessionKind = 'training' | 'mentoring' | 'closing' | 'mentors_closing';

/** A local time of day range, `HH:mm`; `from` later than `to` wraps midnight. */
export type QuietRange = { readonly from: string; readonly to: string };

/** How a participant takes part; what they do with it is the actors' business. */
export type ParticipantTemperament = 'prompt' | 'late' | 'terse' | 'types' | 'twice' | 'never' | 'blocks';
/** With what they answer: buttons only, the keyboard only, both, or one thought in several bubbles. */
export type Style = 'taps' | 'types' | 'mixed' | 'fragments';
/** How they copy the join code from the mail. */
export type CodeWriting = 'as_given' | 'full_width' | 'lower_case' | 'spaces' | 'no_hyphen' | 'wrong_first';

export type MentorTemperament =
  | 'prompt'
  | 'late'
  | 'terse'
  /** Rates, and leaves the modal at once. */
  | 'no_modal'
  /** Leaves the modal in the middle of a word and comes back. */
  | 'closes_modal'
  /** Changes what was sent days later. */
  | 'edits'
  /** Taps あとにする first. */
  | 'later_first';

export type SeasonPerson = {
  /** The roster's code, such as P01A; what everything here calls this person. */
  readonly code: string;
  readonly role: Role;
  readonly teams: readonly string[];
  readonly name: string;
  readonly organisation: string | null;
  readonly email: string;
  readonly zone: string;
  readonly language: Language;
  /** The roster's, or the role's defaults where the roster is silent. */
  readonly quietRanges: readonly QuietRange[];
};

export type SeasonParticipant = SeasonPerson & {
  readonly temperament: ParticipantTemperament;
  readonly style: Style;
  readonly joinCode: CodeWriting;
  /** When the mail with the code goes out, and when they send it. */
  readonly invitedAt: Date;
  readonly joinsAt: Date;
  readonly blocksAt: Date | null;
};

export type SeasonMentor = SeasonPerson & { readonly temperament: MentorTemperament };

/** A start time of a session, from when until when it stood; `until` is null while it does. */
export type Standing = {
  readonly startsAt: Date;
  readonly from: Date;
  readonly until: Date | null;
  /** Who was to come to it, where the session has other mentors by now. */
  readonly mentors?: readonly SeasonMentor[];
};

export type NotHeldReason = 'moved' | 'errand' | 'no_connection';

export type SeasonSession = {
  /** `07/mentoring/2`; `all/training/1`. */
  readonly key: string;
  /** Null for the whole programme. */
  readonly team: string | null;
  readonly kind: SessionKind;
  readonly number: number;
  readonly minutes: number;
  readonly link: string;
  /** Every start time that ever stood, oldest first. */
  readonly standings: readonly Standing[];
  /** The last of them. */
  readonly startsAt: Date;
  readonly cancelledAt: Date | null;
  /** Why nobody met although the session stood; null when it took place or was cancelled. */
  readonly notHeld: NotHeldReason | null;
  readonly participants: readonly SeasonParticipant[];
  readonly mentors: readonly SeasonMentor[];
  /** Who said beforehand that they cannot make it; void once the session has moved. */
  readonly absences: readonly { readonly person: string; readonly at: Date }[];
};

export type Programme = {
  readonly key: string;
  readonly template: string;
  readonly name: string;
  readonly shortName: string;
  readonly zone: string;
  readonly language: Language;
  /** Calendar days, both included. */
  readonly fromOn: string;
  readonly toOn: string;
  readonly phases: readonly { readonly key: string; readonly fromOn: string; readonly toOn: string }[];
  /** The coordinators' Slack channel, without `#`. */
  readonly channel: string;
  readonly deskContact: string;
  readonly deskHours: string;
};

/** A team as its people think of it before they have said a word to each other. */
export type SeasonTeam = {
  readonly code: string;
  /** The first evening that would suit all of them; the others follow on the same weekday. */
  readonly firstOn: string;
  /** On the programme's clock. */
  readonly at: string;
  readonly minutes: number;
  readonly link: string;
  /** When the coordination desk lets the team close. */
  readonly closingOn: string;
  readonly mentorsClosingOn: string;
};

export type Replacement = {
  readonly team: string;
  /** The code of the mentor who leaves. */
  readonly former: string;
  /** Not before this day, and not in the days before a session. */
  readonly fromOn: string;
  readonly comer: SeasonMentor;
};

/** A season before it begins: its people, and what will befall them. */
export type Season = {
  readonly programme: Programme;
  readonly seed: number;
  readonly redeliverShare: number;
  /** The roster is imported; the season is over. */
  readonly opensAt: Date;
  readonly endsAt: Date;
  readonly training: { readonly startsAt: Date; readonly minutes: number; readonly link: string };
  /** When the desk sets the dates of the closing meetings. */
  readonly closingsSetAt: Date;
  readonly teams: readonly SeasonTeam[];
  readonly participants: readonly SeasonParticipant[];
  readonly mentors: readonly SeasonMentor[];
  /** Takes a mentor's place in the middle of the season; null where that team is not played. */
  readonly replacement: Replacement | null;
  readonly supporters: readonly SeasonPerson[];
  readonly coordinators: readonly SeasonPerson[];
  /** The file a coordinator imports. */
  readonly rosterPath: string;
};

/** A season with the sessions that its people agreed on, as they turned out. */
export type PlayedSeason = Season & { readonly sessions: readonly SeasonSession[] };

/** The end of a session that stands. */
export function endOf(session: Pick<SeasonSession, 'startsAt' | 'minutes'>): Date {
  return new Date(session.startsAt.getTime() + session.minutes * 60_000);
}

/** Everybody of the roster, and who comes later. */
export function everybody(season: Season): readonly SeasonPerson[] {
  const { participants, supporters, coordinators } = season;
  return [...participants, ...mentorsOf(season), ...supporters, ...coordinators];
}

/** Since when somebody does not come to the session as it stands now; null while they do. */
export function absentFrom({ absences, standings }: SeasonSession, code: string): Date | null {
  const last = standings.at(-1);
  const absence = absences.findLast(({ person }) => person === code);
  return absence === undefined || last === undefined || absence.at < last.from ? null : absence.at;
}

/** Whom a session had for mentors while this start of it stood. */
export function mentorsThen(session: SeasonSession, { mentors }: Standing): readonly SeasonMentor[] {
  return mentors ?? session.mentors;
}

/** Every mentor, the one who comes later included. */
export function mentorsOf({ mentors, replacement }: Season): readonly SeasonMentor[] {
  return replacement === null ? mentors : [...mentors, replacement.comer];
}

/** From this instant on nobody on the participants' side comes; null while somebody does. */
export function emptyFrom(session: SeasonSession): Date | null {
  if (session.participants.length === 0) return null;
  const outs = session.participants.map(({ code }) => absentFrom(session, code));
  const known = outs.filter((at) => at !== null).map((at) => at.getTime());
  return known.length === outs.length ? new Date(Math.max(...known)) : null;
}

/** Whether the meeting really took place. */
export function wasHeld(session: SeasonSession): boolean {
  const stands = session.standings.at(-1)?.until === null;
  return stands && session.cancelledAt === null && session.notHeld === null && emptyFrom(session) === null;
}
