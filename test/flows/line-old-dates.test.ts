import { describe, expect, it } from 'vitest';
import { moveByDesk } from '../../src/use-cases/sessions/move-by-desk.ts';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';

/** What stands on a screen from before, in a talk that has gone on. */
describe('a participant’s buttons under a date', () => {
  const joined = ['P01A', 'P02A', 'P03A', 'P05A', 'P05B', 'P06A', 'P06B'];
  const { world, dates } = datesAmong({
    joined,
    begin: async (opened) => {
      for (const code of joined) await opened.phone(code).say('あとにする');
    },
  });
  const move = (team: string) =>
    world().onSession(`${team}/mentoring/1`, (records, sessionId) =>
      moveByDesk(records, {
        sessionId,
        startsAt: new Date('2024-11-07T20:00:00+09:00'),
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

  it('say at night in the pair’s reminder who comes, and tell in the morning', async () => {
    await dates().schedule('06', { mode: 'agreed', start1: seconds('2024-11-12T20:00:00+09:00') });
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
