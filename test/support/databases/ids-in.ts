import type { Pool } from 'pg';

/** Ids by the codes of a roster; a seat is that of the first session. Empty where there is none. */
export function idsIn(pool: () => Pool) {
  return {
    personOf: async (code: string): Promise<string> => {
      const { rows } = await pool().query<{ id: string }>('select id from people where code = $1', [code]);
      return rows[0]?.id ?? '';
    },
    seatOf: async (code: string): Promise<string> => {
      const { rows } = await pool().query<{ id: string }>(
        `select s.id from seats s join people p on p.id = s.person_id join sessions x on x.id = s.session_id
         where p.code = $1 and x.number = 1`,
        [code],
      );
      return rows[0]?.id ?? '';
    },
    teamOf: async (code: string): Promise<string> => {
      const { rows } = await pool().query<{ id: string }>('select id from teams where code = $1', [code]);
      return rows[0]?.id ?? '';
    },
  };
}
