import type { DigestWindow } from '../../../use-cases/ports/digests/digest-store.ts';
import { isDue } from './due-sql.ts';
import { teamFactsSql } from './standstill-sql.ts';

/**
 * Everything a digest says besides what it counted: its sessions and who was to reflect on them, what it lists, and
 * how the programme stands. Parameters: $1 programme, $2 week start, $3 week end, $4 digest, $5 start of the week
 * before, $6 end of the week after, $7 taken at, $8 sessions that each team is to have. Its cost goes with the programme's
 * week, its teams and people; only the two numbers so far read all meetings of the phase, from an index alone.
 */
export const standingSql = `
with week_sessions as materialized (
  select s.id, s.state, s.ends_at
  from sessions s
  where s.programme_id = $1 and s.ends_at >= $2 and s.ends_at < $3 and s.state <> 'cancelled'
),
due as (
  select seat.role, count(*) as due
  from week_sessions s
  join seats seat on seat.session_id = s.id
  join enrolments e on e.id = seat.enrolment_id
  where ${isDue}
  group by seat.role
),
last_due as (
  select count(*) as due, count(r.id) as answered
  from sessions s
  join seats seat on seat.session_id = s.id
  join enrolments e on e.id = seat.enrolment_id
  left join reflections r on r.seat_id = seat.id and r.digest_id is not null and r.answered_at is not null
  where s.programme_id = $1 and s.ends_at >= $5 and s.ends_at < $2 and ${isDue}
),
desk as (
  select distinct r.id, t.code as team
  from deliveries d
  join reflections r on r.id = (d.subject ->> 'reflectionId')::uuid
  join teams t on t.id = r.team_id
  where d.programme_id = $1 and d.kind = 'worry.desk' and d.planned_at >= $2 and d.planned_at < $3
)
select json_build_object(
  'sessions', (select json_build_object(
      'planned', count(*), 'held', count(*) filter (where state = 'held'),
      'notMet', count(*) filter (where state = 'missed'), 'unsettled', count(*) filter (where state = 'unsettled'),
      'awaiting', count(*) filter (where state = 'planned')) from week_sessions),
  'due', (select coalesce(json_object_agg(role, due), '{}') from due),
  'lastWeek', (select json_build_object('due', due, 'answered', answered) from last_due),
  'corrected', (select count(distinct c.reflection_id) from corrections c where c.programme_id = $1 and c.digest_id = $4),
  'soFar', (select json_build_object('held', count(*) filter (where state = 'held' and starts_at < $3),
      'planned', count(*)) from sessions
      where programme_id = $1 and kind = 'mentoring' and state <> 'cancelled'),
  'teams', (select coalesce(json_agg(facts), '[]') from (${teamFactsSql({ endsAt: '$3', most: '$8' })}) facts),
  'unsettled', (select coalesce(json_agg(json_build_object('team', coalesce(t.code, ''), 'at', s.starts_at) order by s.starts_at, coalesce(t.code, '')), '[]')
      from sessions s left join teams t on t.id = s.team_id
      where s.programme_id = $1 and s.state = 'unsettled' and s.starts_at >= $5
        and not exists (select from proposals p where p.session_id = s.id and p.state = 'open')),
  'contradictions', (select coalesce(json_agg(json_build_object('team', coalesce(t.code, ''), 'at', s.starts_at) order by s.starts_at, coalesce(t.code, '')), '[]')
      from sessions s left join teams t on t.id = s.team_id where s.contradiction_digest_id = $4),
  'overdue', (select coalesce(json_agg(json_build_object('team', coalesce(t.code, ''), 'at', s.starts_at) order by s.starts_at, coalesce(t.code, '')), '[]')
      from sessions s left join teams t on t.id = s.team_id
      where s.programme_id = $1 and s.state = 'planned' and s.ends_at >= $5 and s.ends_at <= $7::timestamptz - interval '72 hours'),
  'worries', (select coalesce(json_agg(x order by x.team), '[]')
      from (select team, count(*)::int as count from desk group by team) x),
  'murmurs', (select count(distinct burst_id) from murmurs where programme_id = $1 and sent_on_at >= $2 and sent_on_at < $3),
  'contacts', (select count(*) from deliveries d where d.programme_id = $1 and d.kind = 'contact.desk'
      and d.planned_at >= $2 and d.planned_at < $3 and d.state <> 'cancelled'),
  'undelivered', (select coalesce(json_agg(json_build_object('kind', d.kind,
        'why', case d.state when 'expired' then 'expired' when 'failed' then 'refused'
          else case when exists (select from deliveries r where r.session_id = d.session_id and r.kind = 'relay.desk'
            and r.subject ->> 'seatId' = d.subject ->> 'seatId') then 'relayed_by_desk' else 'relayed' end end,
        'at', d.due_at) order by d.due_at, d.kind, d.id), '[]')
      from deliveries d where d.undelivered_digest_id = $4),
  'unreachable', (select json_build_object(
      'line', count(distinct p.id) filter (where e.role = 'participant' and p.line_user_id is not null and not p.line_reachable),
      'slack', count(distinct p.id) filter (where e.role <> 'participant'
        and (p.slack_user_id is null and p.slack_looked_up_at is not null or p.slack_user_id is not null and not p.slack_reachable)),
      'notJoined', count(distinct p.id) filter (where e.role = 'participant' and p.line_user_id is null),
      'remindersOnly', count(distinct p.id) filter (where e.role = 'participant' and p.line_user_id is not null and e.consent <> 'agreed'
        or e.role = 'mentor' and e.consent = 'reminders_only'))
      from enrolments e join people p on p.id = e.person_id where e.programme_id = $1 and e.ended_at is null),
  'nextWeek', (select json_build_object('count', count(*), 'undated', count(*) filter (where s.state = 'unsettled'))
      from sessions s where s.programme_id = $1 and s.starts_at >= $3 and s.starts_at < $6
        and s.state in ('planned', 'unsettled'))
) as standing`;

/** The parameters of this and of the trace that names the ids behind the figures. */
export function windowValues(digestId: string, window: DigestWindow): readonly unknown[] {
  return [
    window.programmeId,
    window.startsAt,
    window.endsAt,
    digestId,
    window.previousStartsAt,
    window.nextEndsAt,
    window.takenAt,
    window.mentoring.perTeam,
  ];
}
