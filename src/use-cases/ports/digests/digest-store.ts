import type { DigestFigures } from '../../../domain/digests/figures.ts';
import type { PlainDate } from '../../../domain/time.ts';

/** One programme's week with everything the rollup asks for. */
export type DigestWindow = {
  readonly workspaceId: string;
  readonly programmeId: string;
  readonly isoWeek: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly previousStartsAt: Date;
  readonly nextEndsAt: Date;
  readonly takenAt: Date;
  /** The phase in which teams meet, in the programme's zone, and how often each is to. */
  readonly mentoring: {
    readonly startsOn: PlainDate;
    readonly endsOn: PlainDate;
    readonly perTeam: number;
  };
  readonly idleAfterDays: number;
  readonly zone: string;
  readonly recipients: readonly DigestRecipient[];
};

/** Who reads which message of the week, and when it goes. */
export type DigestRecipient = {
  readonly kind: 'digest' | 'digest.supporter';
  readonly address: string;
  readonly personId: string | null;
  readonly dueAt: Date;
};

export type WaitingProgramme = {
  readonly id: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly zone: string;
  readonly template: string;
  readonly firstSessionAt: Date | null;
  readonly takenWeeks: readonly string[];
};

export type DigestStore = {
  /** Programmes that may have a digest to take, with the weeks they already have; all of them, or the one that is asked for. */
  readonly waitingProgrammes: (now: Date, programmeId?: string) => Promise<readonly WaitingProgramme[]>;
  /** Takes the digest; null when the week had one already. */
  readonly take: (window: DigestWindow) => Promise<string | null>;
  /** The figures as they would be, leaving nothing behind. */
  readonly preview: (window: DigestWindow) => Promise<DigestFigures>;
  /** The ids behind those figures, by figure; leaves nothing behind either. */
  readonly trace: (
    window: DigestWindow,
  ) => Promise<readonly { readonly figure: string; readonly ids: readonly string[] }[]>;
};
