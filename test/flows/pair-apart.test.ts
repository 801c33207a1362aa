import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';

const first = '2024-11-19T21:00:00+09:00';
const later = '2024-11-26T21:00:00+09:00';

describe('a pair of whom one sleeps while the other is awake', () => {
  const { world, dates } = datesAmong({
    joined: ['P01A'],
    begin: async (opened) => {
      const sleeps = (from: string, to: string): string => JSON.stringify([{ from, to }]);
      await opened.query(
        `update people set zone = 'Asia/Tokyo', quiet_ranges = case code when 'M01A' then $1::jsonb else $2::jsonb end
         where code in ('M01A', 'M01B')`,
        [sleeps('07:00', '20:30'), sleeps('20:00', '08:00')],
      );
      await opened.playUntil('2024-11-08T21:00:00+09:00');
    },
  });

  /** How often this stands in a mentor's own messages, and in the pair's group. */
  const count = (code: 'M01A' | 'M01B', kind: 'dm' | 'group', text: string): number => {
    const seat = world().slackOf(code);
    return seat.messages().filter((one) => one.kind === kind && seat.textOf(one).includes(text)).length;
  };
  const waiting = 'お返事待ち：Participant 01Aさん';

  it('is told one by one, each at their own hours, and never in the group', async () => {
    await dates().schedule('01', { start1: seconds(first), start2: seconds(later) });
    await dates().aMomentLater();
    expect(count('M01A', 'dm', waiting)).toBe(1);
    expect(count('M01B', 'dm', waiting)).toBe(0);
    await world().playUntil('2024-11-09T07:59:00+09:00');
    expect(count('M01B', 'dm', waiting)).toBe(0);
    await world().playUntil('2024-11-09T08:01:00+09:00');
    expect(count('M01B', 'dm', waiting)).toBe(1);
    expect(count('M01A', 'dm', waiting)).toBe(1);
    expect(count('M01A', 'group', waiting)).toBe(0);
  });

  it('hears of a date once each, and of its move once each', async () => {
    await world().phone('P01A').say('次回');
    await world().phone('P01A').tap('11月19日(火) 21:00');
    await world().playUntil('2024-11-10T09:00:00+09:00');
    for (const code of ['M01A', 'M01B'] as const) {
      expect(count(code, 'dm', '11月19日(火) 21:00に決まりました')).toBe(1);
    }
    await world().playUntil('2024-11-19T19:59:30+09:00');
    for (const code of ['M01A', 'M01B'] as const) {
      expect(count(code, 'dm', '今夜 11月19日(火) 21:00')).toBe(1);
    }
    await dates().move('01', { start1: seconds(later) });
    await world().phone('P01A').tap('11月26日(火) 21:00');
    await world().playUntil('2024-11-20T21:00:00+09:00');
    for (const code of ['M01A', 'M01B'] as const) {
      expect(count(code, 'dm', '11月26日(火) 21:00に変わりました')).toBe(1);
    }
  });
});
