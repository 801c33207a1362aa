import { findTeamNews, type TeamNews } from '../../domain/digests/team-news.ts';
import { pauseAsRange } from '../../domain/scheduling/pace/find-standstill.ts';
import { measurePace, type Pace } from '../../domain/scheduling/pace/measure-pace.ts';
import type { Session } from '../../domain/sessions/sessions.ts';
import { templateOf } from '../open-run.ts';
import type { Records } from '../ports/records/records.ts';
import type { SupportedTeam } from '../ports/records/support-records.ts';
import { meetingPeriod } from '../scheduling/meeting-period.ts';

/** A team as its supporter sees it: the news of a week, and how the season goes. */
export type TeamReport = {
  readonly news: TeamNews;
  readonly pace: Pace;
  /** Its mentoring sessions, by start. */
  readonly sessions: readonly Session[];
};

/** Reads what a supporter may know of a team, in the caller's transaction. */
export async function readTeamNews(
  records: Records,
  { team, programme }: SupportedTeam,
  { week, now }: { readonly week: { readonly startsAt: Date; readonly endsAt: Date }; readonly now: Date },
): Promise<TeamReport> {
  const template = templateOf(programme);
  const phase = meetingPeriod(programme);
  const sessions = (await records.sessions.ofTeam(team.id)).filter(({ kind }) => kind === 'mentoring');
  const mentors = await records.people.membersOfTeam(team.id, 'mentor');
  const participants = await records.people.membersOfTeam(team.id, 'participant');
  const pace = measurePace({
    cadence: { perTeam: template.sessions.mentoring.perTeam, phase },
    sessions,
    now,
  });
  const news = findTeamNews({
    now,
    week,
    sessions,
    phase,
    idleAfterDays: template.digest.idleAfterDays,
    left: pace.left,
    mentorsAway: await records.absences.awayOf(mentors.map(({ person }) => person.id)),
    participantsPaused: participants.flatMap(({ person: { id: personId, zone, pausedUntil } }) =>
      pausedUntil === null ? [] : [pauseAsRange({ personId, zone, toOn: pausedUntil })],
    ),
    proposedAt: (await records.proposals.openOf(team.id))?.madeAt ?? null,
  });
  return { news, pace, sessions };
}
