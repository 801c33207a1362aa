import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { manyParticipants } from '../support/line/many-participants.ts';

const { files } = manyParticipants(12);

describe('join codes on LINE', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url, ...files });
  });
  afterAll(() => world.close());

  const lineOf = async (code: string): Promise<unknown> =>
    (await world.query('select line_user_id from people where code = $1', [code]))[0]?.line_user_id;
  const later = (minutes: number): Promise<void> =>
    world.playUntil(new Date(world.clock.now().getTime() + minutes * 60_000));
  const wrong = ['KKKKK-22222', 'KKKKK-33333', 'KKKKK-44444', 'KKKKK-77777', 'KKKKK-99999'];

  it('refuses a used, an unknown and another person’s code without telling which; nobody loses their link', async () => {
    const used = await world.issueCode('P05');
    await world.phone('P05').follow();
    await world.phone('P05').say(used);
    const stranger = world.addPhone('somebody');
    await stranger.follow();
    await stranger.say(used);
    expect(stranger.lastText()).toContain('いまは使えません');
    expect(stranger.lastText()).not.toContain('Participant');
    expect(await lineOf('P05')).toBe(world.phone('P05').user.userId);
    await world.phone('P05').say(used);
    expect(world.phone('P05').lastText()).toContain('もうつながっています');
    const foreign = await world.issueCode('P06');
    await world.phone('P05').say(foreign);
    expect(world.phone('P05').lastText()).toContain('別の方のお名前でつながっています');
    expect(world.phone('P05').lastText()).not.toContain('Participant');
    expect(await lineOf('P06')).toBeNull();
    await later(1);
    const desk = world.slackOf('K1');
    expect(
      desk
        .messages()
        .map((one) => desk.textOf(one))
        .join('\n'),
    ).toContain('Participant P06');
  });

  it('gives the contact from the third wrong code on, and locks for an hour after five in ten minutes', async () => {
    const phone = world.phone('P07');
    await phone.follow();
    const code = await world.issueCode('P07');
    for (const [index, text] of wrong.entries()) {
      await phone.say(text);
      expect(phone.lastText().includes('desk@example.org'), text).toBe(index >= 2);
    }
    await phone.say(code);
    expect(phone.lastText()).toMatch(/少し時間をおいて、\d+:\d\d以降に/u);
    expect(await lineOf('P07')).toBeNull();
    await later(59);
    await phone.say(code);
    expect(await lineOf('P07')).toBeNull();
    await later(2);
    await phone.say(code);
    expect(await lineOf('P07')).toBe(phone.user.userId);
  });

  it('does not lock who needs longer for five wrong codes, nor anybody else', async () => {
    const phone = world.phone('P08');
    await phone.follow();
    for (const text of wrong) {
      await phone.say(text);
      await later(3);
    }
    const code = await world.issueCode('P08');
    await phone.say(code);
    expect(await lineOf('P08')).toBe(phone.user.userId);
  });

  it('takes the newest code only, and none after fourteen days', async () => {
    const first = await world.issueCode('P09');
    const second = await world.issueCode('P09');
    const phone = world.phone('P09');
    await phone.follow();
    await phone.say(first);
    expect(await lineOf('P09')).toBeNull();
    await phone.say(second);
    expect(await lineOf('P09')).toBe(phone.user.userId);
  });

  it('lets only one of two phones in that send the same code in the same moment', async () => {
    const code = await world.issueCode('P10');
    const phones = [world.phone('P10'), world.addPhone('thief')];
    await Promise.all(phones.map(({ user }) => user.follow()));
    await world.settle();
    await Promise.all(phones.map(({ user }) => user.sendText(code)));
    await world.settle();
    const welcomed = phones.filter((phone) => phone.textsSince(0).join('\n').includes('つながりました'));
    expect(welcomed.map(({ user }) => user.userId)).toEqual([await lineOf('P10')]);
  });

  it('takes a code that ran out for unusable, and broke no rule of LINE', async () => {
    const code = await world.issueCode('P01');
    await later(14 * 1440 + 1);
    const phone = world.phone('P01');
    await phone.follow();
    await phone.say(code);
    expect(phone.lastText()).toContain('いまは使えません');
    expect(await lineOf('P01')).toBeNull();
    expect(world.line.violations).toEqual([]);
  });
});
