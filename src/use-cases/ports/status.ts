import type { DeliveryState } from '../../domain/messaging/delivery.ts';
import type { SessionState } from '../../domain/sessions/sessions.ts';

/** How a programme stands. */
export type ProgrammeStatus = {
  readonly people: Readonly<
    Record<'teams' | 'participants' | 'joined' | 'agreed' | 'mentorsInAll' | 'found', number>
  >;
  readonly sessions: Readonly<Record<SessionState, number>>;
  readonly deliveries: readonly { readonly state: DeliveryState; readonly count: number }[];
  readonly inbox: { readonly waiting: number; readonly parked: number };
};

export type ReadStatus = (programmeId: string) => Promise<ProgrammeStatus>;
