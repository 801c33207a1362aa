import type { Pool } from 'pg';
import type { CalendarOwner, CalendarReads, SeatedSession } from '../../use-cases/ports/calendar-reads.ts';

/** People's calendars, read outside any transaction. */
export function createCalendarReads(pool: Pool): CalendarReads {
  return {
    findOwner: async (personId) => {
      const { rows } = await pool.query<CalendarOwner>(
        'select calendar_revision as revision, language from people where id = $1',
        [personId],
      );
      return rows[0] ?? null;
    },
    sessionsOf: async (personId, sessionId) => {
      const { rows } = await pool.query<SeatedSession>(
        `select x.id, x.kind, x.number, x.starts_at as "startsAt", x.minutes, x.link, x.state,
                x.schedule_revision as "scheduleRevision", x.scheduled_at as "scheduledAt",
                x.link_changed_at as "linkChangedAt", x.cancelled_at as "cancelledAt",
                bool_or(s.attendance = 'expected') as attends
         from seats s
         join enrolments e on e.id = s.enrolment_id and e.ended_at is null
         join sessions x on x.id = s.session_id
         where s.person_id = $1 and ($2::uuid is null or x.id = $2)
         group by x.id order by x.starts_at, x.id`,
        [personId, sessionId],
      );
      return rows;
    },
  };
}
