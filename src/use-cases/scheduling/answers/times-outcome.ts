import type { SettledNews } from '../../../domain/messaging/delivery.ts';
import type { OfferedTime, Proposal } from '../../../domain/scheduling/proposal.ts';
import type { Session } from '../../../domain/sessions/sessions.ts';
import type { TeamDates } from '../scheduling-context.ts';

/** What became of a participant's word. */
export type TimesOutcome =
  /** No such times for this person. */
  | { readonly kind: 'unknown' }
  /** Taken back by the pair. */
  | { readonly kind: 'withdrawn' }
  /** Others have taken their place. */
  | { readonly kind: 'replaced'; readonly proposal: Proposal; readonly dates: TeamDates }
  /** Settled before, at this start. */
  | { readonly kind: 'settled'; readonly session: Session; readonly byMe: boolean }
  /** Their session is over, or was called off. */
  | { readonly kind: 'over'; readonly session: Session }
  | { readonly kind: 'confirmed'; readonly session: Session; readonly news: SettledNews }
  /** Still open: the times with this person's marks. */
  | { readonly kind: 'open'; readonly proposal: Proposal; readonly dates: TeamDates }
  | { readonly kind: 'given' }
  | { readonly kind: 'no_common_time' }
  | { readonly kind: 'none'; readonly proposal: Proposal; readonly dates: TeamDates }
  | {
      readonly kind: 'asked';
      /** The own time as it stands. */
      readonly time: OfferedTime;
      /** With all own times in it. */
      readonly proposal: Proposal;
      readonly dates: TeamDates;
    }
  /** As many own times as there may be stand already; nothing was added. */
  | { readonly kind: 'own_full'; readonly proposal: Proposal; readonly dates: TeamDates }
  | { readonly kind: 'own_done' }
  | { readonly kind: 'left' };

/** What a participant says of the times on the screen. */
export type TimesSaid =
  /** This one; with several participants it is marked. */
  | { readonly kind: 'choose'; readonly timeId: string }
  | { readonly kind: 'unmark'; readonly timeId: string }
  /** The marks are the answer. */
  | { readonly kind: 'give' }
  | { readonly kind: 'none' }
  /** An own time that has been checked; it takes the place of another own one where that stands still. */
  | { readonly kind: 'own'; readonly startsAt: Date; readonly insteadOf: string | null }
  /** That is all. */
  | { readonly kind: 'done' }
  /** Left to the mentors, with or without own times. */
  | { readonly kind: 'leave' };
