import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import { pushesTo } from '../support/line/line-records.ts';

describe('times offered while who counts on the former date sleeps', () => {
  const { world, dates } = datesAmong({ joined: ['P02A', 'P03A'] });

  it('reach them in the morning, also where other times were offered before they read the first ones', async () => {
    await world().playUntil('2024-11-04T21:30:00+09:00');
    const phone = world().phone('P02A');
    expect(phone.lastText()).toContain('明日 11月5日(火) 20:00');
    const pushes = pushesTo(phone).length;
    await dates().move('02', { start1: seconds('2024-11-26T21:00:00+09:00') });
    await dates().aMomentLater();
    expect(pushesTo(phone)).toHaveLength(pushes);
    await dates().move('02', { start1: seconds('2024-11-27T21:00:00+09:00') });
    await world().playUntil('2024-11-05T08:05:00+09:00');
    expect(pushesTo(phone)).toHaveLength(pushes + 1);
    expect(phone.lastText()).toContain('第1回の日を変えたいと連絡がありました');
    expect(phone.labels()).toContain('11月27日(水) 21:00');
  });

  it('tell them in time that it is open where all of these have passed by the morning', async () => {
    await world().playUntil('2024-11-18T21:30:00+09:00');
    const phone = world().phone('P03A');
    await phone.tap('今回は書かない');
    await dates().schedule('03', { start1: seconds('2024-11-22T20:00:00+09:00') });
    await phone.say('はい');
    await phone.tap('11月22日(金) 20:00');
    await world().playUntil('2024-11-21T22:00:00+09:00');
    await dates().move('03', { start1: seconds('2024-11-22T07:30:00+09:00') });
    await world().playUntil('2024-11-22T08:05:00+09:00');
    expect(phone.lastText()).toContain(
      '第2回（11月22日(金) 20:00）の日時は、もう一度相談することになりました',
    );
  });
});
