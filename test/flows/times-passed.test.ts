import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';

describe('times on offer that have all passed', () => {
  const { world, dates } = datesAmong({
    joined: ['P03A'],
    begin: async (opened, offering) => {
      await opened.playUntil('2024-11-06T12:30:00+09:00');
      await offering.schedule('03', { start1: seconds('2024-11-20T20:00:00+09:00') });
      await opened.playUntil('2024-11-22T12:30:00+09:00');
    },
  });

  it('are said to have passed when they are tapped, with the way to a time of one’s own', async () => {
    const phone = world().phone('P03A');
    await phone.tap('11月20日(水) 20:00');
    expect(phone.textsSince(0).at(-2)).toContain('過ぎた日時です');
    expect(phone.lastText()).toContain('別の日時を選べます（日本時間）');
    expect(phone.labels()).toEqual(['日時を選ぶ', 'メンターにまかせる']);
    await phone.pick('日時を選ぶ', '2024-11-27T20:00');
    await dates().aMomentLater();
    expect(dates().inGroup('03', '別の日時の希望がありました')).toBe(1);
  });
});
