import { describe, expect, it } from 'vitest';
import type { RosterRow } from '../../src/domain/imports/roster-row.ts';
import { priorities } from '../../src/domain/messaging/delivery.ts';
import { sayAbsence } from '../../src/use-cases/absences/say-absence.ts';
import { welcomeMentor } from '../../src/use-cases/replacing/welcome-mentor.ts';
import { replanSession } from '../../src/use-cases/sessions/replan-session.ts';
import { comer, replacingAmong } from '../support/databases/replacing-among.ts';

describe('a mentor who comes when the pair has been reminded already', () => {
  const { storage, replace, personOf, seatOf } = replacingAmong(2);
  /** Quiet hours of many: what is planned for the new mentor waits for their end. */
  const now = new Date('2024-11-05T09:30:00Z');

  it('is still reminded where somebody changes their mind before that reminder goes', async () => {
    const { transact } = storage();
    const personId = await come('01');
    const sessionId = await sessionOf(await seatOf('X01'));
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

  it('is reminded in their quiet evening where the session begins before its end', async () => {
    const personId = await come('02', [{ from: '18:00', to: '21:00' }]);
    const [own] = await storage().transact((records) =>
      records.deliveries.find({ personId, kinds: ['reminder.mentor'] }),
    );
    expect(own).toMatchObject({ state: 'planned', priority: priorities.urgent });
  });

  /** Takes a place when the evening before has passed, and is found in Slack at once. */
  async function come(team: string, quietRanges: RosterRow['quietRanges'] = []): Promise<string> {
    const { pool, transact } = storage();
    await pool.query(
      `update deliveries set state = 'sent', sent_at = $1, external_id = '1.0', external_channel = 'G1'
       where kind = 'reminder.pair' and due_at <= $1`,
      [now],
    );
    const code = `X${team}`;
    await replace(team, [`M${team}A`, code], comer({ code, teams: [team], quietRanges }), now);
    const personId = await personOf(code);
    await transact(async (records) => {
      const [membership] = await records.people.membershipsOf(personId);
      if (membership === undefined) throw new Error('the new mentor has a part');
      await welcomeMentor(records, membership, now);
    });
    return personId;
  }

  async function sessionOf(seatId: string): Promise<string> {
    const { rows } = await storage().pool.query<{ session_id: string }>(
      'select session_id from seats where id = $1',
      [seatId],
    );
    return rows[0]?.session_id ?? '';
  }
});
