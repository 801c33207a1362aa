import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { datesRoster, seconds } from '../support/flows/flow-dates.ts';

const first = '2024-11-12T20:00:00+09:00';
const second = '2024-11-14T20:00:00+09:00';

describe('times of three participants, of whom one leaves without an answer', () => {
  const joined = ['P05A', 'P05B', 'P05C'];
  const { world, dates } = datesAmong({
    roster: [datesRoster, 'P05C,05,participant,Participant 05C,Org 05,,Asia/Tokyo,ja,'].join('\n'),
    joined,
    begin: async (opened) => {
      for (const code of joined) await opened.phone(code).say('あとにする');
    },
  });
  const choose = async (code: string, label: string): Promise<void> => {
    const phone = world().phone(code);
    await phone.say('次回');
    await phone.tap(label);
    await phone.tap('これで返す');
  };

  it('the pair hears that the other two found none in common', async () => {
    await dates().schedule('05', { start1: seconds(first), start2: seconds(second) });
    await choose('P05A', '11月12日(火) 20:00');
    await choose('P05B', '11月14日(木) 20:00');
    await dates().aMomentLater();
    const heard = () => dates().inGroup('05', 'みなさんに合う候補がありませんでした');
    expect(heard()).toBe(0);
    const phone = world().phone('P05C');
    await phone.say('設定');
    await phone.tap('登録をやめる');
    await phone.tap('登録をやめる');
    await dates().aMomentLater();
    // Once in the message that offered the times, which is drawn again without a sound, and once as news.
    expect(heard()).toBe(2);
    await dates().aMomentLater();
    expect(heard()).toBe(2);
  });
});
