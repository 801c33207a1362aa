import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import { murmursOf } from '../support/line/line-records.ts';

const first = seconds('2024-11-12T20:00:00+09:00');
const second = seconds('2024-11-14T20:00:00+09:00');

/** 01 and 02 want reminders only, 03 has not answered yet who may read what. */
describe('finding a date with who wants reminders only', () => {
  const { world, dates } = datesAmong({
    joined: [],
    begin: async (opened, finding) => {
      for (const team of ['01', '02', '03']) {
        const phone = opened.phone(`P${team}A`);
        await phone.follow();
        await phone.say(await opened.issueCode(`P${team}A`));
        if (team !== '03') await phone.tap('お知らせだけにする');
        await finding.schedule(team, { start1: first, start2: second });
      }
    },
  });

  it('is done by the same taps, whether or not they have answered', async () => {
    for (const team of ['01', '03']) {
      const phone = world().phone(`P${team}A`);
      await phone.say('次回');
      expect(phone.labels()).toContain('11月14日(木) 20:00');
      await phone.tap('11月14日(木) 20:00');
      expect(phone.lastText()).toContain('第2回は11月14日(木) 20:00に決まりました');
    }
  });

  it('works typed and with a time of their own, and keeps no other words', async () => {
    const phone = world().phone('P02A');
    await phone.say('次回');
    await phone.say('どれも難しい');
    expect(phone.lastText()).toContain('別の日時を選べます');
    await phone.say('木曜なら21時で');
    expect(phone.lastText()).toContain('書かれたことは残していません');
    await phone.say('11/15 21時');
    expect(phone.lastText()).toContain('11月15日(金) 21:00（日本時間）ですね');
    expect(await murmursOf(world(), 'P02A')).toEqual([]);
  });

  it('takes their wish for another date to the pair', async () => {
    const phone = world().phone('P01A');
    await phone.say('次回');
    await phone.tap('日時を変えたい');
    await phone.tap('伝える');
    await dates().aMomentLater();
    expect(dates().inGroup('01', 'の日時を変えたいと連絡がありました')).toBe(1);
  });
});
