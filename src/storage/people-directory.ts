import type { Pool } from 'pg';
import type { PeopleDirectory } from '../use-cases/ports/people-directory.ts';

/** The people table as matching with Slack sees it. */
export function createPeopleDirectory(pool: Pool): PeopleDirectory {
  return {
    claimUnmatched: async (notSince, now, limit) => {
      const { rows } = await pool.query<{ personId: string; email: string }>(
        `update people as p set slack_looked_up_at = $2
         from (select id from people
               where slack_user_id is null and email is not null
                 and (slack_looked_up_at is null or slack_looked_up_at <= $1)
                 and exists (select 1 from enrolments e where e.person_id = people.id and e.ended_at is null
                             and e.role <> 'participant')
               order by slack_looked_up_at nulls first, code limit $3 for update skip locked) as due
         where p.id = due.id returning p.id as "personId", p.email`,
        [notSince, now, limit],
      );
      return rows;
    },
    lookUpLater: async (personId) => {
      await pool.query(
        `update people set slack_looked_up_at = slack_looked_up_at - interval '24 hours' + interval '1 minute' where id = $1`,
        [personId],
      );
    },
    pairsWithoutGroup: async (limit) => {
      const { rows } = await pool.query<{ teamId: string; programmeId: string; slackUserIds: string[] }>(
        `select t.id as "teamId", t.programme_id as "programmeId",
                array_agg(p.slack_user_id order by p.slack_user_id) as "slackUserIds"
         from teams t
         join enrolments e on e.team_id = t.id and e.role = 'mentor' and e.ended_at is null
         join people p on p.id = e.person_id and p.slack_user_id is not null and p.slack_reachable
         group by t.id
         having count(*) >= 2
            and t.slack_group_members is distinct from string_agg(p.slack_user_id, ',' order by p.slack_user_id)
         order by t.code limit $1`,
        [limit],
      );
      return rows;
    },
  };
}
