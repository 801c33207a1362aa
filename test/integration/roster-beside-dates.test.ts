import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { importRoster } from '../../src/use-cases/desk/import-roster.ts';
import { proposeTimes } from '../../src/use-cases/scheduling/propose-times.ts';
import { after, comer, replacingAmong } from '../support/databases/replacing-among.ts';

describe('a roster that is imported in the second in which a date is agreed', () => {
  const { storage, programme, personOf, teamOf } = replacingAmong(1);

  it('gives whoever comes to the team a place in that session', async () => {
    const { pool, transact } = storage();
    const [teamId, personId] = [await teamOf('01'), await personOf('M01A')];
    const agree = () =>
      transact((records) =>
        proposeTimes(records, {
          ...{ teamId, sessionId: null, personId, minutes: 40, link: null, mode: 'agreed', now: after },
          starts: [new Date('2024-12-03T12:00:00Z')],
        }),
      );
    const added = { ...comer({ code: 'P01Z', teams: ['01'] }), role: 'participant', email: null } as const;
    const { agreed } = await transact(async (records) => {
      await importRoster(records, { programme: programme(), rows: [added], now: after, dryRun: false });
      const waiting = agree();
      await delay(500);
      return { agreed: waiting };
    }).then(async ({ agreed: waiting }) => ({ agreed: await waiting }));
    expect(agreed.kind).toBe('confirmed');
    const { rows } = await pool.query<{ code: string }>(
      `select p.code from seats e join people p on p.id = e.person_id join sessions s on s.id = e.session_id
       where s.number = 3 order by 1`,
    );
    expect(rows.map(({ code }) => code)).toEqual(['M01A', 'M01B', 'P01A', 'P01Z']);
  });
});
