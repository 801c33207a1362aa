/**
 * What tells whether a team stands still and why, a row for each team of the programme $1 at the end of a week: when it
 * last met, how often so far (no more than `most`, which is all), and what is known of absences, pauses and open
 * proposals. The other parameters go by the given names.
 */
export function teamFactsSql({ endsAt, most }: { readonly endsAt: string; readonly most: string }): string {
  return `
select t.id, t.code as team,
  (select s.starts_at from sessions s
    where s.team_id = t.id and s.kind = 'mentoring' and s.state in ('held', 'planned') and s.starts_at < ${endsAt}
    order by s.starts_at desc limit 1) as "lastAt",
  (select count(*)::int from (select 1 from sessions s
    where s.team_id = t.id and s.kind = 'mentoring' and s.state in ('held', 'planned') and s.starts_at < ${endsAt}
    limit ${most}) met) as met,
  (select coalesce(json_agg(json_build_object('personId', p.id, 'zone', p.zone, 'fromOn', a.from_on, 'toOn', a.to_on)), '[]')
    from enrolments e join people p on p.id = e.person_id
    join away_ranges a on a.person_id = p.id and a.ended_at is null
    where e.team_id = t.id and e.role = 'mentor' and e.ended_at is null) as away,
  (select coalesce(json_agg(json_build_object('personId', p.id, 'zone', p.zone, 'toOn', p.paused_until)), '[]')
    from enrolments e join people p on p.id = e.person_id
    where e.team_id = t.id and e.role = 'participant' and e.ended_at is null and p.paused_until is not null) as paused,
  (select max(made_at) from proposals where team_id = t.id and state = 'open' and made_at < ${endsAt}) as "proposedAt"
from teams t where t.programme_id = $1`;
}
