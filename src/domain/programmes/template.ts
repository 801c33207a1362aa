import type { FormDefinition } from '../reflections/form-definition.ts';
import type { ReminderPolicy } from '../reminders/policy.ts';
import type { SchedulingPolicy } from '../scheduling/policy.ts';
import type { SessionKind } from '../sessions/sessions.ts';

export type PhaseKey = 'training' | 'mentoring' | 'reflection' | 'results';

/** A kind of programme as data: the same engine runs every template. */
export type ProgrammeTemplate = {
  readonly key: string;
  /** Months a phase covers, counted from the programme's first month (0). */
  readonly phases: readonly { readonly key: PhaseKey; readonly fromMonth: number; readonly months: number }[];
  readonly sessions: Readonly<Record<SessionKind, SessionTemplate>>;
  readonly forms: readonly FormDefinition[];
  /** Asked right after consent, where it costs nothing. */
  readonly beforeForm: string;
  readonly reminders: ReminderPolicy;
  readonly scheduling: SchedulingPolicy;
  readonly digest: {
    /** In the programme's zone, on the Monday after the week. */
    readonly at: string;
    /** How long a team may stand still during the mentoring phase before the digest says so. */
    readonly idleAfterDays: number;
    /** No mean and no distribution of fewer people than this. */
    readonly leastPeople: number;
  };
  readonly reflections: {
    readonly openDays: number;
    readonly openDaysAfterEnd: number;
  };
  /** LINE pushes a month to stay under (PRODUCT, principle 1). */
  readonly pushTarget: number;
};

export type SessionTemplate = {
  readonly minutes: number;
  readonly perTeam: number;
  readonly wholeProgramme: boolean;
  readonly formOf: Readonly<Partial<Record<'participant' | 'mentor', string>>>;
};
