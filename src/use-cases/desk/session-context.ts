import type { SessionContext } from '../../domain/imports/parse-sessions.ts';
import { templateOf } from '../open-run.ts';
import type { Records } from '../ports/records/records.ts';
import type { ProgrammeView } from '../ports/records/views.ts';

/** What a sessions file is checked against: the programme's days, its teams and what stands already. */
export async function sessionContext(
  records: Records,
  programme: ProgrammeView,
  now: Date,
): Promise<SessionContext> {
  const { sessions } = templateOf(programme);
  return {
    zone: programme.zone,
    startsOn: programme.startsOn,
    endsOn: programme.endsOn,
    now,
    teams: await records.desk.teamCodes(programme.id),
    minutesOf: {
      mentoring: sessions.mentoring.minutes,
      training: sessions.training.minutes,
      closing: sessions.closing.minutes,
      mentors_closing: sessions.mentors_closing.minutes,
    },
    mentorsOf: await records.desk.mentorsByTeam(programme.id),
    existing: await records.desk.sessionsOf(programme.id),
  };
}
