import type { Proposal } from '../../domain/scheduling/proposal.ts';
import type { AwayRange, Engagement } from '../../domain/scheduling/starts/availability.ts';
import {
  checkStart,
  type ProposedStart,
  type StartContext,
  type StartRefusal,
} from '../../domain/scheduling/starts/check-start.ts';
import { endOf, type Session } from '../../domain/sessions/sessions.ts';
import type { Result } from '../../shared/result.ts';
import { templateOf } from '../open-run.ts';
import type { Records } from '../ports/records/records.ts';
import type { Member, ProgrammeView, TeamView } from '../ports/records/views.ts';
import { endProposal } from './end-proposal.ts';
import { meetingPeriod } from './meeting-period.ts';

/** Everything that decides about a team's dates. */
export type TeamDates = {
  readonly team: TeamView;
  readonly programme: ProgrammeView;
  readonly mentors: readonly Member[];
  readonly participants: readonly Member[];
  readonly sessions: readonly Session[];
  readonly engagements: readonly Engagement[];
  /** Days on which one of them does not meet. */
  readonly away: readonly AwayRange[];
};

/** Locks the team's dates and reads what decisions about them rest on. Before any session is locked. */
export async function lockTeamDates(records: Records, teamId: string, now: Date): Promise<TeamDates> {
  await records.proposals.lockTeam(teamId);
  const { team, programme } = await records.people.getTeam(teamId);
  const { mentors, participants } = await records.people.everybodyOfTeam(teamId);
  const personIds = [...mentors, ...participants].map(({ person }) => person.id);
  return {
    team,
    programme,
    mentors,
    participants,
    sessions: await records.sessions.ofTeam(teamId),
    engagements: await records.sessions.engagementsOf(personIds, now),
    away: await records.absences.awayOf(personIds),
  };
}

/** Whether a session of the team may begin then; see `checkStart` for the reasons against it. */
export function judgeStart(
  dates: TeamDates,
  asked: {
    readonly start: ProposedStart;
    readonly minutes: number;
    readonly leadMinutes: number;
    readonly movingSessionId: string | null;
    readonly now: Date;
  },
): Result<Date, StartRefusal> {
  const { programme, mentors, participants, engagements, away } = dates;
  const { start, minutes, leadMinutes, movingSessionId, now } = asked;
  const context: StartContext = {
    now,
    leadMinutes,
    period: meetingPeriod(programme),
    policy: templateOf(programme).scheduling,
    zones: [...new Set([...participants, ...mentors].map(({ person }) => person.zone))],
    away,
    engagements,
    movingSessionId,
  };
  return checkStart({ start, minutes }, context);
}

/**
 * The number of the team's next mentoring session; null when all of them have a date. What was called off, did not take
 * place or was never settled is made up for.
 */
export function nextNumber(
  { sessions, programme }: Pick<TeamDates, 'sessions' | 'programme'>,
  now: Date,
): number | null {
  const mentoring = sessions.filter(({ kind }) => kind === 'mentoring');
  const next = Math.max(0, ...mentoring.map(({ number }) => number)) + 1;
  const standing = mentoring.filter((session) => counts(session, now)).length;
  return standing >= templateOf(programme).sessions.mentoring.perTeam ? null : next;
}

function counts(session: Session, now: Date): boolean {
  switch (session.state) {
    case 'planned':
    case 'held':
      return true;
    case 'unsettled':
      return endOf(session) > now;
    case 'missed':
    case 'cancelled':
      return false;
  }
}

/**
 * Closes a proposal whose session was decided about otherwise: called off, moved by the desk, or held to after all. Its
 * times are of no use any more. Answers whether it did; behind the team's lock.
 */
export async function closeOverruled(
  records: Records,
  proposal: Proposal,
  { sessions }: TeamDates,
  now: Date,
): Promise<boolean> {
  const session = sessions.find(({ id }) => id === proposal.sessionId);
  if (proposal.state !== 'open' || session === undefined || session.state === 'unsettled') return false;
  await endProposal(records, proposal.id, { state: 'withdrawn', at: now });
  return true;
}
