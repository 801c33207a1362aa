import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { moveSession } from '../../src/use-cases/sessions/move-session.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import type { Phone } from '../support/flows/flow-phone.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';

describe('a month that runs low', () => {
  let world: FlowWorld;
  let phone: Phone;

  beforeEach(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url });
    phone = await world.join('P01A');
    await world.join('P02A');
  });
  afterEach(async () => {
    expect(world.line.violations).toEqual([]);
    await world.close();
  });

  /** LINE's own count of this month, which somebody's broadcast by hand may have raised. */
  const useUp = (used: number) =>
    world.query(
      `insert into line_months (month, used, allowance, checked_at) values ('2024-11', $1, 200, $2)
       on conflict (month) do update set used = excluded.used`,
      [used, world.clock.now()],
    );
  const pushes = () => world.line.ledger.filter(({ via }) => via === 'push');
  const holding = (seat: string, text: string) =>
    world
      .slackOf(seat)
      .messages()
      .filter((one) => world.slackOf(seat).textOf(one).includes(text));

  it('holds reminders back near the limit; the pair is asked to pass them on, the desk hears of it once', async () => {
    await useUp(196);
    await world.playUntil('2024-11-05T20:00:00+09:00');
    expect(pushes()).toEqual([]);
    expect(holding('M01A', 'LINE').length).toBeGreaterThan(0);
    expect(holding('K1', 'LINEの送信が今月の目安に近づきました（196/120）')).toHaveLength(1);
  });

  it('brings the ask that was held back with the next reply, and not the last notice with it', async () => {
    await useUp(196);
    await world.playUntil('2024-11-09T12:00:00+09:00');
    expect(pushes()).toEqual([]);
    const before = phone.user.received.length;
    await phone.say('次回');
    const texts = phone.textsSince(before).join('\n');
    expect(texts).toContain('ひとこと、お預かりします');
    expect(texts).not.toContain('これで最後です');
    await phone.say('次回');
    expect(phone.textsSince(before).join('\n')).not.toContain('これで最後です');
  });

  it('asks the pair to pass on that a session moved or was called off, where no push is left for it', async () => {
    await world.playUntil('2024-11-04T20:30:00+09:00');
    expect(pushes().length).toBeGreaterThan(0);
    world.line.allowance.setLimit(0);
    await world.onSession('01/mentoring/1', (records, sessionId) =>
      moveSession(records, {
        sessionId,
        startsAt: new Date('2024-11-06T20:00:00+09:00'),
        minutes: 40,
        now: world.clock.now(),
      }),
    );
    await world.playUntil('2024-11-05T12:00:00+09:00');
    expect(holding('M01A', '11月6日(水) 20:00から').length).toBeGreaterThan(0);
    await world.onSession('01/mentoring/1', (records, id) => cancelSession(records, id, world.clock.now()));
    await world.playUntil('2024-11-05T18:00:00+09:00');
    expect(
      holding('M01A', '見送りになりました').some((one) => world.slackOf('M01A').textOf(one).includes('文例')),
    ).toBe(true);
  });

  it('lets what was held ride on the person’s next free reply, for nothing', async () => {
    await useUp(196);
    await world.playUntil('2024-11-05T09:00:00+09:00');
    const before = phone.received.length;
    await phone.say('次回');
    const shown = phone.textsSince(before).join('\n');
    expect(shown).toContain('メンタリング（第1回）です');
    expect(phone.received.slice(before).every(({ via }) => via === 'reply')).toBe(true);
    expect(
      await world.query(
        "select state from deliveries where kind = 'reminder.participant' and person_id = (select id from people where code = 'P01A')",
      ),
    ).toEqual([{ state: 'sent' }]);
    await phone.say('次回');
    expect(
      phone
        .textsSince(before + 1)
        .join('\n')
        .split('メンタリング（第1回）です').length,
    ).toBeLessThanOrEqual(2);
  });

  it('gives up asks and nudges while the forecast leaves no room, and still reminds', async () => {
    await useUp(112);
    await world.playUntil('2024-11-09T12:00:00+09:00');
    const kinds = await world.query(
      "select distinct kind from deliveries where platform = 'line' and state = 'sent' and quota_cost > 0",
    );
    expect(kinds).toEqual([{ kind: 'reminder.participant' }]);
    const held = await world.query("select kind, state from deliveries where reason = 'quota' order by kind");
    expect(held).toContainEqual({ kind: 'ask.participant', state: 'planned' });
  });

  it('takes a held ask along with the next push, as one message of the month', async () => {
    await useUp(112);
    await world.playUntil('2024-11-07T12:00:00+09:00');
    await world.query('update line_months set used = 10');
    const before = pushes().length;
    await world.query(
      `insert into deliveries (id, workspace_id, programme_id, dedupe_key, kind, subject, address, platform, person_id, priority, planned_at, due_at)
       select gen_random_uuid(), workspace_id, programme_id, 'carrier', 'murmur.ack', jsonb_build_object('burstId', id::text), address, platform, person_id, 4, planned_at, $1
       from deliveries where kind = 'ask.participant' and reason = 'quota' and person_id = (select id from people where code = 'P01A')`,
      [world.clock.now()],
    );
    await world.settle();
    const carried = pushes().slice(before);
    expect(carried).toHaveLength(1);
    expect(carried[0]?.messages).toHaveLength(2);
    const states = await world.query(
      "select kind, state, quota_cost from deliveries where person_id = (select id from people where code = 'P01A') and kind in ('ask.participant', 'murmur.ack') and state = 'sent' order by kind",
    );
    expect(states).toEqual([
      { kind: 'ask.participant', state: 'sent', quota_cost: 0 },
      { kind: 'murmur.ack', state: 'sent', quota_cost: 1 },
    ]);
  });

  it('learns from LINE what was sent by hand', async () => {
    await world.container.sweeps.reconcileQuota();
    expect(await world.query('select month, used, allowance from line_months')).toEqual([
      { month: '2024-11', used: 0, allowance: 200 },
    ]);
  });
});
