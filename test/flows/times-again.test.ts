import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import { pushesTo } from '../support/line/line-records.ts';

describe('other times, offered before anybody has read the first ones', () => {
  const { world, dates } = datesAmong({ joined: ['P02A'] });

  it('tell who counts on the former date as early as the first ones would have', async () => {
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
});
