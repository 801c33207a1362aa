import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';

describe('one session from its reminder to the stored answers', () => {
  let world: FlowWorld;
  const database = createTestDatabase();

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await database).url });
    await world.join('P01A');
    await world.join('P01B');
    await world.slackOf('M01A').click('同意してはじめる');
    await world.playUntil('2024-11-05T21:00:00+09:00');
  });
  afterAll(() => world.close());

  it('reminds the participant once, the evening before, and the pair twice', () => {
    const reminders = world.phone('P01A').received.filter(({ via }) => via === 'push');
    expect(reminders).toHaveLength(1);
    expect(world.phone('P01A').button('行けなくなった')).toMatchObject({ kind: 'postback' });
    const pair = [world.slackOf('M01A').user.id, world.slackOf('M01B').user.id];
    const inGroup = world.slack.ledger.filter(
      ({ readers }) => readers.length === 2 && pair.every((id) => readers.includes(id)),
    );
    expect(inGroup.filter(({ text }) => text.includes('第1回')).map(({ at }) => at.toISOString())).toEqual([
      '2024-11-04T12:00:00.000Z',
      '2024-11-05T08:59:00.000Z',
    ]);
  });

  it('stores what the participant taps and types, on free replies', async () => {
    const phone = world.phone('P01A');
    await phone.tap('終わったら振り返る');
    await phone.say('4');
    const answers = await world.query("select value from answers where question = 'q1'");
    expect(answers).toHaveLength(1);
    expect(
      world.line.ledger.filter(({ via, userId }) => via === 'push' && userId === phone.user.userId),
    ).toHaveLength(1);
  });

  it('breaks no rule of either platform', () => {
    expect(world.line.violations).toEqual([]);
    expect(world.slack.violations).toEqual([]);
  });
});
