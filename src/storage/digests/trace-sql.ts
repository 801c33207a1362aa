/**
 * The ids behind the figures of a digest that was just taken, in its own transaction. Parameters as in the rollup:
 * $1 programme, $2 week start, $3 week end, $4 digest, $5 start of the week before, $6 end of the week after.
 */
export const traceSql = `
with week_sessions as (
  select s.id, s.state, s.contradicted from sessions s
  where s.programme_id = $1 and s.ends_at >= $2 and s.ends_at < $3 and s.state <> 'cancelled'),
due as (
  select seat.id, seat.role from week_sessions w
  join seats seat on seat.session_id = w.id and seat.attendance = 'expected'
  join enrolments e on e.id = seat.enrolment_id
  where w.state in ('planned', 'held', 'missed')
    and (e.consent = 'agreed' or (e.role = 'mentor' and e.consent = 'unanswered'))),
stamped as (
  select r.id, r.role, r.seat_id, r.session_id from reflections r
  where r.digest_id = $4 and r.answered_at is not null)
select figure, coalesce(array_agg(id order by id) filter (where id is not null), '{}') as ids from (
  select 'sessions.planned' as figure, id::text from week_sessions
  union all select 'sessions.held', id::text from week_sessions where state = 'held'
  union all select 'sessions.notMet', id::text from week_sessions where state = 'missed'
  union all select 'sessions.unsettled', id::text from week_sessions where state = 'unsettled'
  union all select 'sessions.awaiting', id::text from week_sessions where state = 'planned'
  union all select 'sessions.contradicted', id::text from week_sessions where contradicted
  union all select 'reflections.' || role || '.due', id::text from due
  union all select 'reflections.' || due.role || '.answered', stamped.id::text
    from due join stamped on stamped.seat_id = due.id
  union all select 'reflections.late', stamped.id::text
    from stamped join sessions s on s.id = stamped.session_id where s.ends_at < $2
  union all select 'reflections.corrected', reflection_id::text from corrections
    where programme_id = $1 and digest_id = $4 group by reflection_id
  union all select 'undelivered', d.id::text from deliveries d
    where d.programme_id = $1 and d.due_at >= $2 and d.due_at < $3
      and (d.state in ('expired', 'failed') or (d.state = 'skipped' and d.reason = 'unreachable'))
  union all select 'unreachable.line', p.id::text from enrolments e join people p on p.id = e.person_id
    where e.programme_id = $1 and e.ended_at is null and e.role = 'participant'
      and p.line_user_id is not null and not p.line_reachable
  union all select 'unreachable.notJoined', p.id::text from enrolments e join people p on p.id = e.person_id
    where e.programme_id = $1 and e.ended_at is null and e.role = 'participant' and p.line_user_id is null
  union all select 'unreachable.slack', p.id::text from enrolments e join people p on p.id = e.person_id
    where e.programme_id = $1 and e.ended_at is null and e.role <> 'participant'
      and (p.slack_user_id is null and p.slack_looked_up_at is not null
           or p.slack_user_id is not null and not p.slack_reachable)
  union all select 'nextWeek', id::text from sessions
    where programme_id = $1 and starts_at >= $3 and starts_at < $6 and state in ('planned', 'unsettled')
  union all select 'lastWeek.due', seat.id::text from sessions s
    join seats seat on seat.session_id = s.id and seat.attendance = 'expected'
    join enrolments e on e.id = seat.enrolment_id
    where s.programme_id = $1 and s.ends_at >= $5 and s.ends_at < $2 and s.state in ('planned', 'held', 'missed')
      and (e.consent = 'agreed' or (e.role = 'mentor' and e.consent = 'unanswered'))
) as found group by figure order by figure`;
