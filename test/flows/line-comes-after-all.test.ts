import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { joinAll, pushesTo } from '../support/line/line-records.ts';

describe('who could not come and comes after all', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url });
    await joinAll(world, ['P01A', 'P01B']);
  });
  afterAll(() => world.close());

  const reminders = async (): Promise<readonly unknown[]> =>
    (
      await world.query(
        "select distinct kind, state from deliveries where session_id = $1 and kind like 'reminder.%' order by 1, 2",
        [await world.sessionId('01/mentoring/1')],
      )
    ).map(({ kind, state }) => `${String(kind)} ${String(state)}`);

  it('is reminded like everybody else, and so is the pair', async () => {
    const phones = ['P01A', 'P01B'].map((code) => world.phone(code));
    expect(await reminders()).toEqual(['reminder.pair planned', 'reminder.participant planned']);
    for (const phone of phones) {
      await phone.say('行けなくなった');
      await phone.say('伝える');
    }
    expect(await reminders()).toEqual(['reminder.pair cancelled', 'reminder.participant cancelled']);
    for (const phone of phones) await phone.say('やっぱり行けます');
    expect(await reminders()).toEqual(['reminder.pair planned', 'reminder.participant planned']);
    await world.playUntil('2024-11-04T22:00:00+09:00');
    for (const phone of phones) expect(pushesTo(phone)).toHaveLength(1);
    expect(world.slackOf('M01A').message('明日').kind).toBe('group');
  });

  it('between the two reminders of the pair is told of with the second', async () => {
    const phones = ['P01A', 'P01B'].map((code) => world.phone(code));
    for (const phone of phones) {
      await phone.say('行けなくなった');
      await phone.say('伝える');
      await phone.say('やっぱり行けます');
    }
    await world.playUntil('2024-11-05T19:45:00+09:00');
    for (const phone of phones) expect(pushesTo(phone)).toHaveLength(1);
    expect(world.slackOf('M01A').message('終わるときに').kind).toBe('group');
  });
});
