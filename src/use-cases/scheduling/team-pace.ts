import { findHabits } from '../../domain/scheduling/pace/find-habits.ts';
import { measurePace, type Pace, shouldOfferNext } from '../../domain/scheduling/pace/measure-pace.ts';
import { templateOf } from '../open-run.ts';
import type { Records } from '../ports/records/records.ts';
import type { ProgrammeView, TeamView } from '../ports/records/views.ts';
import { meetingPeriod } from './meeting-period.ts';

/** Where a team stands in the season, in numbers of mentoring sessions. */
export async function readPace(
  records: Records,
  { team, programme }: { readonly team: TeamView; readonly programme: ProgrammeView },
  now: Date,
): Promise<Pace> {
  return measurePace({ ...(await factsOf(records, team, programme)), now });
}

export type Offer = {
  readonly pace: Pace;
  /** The hour at which the pair has met most often, on the programme's clock, and its weekdays (1 is Monday); or null. */
  readonly habit: { readonly weekdays: readonly number[]; readonly hour: number } | null;
};

/** What the bot says when it offers by itself to find the next date; null when it has no reason to. */
export async function readOffer(
  records: Records,
  about: {
    readonly team: TeamView;
    readonly programme: ProgrammeView;
    readonly lastOfferedAt: Date | null;
    readonly now: Date;
  },
): Promise<Offer | null> {
  const { team, programme, lastOfferedAt, now } = about;
  const facts = { ...(await factsOf(records, team, programme)), now };
  const hasOpenProposal = (await records.proposals.openOf(team.id)) !== null;
  const policy = templateOf(programme).scheduling.offers;
  if (!shouldOfferNext({ ...facts, hasOpenProposal, lastOfferedAt, policy })) return null;
  const held = facts.sessions.filter(({ state }) => state === 'held').map(({ startsAt }) => startsAt);
  const habits = findHabits(held, programme.zone);
  const [usual] = habits;
  return {
    pace: measurePace(facts),
    habit:
      usual === undefined
        ? null
        : {
            hour: usual.hour,
            weekdays: habits
              .filter(({ hour }) => hour === usual.hour)
              .slice(0, 2)
              .map(({ weekday }) => weekday)
              .sort((a, b) => a - b),
          },
  };
}

async function factsOf(records: Records, team: TeamView, programme: ProgrammeView) {
  const { perTeam } = templateOf(programme).sessions.mentoring;
  const sessions = (await records.sessions.ofTeam(team.id)).filter(({ kind }) => kind === 'mentoring');
  return { cadence: { perTeam, phase: meetingPeriod(programme) }, sessions };
}
