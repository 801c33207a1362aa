import { describe, expect, it } from 'vitest';
import { sayAbsence } from '../../src/use-cases/absences/say-absence.ts';
import { welcomeMentor } from '../../src/use-cases/replacing/welcome-mentor.ts';
import { replanSession } from '../../src/use-cases/sessions/replan-session.ts';
import { comer, replacingAmong } from '../support/databases/replacing-among.ts';

describe('a mentor who comes when the pair has been reminded already', () => {
  const { storage, replace, personOf, seatOf } = replacingAmong(1);
  /** Quiet hours of many: what is planned for the new mentor waits for their end. */
  const now = new Date('2024-11-05T09:30:00Z');

  it('is still reminded where somebody changes their mind before that reminder goes', async () => {
    const { pool, transact } = storage();
    await pool.query(
      `update deliveries set state = 'sent', sent_at = $1, external_id = '1.0', external_channel = 'G1'
       where kind = 'reminder.pair' and due_at <= $1`,
      [now],
    );
    await replace('01', ['M01A', 'X1'], comer(), now);
    const personId = await personOf('X1');
    await transact(async (records) => {
      const [membership] = await records.people.membershipsOf(personId);
      if (membership === undefined) throw new Error('the new mentor has a part');
      await welcomeMentor(records, membership, now);
    });
    const sessionId = await sessionOf(await seatOf('X1'));
    const own = async () =>
      (await transact((records) => records.deliveries.find({ sessionId, kinds: ['reminder.mentor'] }))).map(
        ({ address, state }) => ({ address, state }),
      );
    const address = { kind: 'dm', personId };
    expect(await own()).toEqual([{ address, state: 'planned' }]);
    await transact((records) => replanSession(records, sessionId, now));
    expect(await own()).toEqual([{ address, state: 'planned' }]);
    const say = (kind: 'absent' | 'back', at: Date) =>
      transact((records) =>
        sayAbsence(records, {
          ...{ sessionId, revision: 1, personId, now: at },
          said: kind === 'back' ? { kind } : { kind, because: 'sudden' },
        }),
      );
    await say('absent', now);
    expect(await own()).toEqual([{ address, state: 'cancelled' }]);
    await say('back', new Date(now.getTime() + 60_000));
    expect(await own()).toEqual([{ address, state: 'planned' }]);
  });

  async function sessionOf(seatId: string): Promise<string> {
    const { rows } = await storage().pool.query<{ session_id: string }>(
      'select session_id from seats where id = $1',
      [seatId],
    );
    return rows[0]?.session_id ?? '';
  }
});
