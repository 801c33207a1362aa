import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import { murmursOf, pushesTo } from '../support/line/line-records.ts';

const first = '2024-11-12T20:00:00+09:00';
const second = '2024-11-14T20:00:00+09:00';

describe('times that wait, while something else happens', () => {
  const joined = ['P01A', 'P02A', 'P03A', 'P04A', 'P05A', 'P05B', 'P06A', 'P06B'];
  const { world, dates } = datesAmong({
    joined,
    begin: async (opened) => {
      for (const code of joined) await opened.phone(code).say('あとにする');
    },
  });
  const leave = async (code: string): Promise<void> => {
    const phone = world().phone(code);
    await phone.say('設定');
    await phone.tap('登録をやめる');
    await phone.tap('登録をやめる');
    await dates().aMomentLater();
  };
  const nextOf = async (team: string) =>
    (await dates().sessionsOf(team)).filter(({ number }) => number === 2);

  it('are settled by who is left, when the other leaves without an answer', async () => {
    await dates().schedule('05', { start1: seconds(first), start2: seconds(second) });
    const phone = world().phone('P05A');
    await phone.say('次回');
    await phone.tap('11月14日(木) 20:00');
    await phone.tap('これで返す');
    expect(phone.lastText()).toContain('もうおひとりの返事で決まります');
    const pushes = pushesTo(phone).length;
    await leave('P05B');
    expect(await nextOf('05')).toMatchObject([{ state: 'planned', starts_at: new Date(second) }]);
    await dates().aMomentLater();
    expect(dates().inGroup('05', 'お返事待ち')).toBe(0);
    expect(dates().inGroup('05', '第2回は日本 11月14日(木) 20:00')).toBe(1);
    await world().playUntil('2024-11-02T12:00:00+09:00');
    expect(pushesTo(phone)).toHaveLength(pushes + 1);
    expect(phone.lastText()).toContain('第2回は11月14日(木) 20:00に決まりました');
  });

  it('wait for who is left, and for nobody else', async () => {
    await dates().schedule('06', { start1: seconds(first), start2: seconds(second) });
    expect(dates().inGroup('06', 'お返事待ち：Participant 06AさんとParticipant 06Bさん')).toBe(1);
    await leave('P06B');
    expect(dates().inGroup('06', 'お返事待ち：Participant 06Aさん')).toBe(1);
    expect(dates().inGroup('06', 'Participant 06AさんとParticipant 06Bさん')).toBe(0);
    const phone = world().phone('P06A');
    await phone.say('次回');
    await phone.tap('11月12日(火) 20:00');
    expect(phone.lastText()).toContain('第2回は11月12日(火) 20:00に決まりました');
  });

  it('are over when nobody is left to choose', async () => {
    await dates().schedule('01', { start1: seconds(first) });
    await leave('P01A');
    expect(dates().inGroup('01', 'お返事待ち')).toBe(0);
    expect(dates().inGroup('01', 'この候補は取り下げました')).toBe(1);
  });

  it('come with the first answer to who had blocked the account when they were to be pushed', async () => {
    const phone = world().phone('P04A');
    await phone.block();
    await dates().schedule('04', { start1: seconds(first) });
    await world().playUntil('2024-11-03T12:00:00+09:00');
    expect(dates().inGroup('04', 'Participant 04Aさんには、LINEでお届けできない状態です')).toBeGreaterThan(0);
    const pushes = pushesTo(phone).length;
    await phone.follow();
    expect(phone.lastText()).toContain('次回（第2回）の日時の候補です');
    await phone.tap('11月12日(火) 20:00');
    expect(phone.lastText()).toContain('第2回は11月12日(火) 20:00に決まりました');
    expect(pushesTo(phone)).toHaveLength(pushes);
  });

  it('come after a pause, with the word that ends it', async () => {
    const phone = world().phone('P02A');
    await phone.say('お休み');
    await phone.tap('2週間');
    await dates().schedule('02', { start1: seconds('2024-12-03T20:00:00+09:00') });
    await world().playUntil('2024-11-05T12:00:00+09:00');
    expect(phone.textsSince(0).some((text) => text.includes('日時の候補'))).toBe(false);
    const pushes = pushesTo(phone).length;
    await phone.say('再開');
    expect(phone.lastText()).toContain('次回（第2回）の日時の候補です');
    expect(pushesTo(phone)).toHaveLength(pushes);
  });

  it('reach the pair before it comes in vain, when an agreed date is said not to be right', async () => {
    await dates().schedule('03', { mode: 'agreed', start1: seconds('2024-11-07T21:00:00+09:00') });
    await world().playUntil('2024-11-07T18:30:00+09:00');
    const phone = world().phone('P03A');
    await phone.say('次回');
    await phone.tap('ちがいます');
    await dates().aMomentLater();
    expect(dates().inGroup('03', 'Participant 03Aさんから、聞いていた日時とちがうと連絡がありました')).toBe(
      1,
    );
  });

  it('are shown again after a bare number, which is neither a choice nor words for anybody', async () => {
    const phone = world().phone('P02A');
    await phone.say('今回は書かない');
    await phone.say('次回');
    await phone.tap('どれも難しい');
    for (const number of ['1', '１', '一']) {
      await phone.say(number);
      expect(phone.labels()).toEqual(['12月3日(火) 20:00', 'どれも難しい']);
    }
    expect(await murmursOf(world(), 'P02A')).toEqual([]);
    expect(await nextOf('02')).toEqual([]);
  });

  it('leave a bare number under a reminder unkept, too', async () => {
    const phone = world().phone('P06A');
    await phone.say('今回は書かない');
    await world().playUntil('2024-11-11T20:30:00+09:00');
    expect(phone.lastText()).toContain('明日 11月12日(火) 20:00');
    await phone.say('2');
    expect(phone.labels()).toEqual(['まず聴いてほしい', '一緒に整理したい', '助言がほしい']);
    expect(await murmursOf(world(), 'P06A')).toEqual([]);
  });
});
