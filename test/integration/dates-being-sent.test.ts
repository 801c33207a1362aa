import { describe, expect, it } from 'vitest';
import { createOutbox } from '../../src/storage/deliveries/outbox.ts';
import { proposeTimes } from '../../src/use-cases/scheduling/propose-times.ts';
import { withdrawTimes } from '../../src/use-cases/scheduling/withdraw-times.ts';
import { after, replacingAmong } from '../support/databases/replacing-among.ts';

const hourMs = 3_600_000;

describe('a date that is decided about while a message about it is being sent', () => {
  const { storage, personOf, teamOf } = replacingAmong(2);
  const later = new Date(after.getTime() + 25 * hourMs);

  it('is known to stand again to whoever is shown, in that moment, that it is to be moved', async () => {
    const proposalId = await offer('01');
    const toldOf = await storage().transact(async (records) => {
      await withdrawTimes(records, { proposalId, personId: await personOf('M01A'), now: later });
      const claimed = await createOutbox({ pool: storage().pool, owner: 'other' }).claim(later, 100);
      return claimed.filter(({ subject }) => subject.kind === 'times.participant').length;
    });
    const { rows } = await storage().pool.query(
      `select 1 from deliveries where dedupe_key like 'stands:' || $1 || ':%' and kind = 'settled.participant'`,
      [proposalId],
    );
    expect(rows).toHaveLength(toldOf);
  });

  it('is not overtaken by its own reminder where other times are offered while that is on its way', async () => {
    const { pool, transact } = storage();
    const eve = new Date('2024-11-18T11:00:00Z');
    await createOutbox({ pool, owner: 'other' }).claim(eve, 100);
    const proposalId = await offer('02', eve);
    const planned = await transact((records) =>
      records.deliveries.find({ kinds: ['times.participant', 'reminder.participant'] }),
    );
    const [person] = [await personOf('P02A')];
    const mine = planned.filter(({ address }) => address.kind === 'line' && address.personId === person);
    const [reminder] = mine.filter(({ state }) => state === 'sending');
    const [times] = mine.filter(({ dedupeKey }) => dedupeKey.startsWith(`times:${proposalId}`));
    expect(reminder?.subject.kind).toBe('reminder.participant');
    expect(times?.dueAt.getTime()).toBeGreaterThan(eve.getTime() + 10_000);
  });

  async function offer(team: string, now = after): Promise<string> {
    const [sessionId, teamId, personId] = [
      await sessionOf(team),
      await teamOf(team),
      await personOf(`M${team}A`),
    ];
    const offered = await storage().transact((records) =>
      proposeTimes(records, {
        ...{ teamId, sessionId, personId, minutes: 40, link: null, mode: 'offer', now },
        starts: [new Date('2024-11-20T11:00:00Z')],
      }),
    );
    if (offered.kind !== 'offered') throw new Error(`the times are ${offered.kind}`);
    return offered.proposalId;
  }

  async function sessionOf(team: string): Promise<string> {
    const { rows } = await storage().pool.query<{ id: string }>(
      'select id from sessions where team_id = $1 and number = 2',
      [await teamOf(team)],
    );
    return rows[0]?.id ?? '';
  }
});
