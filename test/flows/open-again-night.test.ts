import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';

describe('a date that is said not to be right in the hours that others keep for themselves', () => {
  const { world, dates } = datesAmong({ joined: ['P05A', 'P05B'] });

  it('is known to whoever counts on it before it begins', async () => {
    await world().playUntil('2024-11-06T12:30:00+09:00');
    await dates().schedule('05', { mode: 'agreed', start1: seconds('2024-11-08T21:30:00+09:00') });
    const [one, other] = [world().phone('P05A'), world().phone('P05B')];
    for (const phone of [one, other]) await phone.tap('今回は書かない');
    await world().playUntil('2024-11-08T21:10:00+09:00');
    await one.tap('ちがいます');
    await dates().aMomentLater();
    expect(other.lastText()).toContain(
      '第2回（11月8日(金) 21:30）の日時は、もう一度相談することになりました',
    );
  });
});
