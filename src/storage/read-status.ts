import type { Pool } from 'pg';
import type { DeliveryState } from '../domain/messaging/delivery.ts';
import type { SessionState } from '../domain/sessions/sessions.ts';
import type { ProgrammeStatus, ReadStatus } from '../use-cases/ports/status.ts';

const none: ProgrammeStatus['sessions'] = { planned: 0, unsettled: 0, held: 0, missed: 0, cancelled: 0 };

/** Counts for `status`; names nobody. */
export function createReadStatus(pool: Pool): ReadStatus {
  return async (programmeId) => {
    const [people, sessions, deliveries, inbox] = await Promise.all([
      pool.query<ProgrammeStatus['people']>(
        `select (select count(*)::int from teams where programme_id = $1) as teams,
                count(*) filter (where e.role = 'participant')::int as participants,
                count(*) filter (where e.role = 'participant' and p.line_user_id is not null)::int as joined,
                count(*) filter (where e.role = 'participant' and e.consent = 'agreed')::int as agreed,
                count(*) filter (where e.role = 'mentor')::int as "mentorsInAll",
                count(*) filter (where e.role = 'mentor' and p.slack_user_id is not null)::int as found
         from enrolments e join people p on p.id = e.person_id where e.programme_id = $1 and e.ended_at is null`,
        [programmeId],
      ),
      pool.query<{ state: SessionState; count: number }>(
        'select state, count(*)::int as count from sessions where programme_id = $1 group by state',
        [programmeId],
      ),
      pool.query<{ state: DeliveryState; count: number }>(
        'select state, count(*)::int as count from deliveries where programme_id = $1 group by state order by state',
        [programmeId],
      ),
      pool.query<ProgrammeStatus['inbox']>(
        `select count(*) filter (where parked_at is null)::int as waiting,
                count(*) filter (where parked_at is not null)::int as parked
         from inbox where processed_at is null`,
      ),
    ]);
    const [counted] = people.rows;
    const [received] = inbox.rows;
    if (counted === undefined || received === undefined) throw new Error('counting answers one row');
    return {
      people: counted,
      sessions: { ...none, ...Object.fromEntries(sessions.rows.map(({ state, count }) => [state, count])) },
      deliveries: deliveries.rows,
      inbox: received,
    };
  };
}
