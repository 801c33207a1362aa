import type { LineMonth } from '../../../domain/quota/judge-push.ts';
import type { LeadReads } from '../records/lead-records.ts';
import type { PeopleRecords } from '../records/records.ts';
import type { SessionRecords } from '../records/session-records.ts';
import type { Pointer } from '../records/views.ts';

/** Who reads an address. */
export type PlaceReads = Pick<PeopleRecords, 'getPerson' | 'membersOfTeam' | 'pairGroup' | 'coordinatorsOf'>;

/** A session as messages about it need it. */
export type SessionReads = Pick<SessionRecords, 'findSession' | 'findSeat'>;

/**
 * What the sender looks at right before each message goes, outside of any transaction. Asked for many deliveries at
 * once, a question is put to the database once for all of them.
 */
export type SendingReads = {
  readonly people: PlaceReads & Pick<PeopleRecords, 'getProgramme'>;
  readonly sessions: SessionReads;
  readonly leads: LeadReads;
  /** LINE's month as this delivery finds it: pushes under way that were due before it count as used. */
  readonly monthBefore: (deliveryId: string, now: Date) => Promise<LineMonth>;
  /** Whether anything waits to ride with this person's next message, or rides already. */
  readonly hasRiders: (personId: string) => Promise<boolean>;
};

/** What a message showed that typed words may answer (CONVERSATIONS 0.9). */
export type Shown =
  | ShownQuestion
  | (ShownChoice & {
      /** The form's question that came with it. */
      readonly behind?: ShownQuestion;
    });
type ShownChoice =
  | { readonly kind: 'stance'; readonly seatId: string }
  | { readonly kind: 'times'; readonly proposalId: string };
type ShownQuestion = { readonly kind: 'question'; readonly runId: string; readonly question: string };

/** Notes what was last shown to a person in a message that went out by itself. */
export type NoteShown = (personId: string, pointer: Pointer) => Promise<void>;
