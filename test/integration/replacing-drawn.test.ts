import { describe, expect, it } from 'vitest';
import { createOutbox } from '../../src/storage/deliveries/outbox.ts';
import { createRefreshMessages } from '../../src/use-cases/deliveries/refresh-messages.ts';
import { after, comer, replacingAmong } from '../support/databases/replacing-among.ts';

describe('what stands in a former pair’s group', () => {
  const { storage, replace, teamOf } = replacingAmong(1);

  it('is closed, and not drawn with what came after, for a mentor who is replaced while it is drawn again', async () => {
    const { pool, transact } = storage();
    const teamId = await teamOf('01');
    await pool.query(`update people set slack_user_id = 'U-' || code where code in ('M01A', 'M01B')`);
    await pool.query(
      `update deliveries set state = 'sent', sent_at = $1, external_id = '1.0', external_channel = 'G1', refresh_at = $1
       where id = (select d.id from deliveries d join sessions s on s.id = d.session_id
         where d.kind = 'reminder.pair' and s.team_id = $2 and s.number = 2 limit 1)`,
      [after, teamId],
    );
    const outbox = createOutbox({ pool, owner: 'first' });
    const drawn: string[] = [];
    const refresh = createRefreshMessages({
      transact,
      outbox: {
        ...outbox,
        claimRefreshes: async (now, limit) => {
          const claimed = await outbox.claimRefreshes(now, limit);
          if (claimed.length > 0 && drawn.length === 0) await replace('01', ['M01A', 'X1'], comer());
          return claimed;
        },
      },
      updates: {
        update: async (_place, message) => {
          drawn.push(JSON.stringify(message));
          return 'updated';
        },
      },
      gates: { take: async () => null, close: async () => undefined },
      clock: { now: () => after },
    });
    await refresh();
    expect(drawn).not.toEqual([]);
    for (const message of drawn)
      expect(message).toContain('ペアの交代により、ここにあった内容は閉じました。');
  });
});
