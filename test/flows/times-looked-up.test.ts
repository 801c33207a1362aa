import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';

const first = '2024-11-12T20:00:00+09:00';
const second = '2024-11-14T20:00:00+09:00';
const asked = '日時の候補です';

describe('times under 次回', () => {
  const joined = ['P01A', 'P05A', 'P05B'];
  const { world, dates } = datesAmong({
    joined,
    begin: async (opened) => {
      for (const code of joined) await opened.phone(code).say('あとにする');
    },
  });

  it('come once with the reply that brings them, and again whenever they are looked for', async () => {
    await dates().schedule('01', { start1: seconds(first), start2: seconds(second) });
    const phone = world().phone('P01A');
    const from = phone.received.length;
    await phone.say('次回');
    expect(phone.textsSince(from).filter((text) => text.includes(asked))).toHaveLength(1);
    await phone.say('使い方');
    expect(phone.lastText()).not.toContain(asked);
    const later = phone.received.length;
    await phone.say('次回');
    expect(phone.textsSince(later).filter((text) => text.includes(asked))).toHaveLength(1);
    await phone.tap('11月12日(火) 20:00');
    expect(phone.lastText()).toContain('第2回は11月12日(火) 20:00に決まりました');
    await phone.say('次回');
    expect(phone.lastText()).not.toContain(asked);
  });

  it('are not asked of who has answered', async () => {
    await dates().schedule('05', { start1: seconds(first), start2: seconds(second) });
    const phone = world().phone('P05A');
    await phone.say('次回');
    await phone.tap('11月14日(木) 20:00');
    await phone.tap('これで返す');
    await phone.say('次回');
    expect(phone.lastText()).not.toContain(asked);
  });
});
