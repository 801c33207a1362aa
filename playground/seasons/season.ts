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

/** A start time of a session, from when until when it stood; `until` is null for the last one. */
export type Standing = { readonly startsAt: Date; readonly from: Date; readonly until: Date | null };

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
  /** Participants who said beforehand that they cannot make it. */
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

/** What the coordinators do during the season, in the order of time. */
export type SeasonMove = { readonly session: string; readonly at: Date; readonly startsAt: Date };
export type SeasonCancellation = { readonly session: string; readonly at: Date };

/** A whole season as it really happens. */
export type Season = {
  readonly programme: Programme;
  readonly seed: number;
  readonly redeliverShare: number;
  /** The roster and the sessions are imported; the season is over. */
  readonly opensAt: Date;
  readonly endsAt: Date;
  readonly participants: readonly SeasonParticipant[];
  readonly mentors: readonly SeasonMentor[];
  readonly supporters: readonly SeasonPerson[];
  readonly coordinators: readonly SeasonPerson[];
  readonly sessions: readonly SeasonSession[];
  readonly moves: readonly SeasonMove[];
  readonly cancellations: readonly SeasonCancellation[];
  /** The files a coordinator would import. */
  readonly rosterPath: string;
  readonly sessionsPath: string;
};

/** The end of a session that stands. */
export function endOf(session: Pick<SeasonSession, 'startsAt' | 'minutes'>): Date {
  return new Date(session.startsAt.getTime() + session.minutes * 60_000);
}

/** Everybody of the roster. */
export function everybody(season: Season): readonly SeasonPerson[] {
  return [...season.participants, ...season.mentors, ...season.supporters, ...season.coordinators];
}

/** From this instant on nobody on the participants' side comes; null while somebody does. */
export function emptyFrom(session: SeasonSession): Date | null {
  if (session.participants.length === 0) return null;
  const outs = session.participants.map(
    ({ code }) => session.absences.find(({ person }) => person === code)?.at,
  );
  const known = outs.filter((at) => at !== undefined).map((at) => at.getTime());
  return known.length === outs.length ? new Date(Math.max(...known)) : null;
}

/** Whether the meeting really took place. */
export function wasHeld(session: SeasonSession): boolean {
  return session.cancelledAt === null && session.notHeld === null && emptyFrom(session) === null;
}
