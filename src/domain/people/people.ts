import type { PlainDate } from '../time.ts';

export type Language = 'ja' | 'en';
export type Role = 'participant' | 'mentor' | 'supporter' | 'coordinator';

/** A local time of day range in which a person is left alone; `from` > `to` wraps midnight. `HH:mm`, `to` exclusive. */
export type QuietRange = { readonly from: string; readonly to: string };

/** Whoever reads an address, as far as time is concerned: an IANA zone and quiet ranges local to it. */
export type Reader = { readonly zone: string; readonly quietRanges: readonly QuietRange[] };

export type Person = Reader & {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  /** The last day of a pause in the person's own zone, `YYYY-MM-DD`, past or to come; null: none. */
  readonly pausedUntil: PlainDate | null;
  /** Wants reminders, but neither ask nor nudge. */
  readonly fewerMessages: boolean;
  readonly email: string | null;
  readonly lineUserId: string | null;
  /** False after `unfollow` or when LINE knows no such user. */
  readonly lineReachable: boolean;
  readonly slackUserId: string | null;
  /** False once Slack deactivated the account. */
  readonly slackReachable: boolean;
};

/** What a person agreed to: nothing answered yet, reflections too, or reminders only. */
export type Consent = 'unanswered' | 'agreed' | 'reminders_only';

/** A person's role in a programme. Access starts and ends with it. */
export type Enrolment = {
  readonly id: string;
  readonly programmeId: string;
  readonly personId: string;
  readonly teamId: string | null;
  readonly role: Role;
  readonly organisation: string | null;
  readonly consent: Consent;
  readonly endedAt: Date | null;
};

/** Quiet ranges of a role until the person says otherwise (CONVERSATIONS 0). */
export const defaultQuietRanges: Readonly<Record<Role, readonly QuietRange[]>> = {
  participant: [{ from: '21:00', to: '08:00' }],
  mentor: [
    { from: '18:00', to: '21:00' },
    { from: '23:00', to: '07:00' },
  ],
  supporter: [
    { from: '18:00', to: '21:00' },
    { from: '23:00', to: '07:00' },
  ],
  coordinator: [{ from: '21:00', to: '08:00' }],
};
