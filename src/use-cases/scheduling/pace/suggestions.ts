import { suggestTimes } from '../../../domain/scheduling/pace/suggest-times.ts';
import type { AwayRange } from '../../../domain/scheduling/starts/availability.ts';
import { endOf, type Session } from '../../../domain/sessions/sessions.ts';
import { toLocal } from '../../../domain/time.ts';
import { templateOf } from '../../open-run.ts';
import type { Records } from '../../ports/records/records.ts';
import type { Member, ProgrammeView, TeamView } from '../../ports/records/views.ts';
import { meetingPeriod } from '../meeting-period.ts';

/**
 * Up to three starts at which the pair has met before and everybody can be there, as far as anybody has said; see
 * `suggestTimes`. None before the pair has met.
 */
export async function readSuggestions(
  records: Records,
  about: {
    readonly team: TeamView;
    readonly programme: ProgrammeView;
    /** Of the team, of any kind. */
    readonly sessions: readonly Session[];
    readonly movingSessionId: string | null;
    readonly now: Date;
  },
): Promise<readonly Date[]> {
  const { team, programme, sessions, movingSessionId, now } = about;
  const past = sessions.filter((session) => session.kind === 'mentoring' && tookPlace(session, now));
  if (past.length === 0) return [];
  const { mentors, participants } = await records.people.everybodyOfTeam(team.id);
  const everybody = [...mentors, ...participants];
  const personIds = everybody.map(({ person }) => person.id);
  const template = templateOf(programme);
  return suggestTimes({
    now,
    period: meetingPeriod(programme),
    minutes: past.at(-1)?.minutes ?? template.sessions.mentoring.minutes,
    mentors: mentors.map(({ person }) => person),
    participants: participants.map(({ person }) => person),
    past: past.map(({ startsAt }) => startsAt),
    away: [...(await records.absences.awayOf(personIds)), ...everybody.flatMap((one) => pauseOf(one, now))],
    engagements: await records.sessions.engagementsOf(personIds, now),
    movingSessionId,
    policy: template.scheduling,
  });
}

/** Where nobody has said yet, the pair had agreed to that time all the same. */
function tookPlace(session: Session, now: Date): boolean {
  return session.state === 'held' || (session.state === 'planned' && endOf(session) <= now);
}

/** Nobody is asked to meet while they pause. */
function pauseOf({ person }: Member, now: Date): readonly AwayRange[] {
  const { id: personId, zone, pausedUntil } = person;
  const today = toLocal(now, zone).date;
  if (pausedUntil === null || pausedUntil < today) return [];
  return [{ personId, zone, fromOn: today, toOn: pausedUntil }];
}
