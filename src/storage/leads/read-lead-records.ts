import type { LeadRecord, LedSession, Tenure } from '../../domain/scheduling/pair/team-leads.ts';
import type { Query } from '../records/sessions/session-views.ts';

type TenureRow = Tenure & { readonly teamId: string };
type LedRow = LedSession & { readonly teamId: string };

const tenuresSql = `
  select e.team_id as "teamId", e.person_id as "personId", p.zone, p.paused_until as "pausedUntil",
    e.id as "enrolmentId", e.replaces_id as "replacesId", e.ended_at as "endedAt",
    (select coalesce(json_agg(json_build_object('fromOn', a.from_on, 'toOn', a.to_on)), '[]')
     from away_ranges a where a.person_id = p.id and a.ended_at is null) as away
  from enrolments e join people p on p.id = e.person_id
  where e.team_id = any ($1::uuid[]) and e.role = 'mentor'
  order by p.code`;

const sessionsSql = `
  select x.team_id as "teamId", x.id, x.starts_at as "startsAt", x.ends_at as "endsAt", x.state,
    x.lead_id as "leadId", x.lead_swaps as swaps,
    (select coalesce(json_agg(s.person_id), '[]') from seats s
     where s.session_id = x.id and s.role = 'mentor' and s.attendance = 'cannot') as absent
  from sessions x where x.team_id = any ($1::uuid[])
  order by x.starts_at, x.id`;

/** What decides who leads in these teams, by team id, in two statements. */
export async function readLeadRecords(
  query: Query,
  teamIds: readonly string[],
): Promise<ReadonlyMap<string, LeadRecord>> {
  const tenures = Map.groupBy(await query<TenureRow>('tenures', tenuresSql, teamIds), teamOf);
  const sessions = Map.groupBy(await query<LedRow>('led-sessions', sessionsSql, teamIds), teamOf);
  return new Map(
    teamIds.map((id) => [id, { mentors: tenures.get(id) ?? [], sessions: sessions.get(id) ?? [] }]),
  );
}

function teamOf({ teamId }: { readonly teamId: string }): string {
  return teamId;
}
