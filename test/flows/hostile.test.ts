import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFlowWorld, type FlowWorld } from '../support/flow-world.ts';
import { createTestDatabase } from '../support/test-database.ts';

describe('webhooks that no well-behaved platform sends', () => {
  let world: FlowWorld;
  const made = createTestDatabase();

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await made).url });
    await world.join('P01A');
  });
  afterAll(() => world.close());

  const stored = async (): Promise<number> =>
    Number((await world.query('select count(*)::int as n from inbox'))[0]?.n);
  const leavesNothing = async (act: () => Promise<unknown>): Promise<void> => {
    const before = await stored();
    await act();
    expect(await stored()).toBe(before);
  };
  const textEvent = (id: string, text: string, userId: string) =>
    world.line.hostile.makeEvent(
      { type: 'message', message: { type: 'text', id, text, quoteToken: 'q' } },
      { type: 'user', userId },
    );

  describe('on LINE', () => {
    it('are refused and leave nothing: a wrong signature, none, one of another length', () =>
      leavesNothing(async () => {
        const body = JSON.stringify({ destination: 'x', events: [textEvent('1', 'x', 'U1')] });
        for (const signature of ['A'.repeat(44), '', 'short']) {
          expect(await world.line.hostile.postRaw(body, signature)).toBe(401);
        }
      }));

    it('are refused when they are signed but no JSON, or no object', () =>
      leavesNothing(async () => {
        for (const body of ['', 'not json', '[]', 'null', '{"events":{}}']) {
          expect(await world.line.hostile.postRaw(body)).toBe(400);
        }
      }));

    it('are refused beyond a megabyte, and the server goes on', () =>
      leavesNothing(async () => {
        const body = JSON.stringify({ events: [{ type: 'message', filler: 'x'.repeat(2_000_000) }] });
        expect(await world.line.hostile.postRaw(body).catch(() => 413)).toBe(413);
        expect(await world.line.hostile.postRaw('{"events":[]}')).toBe(200);
      }));

    it('are taken and ignored when their type is unknown', async () => {
      const { userId } = world.phone('P01A').user;
      const before = world.phone('P01A').received.length;
      const odd = world.line.hostile.makeEvent(
        { type: 'telepathy', telepathy: {} },
        { type: 'user', userId },
      );
      expect(await world.line.hostile.postEvents([odd])).toBe(200);
      await world.settle();
      expect(world.phone('P01A').received).toHaveLength(before);
      const left = await world.query('select 1 from inbox where processed_at is null');
      expect(left).toHaveLength(0);
    });

    it('are told apart when one body holds several people', async () => {
      const other = await world.join('P02A');
      const one = world.phone('P01A');
      const counts = [one.received.length, other.received.length];
      const events = [textEvent('21', '次回', one.user.userId), textEvent('22', '次回', other.user.userId)];
      expect(await world.line.hostile.postEvents(events)).toBe(200);
      await world.settle();
      expect(one.textsSince(counts[0] ?? 0).join('\n')).toContain('11月5日');
      expect(other.textsSince(counts[1] ?? 0).join('\n')).toContain('11月6日');
    });

    it('count once, however often the same event comes', async () => {
      const phone = world.phone('P01A');
      const before = phone.received.length;
      const event = textEvent('31', '次回', phone.user.userId);
      await Promise.all(Array.from({ length: 50 }, () => world.line.hostile.postEvents([event])));
      await world.settle();
      expect(phone.received.length - before).toBeLessThanOrEqual(2);
      const id = String(event.webhookEventId);
      expect(await world.query('select 1 from inbox where event_id = $1', [id])).toHaveLength(1);
    });
  });

  describe('on Slack', () => {
    const contentType = 'application/json';
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: 'T',
      api_app_id: 'A',
      event_id: 'Ev1',
      event_time: 1,
      event: { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'x', ts: '1.1' },
    });
    const now = (): number => Math.floor(world.clock.now().getTime() / 1000);

    it('are refused and leave nothing: a wrong signature, none, a stale or a future time', () =>
      leavesNothing(async () => {
        const { postRaw } = world.slack.hostile;
        const wrong = await postRaw({ body, contentType, signature: `v0=${'0'.repeat(64)}` });
        const unsigned = await postRaw({ body, contentType, signature: null });
        const untimed = await postRaw({ body, contentType, timestamp: null });
        const stale = await postRaw({ body, contentType, timestamp: now() - 301 });
        const future = await postRaw({ body, contentType, timestamp: now() + 301 });
        const odd = await postRaw({ body, contentType, timestamp: 'soon' });
        const statuses = [wrong, unsigned, untimed, stale, future, odd].map(({ status }) => status);
        expect(statuses).toEqual([401, 401, 401, 401, 401, 401]);
      }));

    it('are refused when they are signed but no JSON', () =>
      leavesNothing(async () => {
        for (const text of ['not json', '[]', 'null']) {
          expect((await world.slack.hostile.postRaw({ body: text, contentType })).status).toBe(400);
        }
      }));

    it('are refused beyond a megabyte', () =>
      leavesNothing(async () => {
        const large = { body: 'x'.repeat(2_000_000), contentType };
        const answer = await world.slack.hostile.postRaw(large).catch(() => ({ status: 413 }));
        expect(answer.status).toBe(413);
      }));

    it('are taken and ignored when their type is unknown', async () => {
      const odd = JSON.stringify({
        type: 'event_callback',
        event_id: 'EvOdd',
        event_time: now(),
        event: { type: 'telepathy', event_ts: '1.1' },
      });
      expect((await world.slack.hostile.postRaw({ body: odd, contentType })).status).toBe(200);
      await world.settle();
      expect(await world.query('select 1 from inbox where processed_at is null')).toHaveLength(0);
    });

    it('answer a challenge and a command of somebody in no programme', async () => {
      const challenge = JSON.stringify({ type: 'url_verification', challenge: 'c123' });
      expect((await world.slack.hostile.postRaw({ body: challenge, contentType })).body).toContain('c123');
      const stranger = world.slack.addUser({ email: 'x@example.org', name: 'X', tz: 'Asia/Tokyo' });
      expect(await stranger.command('/bansou', 'next')).toMatchObject({ kind: 'answered', status: 200 });
    });
  });
});
