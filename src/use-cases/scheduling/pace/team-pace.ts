import { measurePace, type Pace, shouldOfferNext } from '../../../domain/scheduling/pace/measure-pace.ts';
import { isBeingAsked } from '../../../domain/scheduling/proposal.ts';
import { endOf, type Session } from '../../../domain/sessions/sessions.ts';
import { templateOf } from '../../open-run.ts';
import type { Records } from '../../ports/records/records.ts';
import type { ProgrammeView, TeamView } from '../../ports/records/views.ts';
import { meetingPeriod } from '../meeting-period.ts';
import { readSuggestions } from './suggestions.ts';

type About = { readonly team: TeamView; readonly programme: ProgrammeView };

/** Where a team stands in the season, in numbers of mentoring sessions. */
export async function readPace(records: Records, { team, programme }: About, now: Date): Promise<Pace> {
  return measurePace({ ...factsOf(await records.sessions.ofTeam(team.id), programme), now });
}

export type Offer = {
  readonly pace: Pace;
  /** Starts that would suit, by what is known; none before the first session took place. */
  readonly suggestions: readonly Date[];
};

/** What the bot says when it offers by itself to find the next date; null when it has no reason to. */
export async function readOffer(
  records: Records,
  about: About & {
    readonly lastOfferedAt: Date | null;
    /** The next session is needed when the cadence will call for it within so many days; the policy's own if left out. */
    readonly aheadDays?: number;
    readonly now: Date;
  },
): Promise<Offer | null> {
  const { team, programme, lastOfferedAt, now } = about;
  const sessions = await records.sessions.ofTeam(team.id);
  const facts = { ...factsOf(sessions, programme), now };
  const { offers } = templateOf(programme).scheduling;
  const open = await records.proposals.openOf(team.id);
  const hasOpenProposal = open !== null && isBeingAsked(open, { restDays: offers.everyDays, now });
  const policy = { ...offers, aheadDays: about.aheadDays ?? offers.aheadDays };
  if (!shouldOfferNext({ ...facts, hasOpenProposal, lastOfferedAt, policy })) return null;
  const movingSessionId = undatedSession(sessions, now)?.id ?? null;
  const suggestions = await readSuggestions(records, { team, programme, sessions, movingSessionId, now });
  return { pace: measurePace(facts), suggestions };
}

/** The session that waits for another date, which is found before a further one is; or null. */
export function undatedSession(sessions: readonly Session[], now: Date): Session | null {
  const waiting = sessions.find(
    (session) => session.kind === 'mentoring' && session.state === 'unsettled' && endOf(session) > now,
  );
  return waiting ?? null;
}

function factsOf(sessions: readonly Session[], programme: ProgrammeView) {
  const { perTeam } = templateOf(programme).sessions.mentoring;
  return {
    cadence: { perTeam, phase: meetingPeriod(programme) },
    sessions: sessions.filter(({ kind }) => kind === 'mentoring'),
  };
}
