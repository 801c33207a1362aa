/**
 * The group of each pair among the teams $1, while it is theirs: members of a group cannot be exchanged, so that one
 * opened for others is nobody's place any more from the moment in which the pair changes.
 */
export const pairGroupsSql = `
  select t.id, t.slack_group_id as "groupId"
  from teams t
  where t.id = any ($1::uuid[]) and t.slack_group_members = (
    select string_agg(p.slack_user_id, ',' order by p.slack_user_id)
    from enrolments e join people p on p.id = e.person_id
    where e.team_id = t.id and e.role = 'mentor' and e.ended_at is null
      and p.slack_user_id is not null and p.slack_reachable)`;
