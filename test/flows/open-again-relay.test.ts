import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { datesIn, datesRoster, datesSessions, seconds } from '../support/flows/flow-dates.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { joinAll, pushesTo } from '../support/line/line-records.ts';

const near = '2024-11-08T21:00:00+09:00';
/** Team 05 is three; one of them never joins. */
const roster = `${datesRoster}\nP05C,05,participant,Participant 05C,Org 05,,Asia/Tokyo,ja,`;
const copy = '第2回（11月8日(金) 21:00）の日時は、もう一度相談することになりました';

describe('a date that is open again, for whom LINE does not reach', () => {
  let world: FlowWorld;
  let dates: ReturnType<typeof datesIn>;

  beforeAll(async () => {
    const { url: databaseUrl } = await createTestDatabase();
    world = await createFlowWorld({ databaseUrl, roster, sessions: datesSessions });
    dates = datesIn(world);
    await joinAll(world, ['P05A', 'P05C', 'P06A', 'P06B']);
    await world.playUntil('2024-11-06T12:30:00+09:00');
    for (const team of ['05', '06']) await dates.schedule(team, { mode: 'agreed', start1: seconds(near) });
    for (const code of ['P05A', 'P05C', 'P06A', 'P06B']) {
      await world.phone(code).tap('今回は書かない');
      expect(world.phone(code).lastText()).toContain('とうかがいました。合っていますか。');
    }
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    expect(world.line.violations).toEqual([]);
    await world.close();
  });

  const relayed = (team: string, name: string): readonly string[] => {
    const seat = dates.mentorOf(team);
    return seat
      .messages()
      .map(seat.textOf)
      .filter((text) => text.includes(`${name}さんに、LINEでお届けできない状態です`) && text.includes(copy));
  };

  it('is passed on by the pair to who blocked the account, with a text to copy, once', async () => {
    await world.phone('P06B').block();
    await world.phone('P06A').tap('ちがいます');
    await world.phone('P06A').tap('ちがいます');
    await dates.aMomentLater();
    await dates.aMomentLater();
    expect(relayed('06', 'Participant 06B')).toHaveLength(1);
    await dates.mentorOf('06').click('伝えました');
    expect(relayed('06', 'Participant 06A')).toEqual([]);
  });

  it('is passed on to who never joined, and to whom the month has no push left for', async () => {
    const phone = world.phone('P05C');
    const pushes = pushesTo(phone).length;
    world.line.allowance.setLimit(0);
    await world.phone('P05A').tap('ちがいます');
    for (let second = 0; second < 3; second += 1) await dates.aMomentLater();
    expect(pushesTo(phone)).toHaveLength(pushes);
    expect(relayed('05', 'Participant 05B')).toHaveLength(1);
    expect(relayed('05', 'Participant 05C')).toHaveLength(1);
    await phone.say('次回');
    expect(phone.lastText()).not.toContain('11月8日(金) 21:00です');
  });
});
