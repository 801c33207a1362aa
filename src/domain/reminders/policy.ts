/** When reminders, asks and nudges go out; local times are the recipient's. */
export type ReminderPolicy = {
  readonly participantEve: string;
  readonly mentorEve: string;
  readonly secondBeforeMinutes: number;
  /** Two reminders closer than this become one. */
  readonly mergeWithinMinutes: number;
  /** A session made or moved late reminds at once if at least this much time remains. */
  readonly minimumLeadMinutes: number;
  /** After the end. */
  readonly askMentorAfterMinutes: number;
  readonly askParticipantAfterMinutes: number;
  /** An ask that would fall into the night goes at this time of the next open day. */
  readonly askInsteadOfNight: string;
  readonly nudgeAfterDays: number;
};

/** CONVERSATIONS 0, the table of defaults. */
export const defaultReminderPolicy: ReminderPolicy = {
  participantEve: '20:00',
  mentorEve: '21:00',
  secondBeforeMinutes: 60,
  mergeWithinMinutes: 180,
  minimumLeadMinutes: 60,
  askMentorAfterMinutes: 10,
  askParticipantAfterMinutes: 120,
  askInsteadOfNight: '12:00',
  nudgeAfterDays: 2,
};
