import { isDue } from './due-sql.ts';

/**
 * The ids behind the figures of a digest that was just taken, in its own transaction; a figure is named by its place
 * among the figures. Parameters as in the standing: $1 programme, $2 week start, $3 week end, $4 digest, $5 start of the
 * week before, $6 end of the week after, $7 taken at. Who stands still is traced apart.
 */
export const traceSql = `
with week_sessions as (
  select s.id, s.state from sessions s
  where s.programme_id = $1 and s.ends_at >= $2 and s.ends_at < $3 and s.state <> 'cancelled'),
asked as (
  select seat.id, seat.role, s.ends_at from sessions s
  join seats seat on seat.session_id = s.id
  join enrolments e on e.id = seat.enrolment_id
  where s.programme_id = $1 and s.ends_at >= $5 and s.ends_at < $3 and ${isDue}),
due as (select id, role from asked where ends_at >= $2),
stamped as (
  select id, role, counted_as, counted_satisfaction from reflections where digest_id = $4),
people_now as (
  select p.id, e.role, e.consent, p.line_user_id, p.line_reachable, p.slack_user_id, p.slack_reachable,
         p.slack_looked_up_at
  from enrolments e join people p on p.id = e.person_id where e.programme_id = $1 and e.ended_at is null)
select figure, coalesce(array_agg(distinct id order by id) filter (where id is not null), '{}') as ids from (
  select 'sessions.planned' as figure, id::text from week_sessions
  union all select 'sessions.held', id::text from week_sessions where state = 'held'
  union all select 'sessions.notMet', id::text from week_sessions where state = 'missed'
  union all select 'sessions.unsettled', id::text from week_sessions where state = 'unsettled'
  union all select 'sessions.awaiting', id::text from week_sessions where state = 'planned'
  union all select 'reflections.' || role || '.due', id::text from due
  union all select 'reflections.' || role || '.answered', id::text from stamped where counted_as = 'week'
  union all select 'satisfaction.' || role || '.n', id::text
    from stamped where counted_as = 'week' and counted_satisfaction is not null
  union all select 'lastWeek.due', id::text from asked where ends_at < $2
  union all select 'lastWeek.answered', r.id::text from asked join reflections r on r.seat_id = asked.id
    where asked.ends_at < $2 and r.digest_id is not null and r.answered_at is not null
  union all select 'late', id::text from stamped where counted_as = 'late'
  union all select 'corrected', reflection_id::text from corrections
    where programme_id = $1 and digest_id = $4 group by reflection_id
  union all select 'soFar.held', id::text from sessions
    where programme_id = $1 and kind = 'mentoring' and state = 'held' and starts_at < $3
  union all select 'soFar.planned', id::text from sessions
    where programme_id = $1 and kind = 'mentoring' and state <> 'cancelled'
  union all select 'decisions.unsettled', id::text from sessions
    where programme_id = $1 and state = 'unsettled' and starts_at >= $5
      and not exists (select from proposals p where p.session_id = sessions.id and p.state = 'open')
  union all select 'decisions.contradiction', id::text from sessions where contradiction_digest_id = $4
  union all select 'decisions.awaiting', id::text from sessions
    where programme_id = $1 and state = 'planned' and ends_at >= $5
      and ends_at <= $7::timestamptz - interval '72 hours'
  union all select 'decisions.worries', r.id::text from deliveries d
    join reflections r on r.id = (d.subject ->> 'reflectionId')::uuid
    where d.programme_id = $1 and d.kind = 'worry.desk' and d.planned_at >= $2 and d.planned_at < $3
      and r.team_id is not null group by r.id
  union all select 'decisions.contacts', id::text from deliveries
    where programme_id = $1 and kind = 'contact.desk' and planned_at >= $2 and planned_at < $3
      and state <> 'cancelled'
  union all select 'decisions.murmurs', burst_id::text from murmurs
    where programme_id = $1 and sent_on_at >= $2 and sent_on_at < $3 group by burst_id
  union all select 'undelivered', id::text from deliveries where undelivered_digest_id = $4
  union all select 'unreachable.line', id::text from people_now
    where role = 'participant' and line_user_id is not null and not line_reachable
  union all select 'unreachable.slack', id::text from people_now
    where role <> 'participant' and (slack_user_id is null and slack_looked_up_at is not null
      or slack_user_id is not null and not slack_reachable)
  union all select 'unreachable.notJoined', id::text from people_now
    where role = 'participant' and line_user_id is null
  union all select 'unreachable.remindersOnly', id::text from people_now
    where role = 'participant' and line_user_id is not null and consent <> 'agreed'
      or role = 'mentor' and consent = 'reminders_only'
  union all select 'nextWeek.count', id::text from sessions
    where programme_id = $1 and starts_at >= $3 and starts_at < $6 and state in ('planned', 'unsettled')
  union all select 'nextWeek.undated', id::text from sessions
    where programme_id = $1 and starts_at >= $3 and starts_at < $6 and state = 'unsettled'
) as found group by figure order by figure`;

/** The deliveries that LINE charged for, of the whole workspace, from $2 until $3. $1 programme, $4 figure. */
export const tracePushesSql = `
select $4::text as figure, coalesce(array_agg(d.id::text order by d.id), '{}') as ids
from deliveries d where d.workspace_id = (select workspace_id from programmes where id = $1)
  and d.quota_cost > 0 and d.sent_at >= $2 and d.sent_at < $3`;
