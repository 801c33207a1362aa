import type { Pool } from 'pg';
import type { DeliveryState } from '../../domain/messaging/delivery.ts';
import type { SessionState } from '../../domain/sessions/sessions.ts';
import type { ProgrammeStatus, ReadStatus } from '../../use-cases/ports/status.ts';

const none: ProgrammeStatus['sessions'] = { planned: 0, unsettled: 0, held: 0, missed: 0, cancelled: 0 };
const shownProblems = 10;

const peopleSql = `
select (select count(*)::int from teams where programme_id = $1) as teams,
       count(*) filter (where e.role = 'participant')::int as participants,
       count(*) filter (where e.role = 'participant' and p.line_user_id is not null)::int as joined,
       count(*) filter (where e.role = 'participant' and e.consent = 'agreed')::int as agreed,
       count(*) filter (where e.role = 'mentor')::int as "mentorsInAll",
       count(*) filter (where e.role = 'mentor' and p.slack_user_id is not null)::int as found
from enrolments e join people p on p.id = e.person_id where e.programme_id = $1 and e.ended_at is null`;

const unreachedSql = `
select distinct why, code || ' ' || name as who from (
  select p.code, p.name, case
    when e.role = 'participant' and p.line_user_id is null then 'notJoined'
    when e.role = 'participant' and not p.line_reachable then 'lineClosed'
    when e.role <> 'participant' and p.slack_user_id is null and p.slack_looked_up_at is not null then 'notFound'
    when e.role <> 'participant' and p.slack_user_id is not null and not p.slack_reachable then 'slackClosed'
  end as why
  from enrolments e join people p on p.id = e.person_id
  where e.programme_id = $1 and e.ended_at is null) as judged
where why is not null order by why, who`;

const problemsSql = `
select d.kind as about, d.state, d.reason, d.due_at as at, p.code || ' ' || p.name as person,
       count(*) over ()::int as count
from deliveries d left join people p on p.id = d.person_id
where d.programme_id = $1 and d.due_at >= $2::timestamptz - interval '14 days'
  and (d.state in ('failed', 'expired', 'unknown')
       or d.state = 'skipped' and d.reason in ('unreachable', 'not_in_channel'))
order by d.due_at desc, d.id limit $3`;

const lastDigestSql = `
select g.iso_week as "isoWeek", g.taken_at as "takenAt",
       coalesce((select d.state from deliveries d where d.programme_id = $1 and d.kind = 'digest'
                 and d.subject ->> 'digestId' = g.id::text order by d.sent_at nulls last, d.id limit 1),
                'planned') as state
from digests g where g.programme_id = $1 order by g.starts_at desc limit 1`;

type Why = keyof ProgrammeStatus['unreached'];
type Problem = ProgrammeStatus['problems']['shown'][number] & { readonly count: number };

/** What `status` shows; reads one programme, and the inbox, which belongs to all. */
export function createReadStatus(pool: Pool): ReadStatus {
  return async (programmeId, now) => {
    const [people, unreached, sessions, reflections, deliveries, due, problems, digests, inbox] =
      await Promise.all([
        pool.query<ProgrammeStatus['people']>(peopleSql, [programmeId]),
        pool.query<{ why: Why; who: string }>(unreachedSql, [programmeId]),
        pool.query<{ state: SessionState; count: number }>(
          'select state, count(*)::int as count from sessions where programme_id = $1 group by state',
          [programmeId],
        ),
        pool.query<{ count: number }>(
          `select count(*)::int as count from reflections
           where programme_id = $1 and session_id is not null and status = 'open' and answered_at is null and closes_at > $2`,
          [programmeId, now],
        ),
        pool.query<{ state: DeliveryState; count: number }>(
          'select state, count(*)::int as count from deliveries where programme_id = $1 group by state order by state',
          [programmeId],
        ),
        pool.query<ProgrammeStatus['due']>(
          `select min(due_at) as "nextAt",
                  count(*) filter (where due_at < $2::timestamptz - interval '5 minutes')::int as late
           from deliveries where programme_id = $1 and state = 'planned'`,
          [programmeId, now],
        ),
        pool.query<Problem>(problemsSql, [programmeId, now, shownProblems]),
        pool.query<NonNullable<ProgrammeStatus['lastDigest']>>(lastDigestSql, [programmeId]),
        pool.query<ProgrammeStatus['inbox']>(
          `select count(*) filter (where parked_at is null)::int as waiting,
                  count(*) filter (where parked_at is not null)::int as parked
           from inbox where processed_at is null`,
        ),
      ]);
    const whoIs = (why: Why): readonly string[] =>
      unreached.rows.filter((row) => row.why === why).map(({ who }) => who);
    return {
      people: only(people.rows),
      unreached: {
        notJoined: whoIs('notJoined'),
        lineClosed: whoIs('lineClosed'),
        notFound: whoIs('notFound'),
        slackClosed: whoIs('slackClosed'),
      },
      sessions: { ...none, ...Object.fromEntries(sessions.rows.map(({ state, count }) => [state, count])) },
      openReflections: only(reflections.rows).count,
      deliveries: deliveries.rows,
      due: only(due.rows),
      problems: { count: problems.rows[0]?.count ?? 0, shown: problems.rows },
      lastDigest: digests.rows[0] ?? null,
      inbox: only(inbox.rows),
    };
  };
}

function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('counting answers one row');
  return row;
}
