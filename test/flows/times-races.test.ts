import { describe, expect, it } from 'vitest';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { moveByDesk } from '../../src/use-cases/sessions/move-by-desk.ts';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import { pushesTo } from '../support/line/line-records.ts';

const first = '2024-11-19T21:00:00+09:00';
const second = '2024-11-21T21:00:00+09:00';

describe('a date that several people decide on at once', () => {
  const { world, dates } = datesAmong({
    joined: ['P01A', 'P02A', 'P03A', 'P05A', 'P05B', 'P06A', 'P06B'],
    begin: async (opened) => {
      await opened.playUntil('2024-11-06T12:30:00+09:00');
      for (const code of ['P03A', 'P05A', 'P05B', 'P06A', 'P06B'])
        await opened.phone(code).tap('今回は書かない');
    },
  });

  it('lets one of two answers of the same second win, tells the other, and does nothing by halves', async () => {
    await dates().schedule('06', { start1: seconds(first), start2: seconds(second) });
    const [one, other] = [world().phone('P06A'), world().phone('P06B')];
    await one.say('こんにちは');
    await other.say('こんにちは');
    await one.tap('11月19日(火) 21:00');
    await one.tap('11月21日(木) 21:00');
    await one.tap('これで返す');
    await other.tap('11月19日(火) 21:00');
    await Promise.all([other.tap('これで返す'), one.tap('どれも難しい')]);
    const [, made] = await dates().sessionsOf('06');
    const planned = await dates().remindersOf('06', 2);
    expect(planned).toHaveLength(made === undefined ? 0 : 4);
    const texts = `${one.lastText()} ${other.lastText()}`;
    expect(texts).toContain(made === undefined ? '別の日時を選べます' : '11月19日(火) 21:00');
  });

  it('called off by the desk before any reminder, is called off for whoever chose its date, too', async () => {
    await dates().schedule('03', { start1: seconds(second) });
    const phone = world().phone('P03A');
    await phone.say('はい');
    await phone.tap('11月21日(木) 21:00');
    const pushes = pushesTo(phone).length;
    await world().onSession('03/mentoring/2', (records, id) =>
      cancelSession(records, id, world().clock.now()),
    );
    await dates().aMomentLater();
    expect(pushesTo(phone)).toHaveLength(pushes + 1);
    expect(phone.lastText()).toContain('は見送りになりました');
  });

  it('moved by whoever was reminded of it, is told by the answer to their tap and by no push', async () => {
    await dates().schedule('02', { start1: seconds(first) });
    const phone = world().phone('P02A');
    await phone.say('はい');
    await phone.tap('11月19日(火) 21:00');
    await world().playUntil('2024-11-18T21:10:00+09:00');
    expect(phone.lastText()).toContain('明日 11月19日(火) 21:00');
    await dates().move('02', { start1: seconds('2024-11-25T20:00:00+09:00') });
    await phone.say('はい');
    const pushes = pushesTo(phone).length;
    await phone.tap('11月25日(月) 20:00');
    await world().playUntil('2024-11-19T08:30:00+09:00');
    expect(phone.lastText()).toContain('第2回は11月25日(月) 20:00に変わりました');
    expect(pushesTo(phone)).toHaveLength(pushes);
    expect(await dates().remindersOf('02', 2)).toEqual([
      'reminder.pair',
      'reminder.pair',
      'reminder.participant',
    ]);
  });

  it('moved by the desk an hour and a half before its start, is known to the pair at once, in their quiet evening', async () => {
    await world().playUntil('2024-11-25T18:30:00+09:00');
    await moveByDeskTo('2024-11-28T20:00:00+09:00');
    expect(dates().inGroup('02', '11月28日(木) 20:00')).toBe(1);
  });

  it('moved by the desk while other times are offered, is never given one of them, whatever becomes of its date', async () => {
    await dates().move('02', { start1: seconds('2024-12-02T20:00:00+09:00') });
    const phone = world().phone('P02A');
    await phone.say('はい');
    await moveByDeskTo('2024-12-04T20:00:00+09:00');
    await phone.say('行けなくなった');
    await phone.tap('伝える');
    expect((await dates().sessionsOf('02'))[1]).toMatchObject({ state: 'unsettled' });
    await phone.tap('12月2日(月) 20:00');
    expect(phone.lastText()).toContain('この候補は取り下げになりました');
    expect((await dates().sessionsOf('02'))[1]).toMatchObject({
      state: 'unsettled',
      starts_at: new Date('2024-12-04T20:00:00+09:00'),
    });
  });

  it('moved by the desk once its hour has passed, is known to the pair when the quiet evenings of both have ended', async () => {
    await world().playUntil('2024-11-26T18:30:00+09:00');
    await moveByDeskTo('2024-11-29T20:00:00+09:00', '04/mentoring/1');
    await world().playUntil('2024-11-26T20:59:00+09:00');
    expect(dates().inGroup('04', '11月29日(金) 20:00')).toBe(0);
    await world().playUntil('2024-11-26T22:01:00+09:00');
    expect(dates().inGroup('04', '11月29日(金) 20:00')).toBe(1);
  });

  async function moveByDeskTo(startsAt: string, session = '02/mentoring/2'): Promise<void> {
    await world().onSession(session, (records, sessionId) =>
      moveByDesk(records, {
        sessionId,
        startsAt: new Date(startsAt),
        minutes: 40,
        now: world().clock.now(),
      }),
    );
    await dates().aMomentLater();
  }
});
