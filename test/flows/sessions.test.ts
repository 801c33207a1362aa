import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { moveSession } from '../../src/use-cases/sessions/move-session.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import type { Phone } from '../support/flows/flow-phone.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';

const key = '01/mentoring/1';

describe('a session that changes', () => {
  let world: FlowWorld;
  let first: Phone;
  let second: Phone;

  beforeEach(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url });
    first = await world.join('P01A');
    second = await world.join('P01B');
    await world.playUntil('2024-11-02T12:00:00+09:00');
  });
  afterEach(async () => {
    expect(world.line.violations).toEqual([]);
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  const pushesTo = (phone: Phone): readonly string[] =>
    phone.received.filter(({ via }) => via === 'push').map(({ message }) => JSON.stringify(message));
  const groupTexts = (): readonly string[] =>
    world
      .slackOf('M01A')
      .messages()
      .filter(({ kind }) => kind === 'group')
      .map((one) => world.slackOf('M01A').textOf(one));
  const move = (startsAt: string) =>
    world.onSession(key, (records, sessionId) =>
      moveSession(records, { sessionId, startsAt: new Date(startsAt), minutes: 40, now: world.clock.now() }),
    );
  const stateOf = async (): Promise<unknown> =>
    (await world.query('select state from sessions where id = $1', [await world.sessionId(key)]))[0]?.state;

  it('moved before anybody was reminded, is reminded of once, at its new time', async () => {
    await move('2024-11-07T21:00:00+09:00');
    await world.playUntil('2024-11-07T21:00:00+09:00');
    expect(pushesTo(first)).toHaveLength(1);
    expect(pushesTo(first)[0]).toContain('11月7日(木) 21:00');
    expect(groupTexts().join()).not.toContain('11月5日');
  });

  it('moved afterwards, is corrected once for everybody who knew, and reminded of again', async () => {
    await world.playUntil('2024-11-05T09:00:00+09:00');
    await move('2024-11-08T20:00:00+09:00');
    await world.playUntil('2024-11-08T19:59:00+09:00');
    expect(pushesTo(first)).toHaveLength(3);
    expect(pushesTo(first)[1]).toContain('11月8日(金) 20:00に変わりました');
    const corrections = groupTexts().filter((text) => text.includes('に変わりました'));
    expect(corrections).toHaveLength(1);
    const keys = await world.query('select dedupe_key from deliveries group by 1 having count(*) > 1');
    expect(keys).toEqual([]);
  });

  it('moved there and back, reminds again, for the old message said something else in between', async () => {
    await world.playUntil('2024-11-05T09:00:00+09:00');
    await move('2024-11-08T20:00:00+09:00');
    await move('2024-11-06T20:00:00+09:00');
    await move('2024-11-08T20:00:00+09:00');
    await world.playUntil('2024-11-08T19:59:00+09:00');
    expect(pushesTo(first).at(-1)).toContain('11月8日');
  });

  it('moved while its reminder falls due, leaves nobody with the old time, however slow the change is', async () => {
    await world.query(`create function slow() returns trigger language plpgsql as $$
      begin
        if current_setting('application_name') = 'bansou-prisma' then perform pg_sleep(0.3); end if;
        return null;
      end $$`);
    await world.query(
      'create trigger slow before update on deliveries for each statement execute function slow()',
    );
    await world.playUntil('2024-11-04T19:59:00+09:00');
    world.clock.advanceTo(new Date('2024-11-04T20:00:00+09:00'));
    const moving = move('2024-11-08T20:00:00+09:00');
    await sleep(450);
    await world.container.sweeps.sendDeliveries();
    await moving;
    await world.query('drop trigger slow on deliveries');
    await world.playUntil('2024-11-04T20:30:00+09:00');
    for (const phone of [first, second]) {
      expect(pushesTo(phone).at(-1) ?? '11月8日').toContain('11月8日');
    }
  });

  it('is corrected only when what is being sent right now has arrived, so that it cannot be overtaken', async () => {
    await world.playUntil('2024-11-05T09:00:00+09:00');
    const sending = `update deliveries set state = $1 where kind = 'reminder.participant' and session_id = $2`;
    const id = await world.sessionId(key);
    const now = world.clock.now();
    await world.query(sending, ['sending', id]);
    await world.container.transact((records) => {
      const startsAt = new Date('2024-11-08T20:00:00+09:00');
      return moveSession(records, { sessionId: id, startsAt, minutes: 40, now });
    });
    await world.query(sending, ['sent', id]);
    const due = await world.query('select kind, due_at from deliveries where kind like $1 order by 1', [
      'moved.%',
    ]);
    const later = new Date(now.getTime() + 15_000);
    expect(due).toEqual([
      { kind: 'moved.pair', due_at: now },
      { kind: 'moved.participant', due_at: later },
      { kind: 'moved.participant', due_at: later },
    ]);
    await world.settle();
  });

  it('called off, drops what was planned and tells who knew', async () => {
    await world.playUntil('2024-11-05T09:00:00+09:00');
    const reminded = pushesTo(first).length;
    await world.onSession(key, (records, id) => cancelSession(records, id, world.clock.now()));
    await world.playUntil('2024-11-12T09:00:00+09:00');
    expect(pushesTo(first)).toHaveLength(reminded + 1);
    expect(pushesTo(first).at(-1)).toContain('見送り');
    const left = await world.query(
      "select kind from deliveries where state = 'planned' and session_id = $1",
      [await world.sessionId(key)],
    );
    expect(left).toEqual([]);
  });

  it('goes on with the other participant when one cannot come; the mentors know at once', async () => {
    await world.playUntil('2024-11-05T09:00:00+09:00');
    await first.tap('行けなくなった');
    expect(groupTexts().join()).not.toContain('行けなくなった');
    await first.tap('伝える');
    expect(groupTexts().join()).toContain('Participant 01Aさんから');
    expect(groupTexts().join()).toContain('Participant 01Bさんは参加の予定です');
    expect(await stateOf()).toBe('planned');
  });

  it('waits for a decision when nobody can come: no more notices, no ask', async () => {
    await world.playUntil('2024-11-05T09:00:00+09:00');
    for (const phone of [first, second]) {
      await phone.tap('行けなくなった');
      await phone.tap('伝える');
    }
    expect(await stateOf()).toBe('unsettled');
    const before = [pushesTo(first).length, pushesTo(second).length];
    await world.playUntil('2024-11-09T12:00:00+09:00');
    expect([pushesTo(first).length, pushesTo(second).length]).toEqual(before);
    const asked = await world.query(
      "select 1 from deliveries where kind like 'ask.%' and state = 'sent' and session_id = $1",
      [await world.sessionId(key)],
    );
    expect(asked).toEqual([]);
  });

  it('takes a mistaken tap back without telling anybody, and a change of mind with telling', async () => {
    await world.playUntil('2024-11-05T09:00:00+09:00');
    await first.tap('行けなくなった');
    await first.tap('間違えて押した');
    expect(groupTexts().join()).not.toContain('行けなくなった');
    await first.tap('行けなくなった');
    await first.tap('伝える');
    await first.tap('やっぱり行けます');
    expect(await stateOf()).toBe('planned');
    const seats = await world.query("select 1 from seats where attendance = 'cannot'");
    expect(seats).toEqual([]);
  });

  it('shows the mentors how the participant would like to be heard', async () => {
    await world.playUntil('2024-11-05T09:00:00+09:00');
    await first.tap('まず聴いてほしい');
    await world.playUntil('2024-11-05T19:30:00+09:00');
    expect(groupTexts().join()).toContain('まず聴いてほしい');
  });

  it('sends nothing at night, whenever it is made or moved', async () => {
    await world.playUntil('2024-11-05T02:00:00+09:00');
    await move('2024-11-06T07:00:00+09:00');
    await world.playUntil('2024-11-08T12:00:00+09:00');
    const night = world.line.ledger.filter(({ via, at }) => {
      const hour = (at.getUTCHours() + 9) % 24;
      return via === 'push' && (hour >= 21 || hour < 8);
    });
    expect(night.map(({ at }) => at.toISOString())).toEqual([]);
  });
});
