import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';

/** Short enough to wait for, with the proportions of the real one. */
const timing = { leaseMs: 900, timeoutMs: 300 };
const eve = '2024-11-04T20:00:00+09:00';
const pairEve = '2024-11-04T21:00:00+09:00';

describe('sending', () => {
  let world: FlowWorld;

  beforeEach(async () => {
    const { url } = await createTestDatabase();
    world = await createFlowWorld({ databaseUrl: url, timing });
    await world.join('P01A');
  });
  afterEach(() => world.close());

  const remindersOnLine = () =>
    world.line.ledger.filter(
      ({ via, userId }) => via === 'push' && userId === world.phone('P01A').user.userId,
    );
  const remindersInGroup = () =>
    world.slack.ledger.filter(
      ({ text, readers }) =>
        text.includes('第1回') && readers.includes(world.slackOf('M01A').user.id) && readers.length === 2,
    );
  const sentAs = async (kind: string) =>
    (await world.query("select attempts from deliveries where kind = $1 and state = 'sent'", [kind]))[0];

  describe.each(['accept-then-reset', 'accept-then-hang'] as const)(
    'when LINE took a push and its answer was lost (%s)',
    (fault) => {
      it('sends it again with the same key, and LINE shows it once', async () => {
        const fired = world.line.faults.onCall('push', fault);
        await world.playUntil(eve);
        expect(fired.fired()).toBe(1);
        expect(remindersOnLine()).toHaveLength(1);
        expect(await sentAs('reminder.participant')).toEqual({ attempts: 2 });
      });
    },
  );

  describe.each(['http-500', 'reset', 'hang'] as const)('when LINE did not take a push (%s)', (fault) => {
    it('sends it after the lease', async () => {
      world.line.faults.onCall('push', fault);
      await world.playUntil(eve);
      expect(remindersOnLine()).toHaveLength(1);
    });
  });

  describe.each(['accept-then-reset', 'accept-then-hang', 'http-500', 'reset', 'hang'] as const)(
    'when Slack answers a message with %s',
    (fault) => {
      it('looks before it sends again: one message, never two, never none', async () => {
        const fired = world.slack.faults.onCall('chat.postMessage', fault);
        await world.playUntil(pairEve);
        expect(fired.fired()).toBe(1);
        expect(remindersInGroup()).toHaveLength(1);
      });
    },
  );

  it('keeps looking while Slack asks to wait, and then still does not send twice', async () => {
    world.slack.faults.onCall('chat.postMessage', 'accept-then-reset');
    world.slack.faults.onCall('conversations.history', 'rate-limited', { times: 2, retryAfterSeconds: 5 });
    await world.playUntil('2024-11-04T21:01:00+09:00');
    expect(remindersInGroup()).toHaveLength(1);
    expect(await sentAs('reminder.pair')).toBeDefined();
  });

  it('waits as long as a platform asks, without using up an attempt', async () => {
    world.slack.faults.onCall('chat.postMessage', 'rate-limited', { times: 3, retryAfterSeconds: 20 });
    await world.playUntil('2024-11-04T21:03:00+09:00');
    expect(remindersInGroup()).toHaveLength(1);
    expect(await sentAs('reminder.pair')).toEqual({ attempts: 1 });
  });

  it('lists as too late what fell due while nothing ran, when its session has begun', async () => {
    world.clock.advanceTo(new Date('2024-11-05T20:30:00+09:00'));
    await world.settle();
    expect(remindersOnLine()).toEqual([]);
    const states = await world.query(
      `select d.kind, d.state, count(*)::int as count from deliveries d
       where d.session_id = $1 and d.kind like 'reminder.%' group by 1, 2 order by 1`,
      [await world.sessionId('01/mentoring/1')],
    );
    expect(states).toEqual([
      { kind: 'reminder.pair', state: 'expired', count: 2 },
      { kind: 'reminder.participant', state: 'expired', count: 2 },
    ]);
  });

  it('sends nothing a second time when it does not hold the lease any more', async () => {
    world.slack.faults.onCall('chat.postMessage', 'hang');
    await world.playUntil(pairEve);
    await sleep(timing.leaseMs);
    expect(remindersInGroup()).toHaveLength(1);
  });
});
