import type { DeliveryKind, DeliveryState } from '../../domain/messaging/delivery.ts';
import type { SessionState } from '../../domain/sessions/sessions.ts';

/** How a programme stands. People are told apart by code and name. */
export type ProgrammeStatus = {
  readonly people: Readonly<
    Record<'teams' | 'participants' | 'joined' | 'agreed' | 'mentorsInAll' | 'found', number>
  >;
  /** Who cannot be reached: no LINE yet, LINE closed, not in Slack (asked at least once), Slack closed. */
  readonly unreached: Readonly<
    Record<'notJoined' | 'lineClosed' | 'notFound' | 'slackClosed', readonly string[]>
  >;
  readonly sessions: Readonly<Record<SessionState, number>>;
  /** Forms that are open and have no answer that counts. */
  readonly openReflections: number;
  readonly deliveries: readonly { readonly state: DeliveryState; readonly count: number }[];
  /** Planned deliveries: when the next is due, and how many should have left five minutes ago. */
  readonly due: { readonly nextAt: Date | null; readonly late: number };
  /** Of the last 14 days, newest first; at most `shown` of `count`. */
  readonly problems: {
    readonly count: number;
    readonly shown: readonly {
      readonly about: DeliveryKind;
      readonly state: DeliveryState;
      readonly reason: string | null;
      readonly at: Date;
      readonly person: string | null;
    }[];
  };
  readonly lastDigest: {
    readonly isoWeek: string;
    readonly takenAt: Date;
    /** Of its delivery that got furthest. */
    readonly state: DeliveryState;
  } | null;
  readonly inbox: { readonly waiting: number; readonly parked: number };
};

export type ReadStatus = (programmeId: string, now: Date) => Promise<ProgrammeStatus>;
