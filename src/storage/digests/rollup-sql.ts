import type { DigestWindow } from '../../use-cases/ports/digest-store.ts';

/**
 * The one rollup of a programme's week. Parameters: $1 programme, $2 week start, $3 week end, $4 digest,
 * $5 start of the week before, $6 end of the week after, $7 taken at, $8 start of the mentoring phase,
 * $9 end of the mentoring phase, $10 days until a team counts as standing still.
 * Every scan goes through one programme's sessions or one digest's reflections, so its cost does not grow with the table.
 */
export const rollupSql = `
with week_sessions as materialized (
  select s.id, s.state, s.contradicted, s.starts_at, s.ends_at, s.team_id
  from sessions s
  where s.programme_id = $1 and s.ends_at >= $2 and s.ends_at < $3 and s.state <> 'cancelled'
),
due as materialized (
  select seat.id as seat_id, seat.role
  from week_sessions w
  join seats seat on seat.session_id = w.id and seat.attendance = 'expected'
  join enrolments e on e.id = seat.enrolment_id
  where w.state in ('planned', 'held', 'missed')
    and (e.consent = 'agreed' or (e.role = 'mentor' and e.consent = 'unanswered'))
    and (e.ended_at is null or e.ended_at > w.ends_at)
),
answered as materialized (
  select r.id, r.person_id, r.satisfaction, r.seat_id, r.session_id
  from reflections r where r.digest_id = $4 and r.answered_at is not null
),
counted as (
  select due.role, a.id, a.person_id, a.satisfaction
  from due left join answered a on a.seat_id = due.seat_id
),
by_role as (
  select role, count(*) as due, count(id) as answered,
         count(satisfaction) as n, count(distinct person_id) filter (where satisfaction is not null) as people,
         coalesce(sum(satisfaction), 0) as total,
         count(*) filter (where satisfaction = 5) as s5, count(*) filter (where satisfaction = 4) as s4,
         count(*) filter (where satisfaction = 3) as s3, count(*) filter (where satisfaction = 2) as s2,
         count(*) filter (where satisfaction = 1) as s1
  from counted group by role
),
last_due as (
  select count(*) as due, count(r.id) as answered
  from sessions s
  join seats seat on seat.session_id = s.id and seat.attendance = 'expected'
  join enrolments e on e.id = seat.enrolment_id
  left join reflections r on r.seat_id = seat.id and r.digest_id is not null and r.answered_at is not null
  where s.programme_id = $1 and s.ends_at >= $5 and s.ends_at < $2 and s.state in ('planned', 'held', 'missed')
    and (e.consent = 'agreed' or (e.role = 'mentor' and e.consent = 'unanswered'))
    and (e.ended_at is null or e.ended_at > s.ends_at)
),
mentoring as materialized (
  select s.team_id, s.state, s.starts_at from sessions s where s.programme_id = $1 and s.kind = 'mentoring'
    and s.state <> 'cancelled'
),
team_last as (
  select t.code, max(m.starts_at) filter (where m.state in ('held', 'planned') and m.starts_at < $3) as last_at
  from teams t left join mentoring m on m.team_id = t.id
  where t.programme_id = $1 group by t.code
),
idle as (
  select code, last_at,
         floor(extract(epoch from ($3::timestamptz - greatest(coalesce(last_at, $8::timestamptz), $8::timestamptz))) / 86400)::int as days
  from team_last where $3::timestamptz > $8::timestamptz and $3::timestamptz <= $9::timestamptz
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
  'roles', (select coalesce(json_agg(by_role), '[]') from by_role),
  'lastWeek', (select json_build_object('due', due, 'answered', answered) from last_due),
  'late', (select count(*) from answered a join sessions s on s.id = a.session_id where s.ends_at < $2),
  'corrected', (select count(distinct c.reflection_id) from corrections c where c.programme_id = $1 and c.digest_id = $4),
  'soFar', (select json_build_object('held', count(*) filter (where state = 'held' and starts_at < $3),
      'planned', count(*)) from mentoring),
  'idle', (select coalesce(json_agg(json_build_object('team', code, 'days', days, 'lastAt', last_at) order by days desc, code), '[]')
      from idle where days >= $10),
  'unsettled', (select coalesce(json_agg(json_build_object('team', coalesce(t.code, ''), 'at', s.starts_at) order by s.starts_at, coalesce(t.code, '')), '[]')
      from sessions s left join teams t on t.id = s.team_id
      where s.programme_id = $1 and s.state = 'unsettled' and s.starts_at >= $5),
  'contradictions', (select coalesce(json_agg(json_build_object('team', coalesce(t.code, ''), 'at', w.starts_at) order by w.starts_at, coalesce(t.code, '')), '[]')
      from week_sessions w left join teams t on t.id = w.team_id where w.contradicted),
  'overdue', (select coalesce(json_agg(json_build_object('team', coalesce(t.code, ''), 'at', s.starts_at) order by s.starts_at, coalesce(t.code, '')), '[]')
      from sessions s left join teams t on t.id = s.team_id
      where s.programme_id = $1 and s.state = 'planned' and s.ends_at >= $5 and s.ends_at <= $7::timestamptz - interval '72 hours'),
  'worries', (select coalesce(json_agg(x order by x.team), '[]')
      from (select team, count(*)::int as count from desk group by team) x),
  'murmurs', (select count(distinct burst_id) from murmurs where programme_id = $1 and sent_on_at >= $2 and sent_on_at < $3),
  'contacts', (select count(*) from deliveries d where d.programme_id = $1 and d.kind = 'contact.desk'
      and d.planned_at >= $2 and d.planned_at < $3 and d.state <> 'cancelled'),
  'undelivered', (select coalesce(json_agg(json_build_object('kind', d.kind,
        'why', case d.state when 'expired' then 'expired' when 'failed' then 'refused' else 'relayed' end,
        'at', d.due_at) order by d.due_at, d.kind, d.id), '[]')
      from deliveries d where d.programme_id = $1 and d.due_at >= $2 and d.due_at < $3
      and (d.state in ('expired', 'failed') or (d.state = 'skipped' and d.reason = 'unreachable'))),
  'unreachable', (select json_build_object(
      'line', count(distinct p.id) filter (where e.role = 'participant' and p.line_user_id is not null and not p.line_reachable),
      'slack', count(distinct p.id) filter (where e.role <> 'participant'
        and (p.slack_user_id is null and p.slack_looked_up_at is not null or p.slack_user_id is not null and not p.slack_reachable)),
      'notJoined', count(distinct p.id) filter (where e.role = 'participant' and p.line_user_id is null),
      'remindersOnly', count(distinct p.id) filter (where e.role = 'participant' and p.line_user_id is not null and e.consent <> 'agreed'
        or e.role = 'mentor' and e.consent = 'reminders_only'))
      from enrolments e join people p on p.id = e.person_id where e.programme_id = $1 and e.ended_at is null),
  'nextWeek', (select count(*) from sessions s where s.programme_id = $1 and s.starts_at >= $3 and s.starts_at < $6
      and s.state in ('planned', 'unsettled'))
) as rollup`;

/** The parameters of the rollup and of the trace that names the ids behind it. */
export function rollupValues(digestId: string, window: DigestWindow): readonly unknown[] {
  return [
    window.programmeId,
    window.startsAt,
    window.endsAt,
    digestId,
    window.previousStartsAt,
    window.nextEndsAt,
    window.takenAt,
    window.mentoringStartsAt,
    window.mentoringEndsAt,
    window.idleAfterDays,
  ];
}
