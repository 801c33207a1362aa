import { describe, expect, it } from 'vitest';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { moveByDesk } from '../../src/use-cases/sessions/move-by-desk.ts';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';

/** What stands on a screen from before, in a talk that has gone on. */
describe('a participant’s buttons under a date', () => {
  const joined = ['P01A', 'P02A', 'P03A', 'P04A', 'P05A', 'P05B', 'P06A', 'P06B'];
  const { world, dates } = datesAmong({
    joined,
    begin: async (opened) => {
      for (const code of joined) await opened.phone(code).say('あとにする');
    },
  });
  const move = (team: string, number = 1, startsAt = '2024-11-07T20:00:00+09:00') =>
    world().onSession(`${team}/mentoring/${number}`, (records, sessionId) =>
      moveByDesk(records, {
        sessionId,
        startsAt: new Date(startsAt),
        minutes: 40,
        now: world().clock.now(),
      }),
    );
  const seatOf = async (code: string) =>
    (
      await world().query(
        `select x.attendance, x.wish from seats x join people p on p.id = x.person_id
         join sessions s on s.id = x.session_id where p.code = $1 and s.number = 1`,
        [code],
      )
    )[0];

  it('mark nobody absent from a date that they were not asked about', async () => {
    const phone = world().phone('P01A');
    await phone.say('次回');
    await phone.tap('行けなくなった');
    await move('01');
    await phone.tap('伝える');
    expect(phone.textsSince(0).at(-2)).toBe('この回は11月7日(木) 20:00に変わっています。');
    expect(await seatOf('P01A')).toEqual({ attendance: 'expected', wish: null });
    await dates().aMomentLater();
    expect(dates().inGroup('01', '行けなくなった')).toBe(0);
  });

  it('ask for no change of a date that they were not asked about', async () => {
    const phone = world().phone('P02A');
    await phone.say('次回');
    await phone.tap('日時を変えたい');
    await move('02');
    await phone.tap('伝える');
    expect(phone.textsSince(0).at(-2)).toBe('この回は11月7日(木) 20:00に変わっています。');
    expect(await seatOf('P02A')).toEqual({ attendance: 'expected', wish: null });
  });

  it('promise nothing to who comes after all, and leave their wish for another date to be told', async () => {
    const phone = world().phone('P03A');
    await phone.say('次回');
    await phone.tap('行けなくなった');
    await phone.tap('伝える');
    await phone.tap('やっぱり行けます');
    await phone.tap('別の日にしたい');
    expect(phone.textsSince(0).at(-2)).toBe('第1回は11月5日(火) 20:00の予定です。');
    expect(await seatOf('P03A')).toEqual({ attendance: 'expected', wish: null });
    await phone.tap('日時を変えたい');
    await phone.tap('伝える');
    await dates().aMomentLater();
    expect(dates().inGroup('03', 'の日時を変えたいと連絡がありました')).toBe(1);
  });

  it('let nobody come who only wishes for another date', async () => {
    const phone = world().phone('P05A');
    await phone.say('次回');
    await phone.tap('行けなくなった');
    await phone.tap('伝える');
    await phone.say('次回');
    await phone.tap('日時を変えたい');
    expect(phone.lastText()).toContain('このあとどうしたいですか');
    await phone.tap('別の日にしたい');
    expect(await seatOf('P05A')).toEqual({ attendance: 'cannot', wish: 'another' });
    await dates().aMomentLater();
    expect(dates().inGroup('05', '別の日を希望しています')).toBe(1);
    expect(dates().inGroup('05', 'この日時のお知らせは続きます')).toBe(0);
  });

  it('wait for no date that was given up after somebody found it fine', async () => {
    const phone = world().phone('P06A');
    await dates().schedule('06', { start1: seconds('2024-11-14T20:00:00+09:00') });
    await phone.say('次回');
    await dates().schedule('06', { mode: 'agreed', start1: seconds('2024-11-12T20:00:00+09:00') });
    await phone.tap('11月14日(木) 20:00');
    expect(phone.textsSince(0).join()).toContain('ひと足先に、11月12日(火) 20:00に決まりました');
    const fine = phone.button('これで大丈夫').data ?? '';
    await phone.tapData(fine);
    expect(phone.lastText()).toContain('この日時でお待ちしています');
    await move('06', 2, '2024-11-12T20:30:00+09:00');
    const before = phone.received.length;
    await phone.tapData(fine);
    expect(phone.textsSince(before).join()).toContain('この回は11月12日(火) 20:30に変わっています');
    expect(phone.textsSince(before).join()).not.toContain('お待ちしています');
  });

  it('lead on from a meeting that was called off, and from times for it', async () => {
    const phone = world().phone('P04A');
    await dates().schedule('04', { start1: seconds('2024-11-14T20:00:00+09:00') });
    await phone.say('次回');
    await phone.tap('11月14日(木) 20:00');
    await world().onSession('04/mentoring/2', (records, id) =>
      cancelSession(records, id, world().clock.now()),
    );
    await phone.tap('どれも難しい');
    expect(phone.lastText()).toContain('この回は見送りになりました');
    expect(phone.offers('次回')).toBe(true);
  });

  it('ask the first question under a meeting that is over, while nothing has been said of it', async () => {
    await world().playUntil('2024-11-05T21:00:00+09:00');
    const phone = world().phone('P05B');
    await phone.tap('まず聴いてほしい');
    expect(phone.lastText()).toContain('この回は終わっています。');
    expect(phone.lastText()).toContain('第1回（11月5日）は、いかがでしたか。');
    await phone.tap('4 よかった');
    await phone.tap('あとにする');
    await phone.tap('まず聴いてほしい');
    expect(phone.lastText()).toBe('この回は終わっています。');
    await world().phone('P05A').tap('行けなくなった');
    expect(world().phone('P05A').lastText()).toBe('この回は終わっています。');
  });

  it('know of times whose meeting has taken place that it has', async () => {
    const phone = world().phone('P03A');
    await dates().schedule('03', { start1: seconds('2024-11-06T20:00:00+09:00') });
    await phone.say('次回');
    await phone.tap('11月6日(水) 20:00');
    expect(phone.lastText()).toContain('第2回は11月6日(水) 20:00に決まりました');
    await world().playUntil('2024-11-06T21:00:00+09:00');
    await phone.tap('どれも難しい');
    expect(phone.lastText()).toContain('この回は終わっています。');
    expect(phone.lastText()).toContain('第2回（11月6日）は、いかがでしたか。');
  });

  it('say at night in the pair’s reminder who comes, and tell in the morning', async () => {
    await world().playUntil('2024-11-11T23:30:00+09:00');
    expect(dates().inGroup('06', '参加者 Participant 06AさんとParticipant 06Bさん')).toBeGreaterThan(0);
    const before = dates().inGroup('06', '参加者 Participant 06Bさん');
    const phone = world().phone('P06A');
    await phone.tap('行けなくなった');
    await phone.tap('伝える');
    await dates().aMomentLater();
    expect(dates().inGroup('06', '参加者 Participant 06Bさん')).toBe(before + 1);
    expect(dates().inGroup('06', '行けなくなったと連絡がありました')).toBe(0);
    await phone.tap('やっぱり行けます');
    await dates().aMomentLater();
    expect(dates().inGroup('06', '参加者 Participant 06Bさん')).toBe(before);
  });
});
