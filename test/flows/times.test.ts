import { describe, expect, it } from 'vitest';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import { pushesTo } from '../support/line/line-records.ts';

const first = '2024-11-19T21:00:00+09:00';
const second = '2024-11-21T21:00:00+09:00';

describe('finding a date', () => {
  const { world, dates } = datesAmong({
    joined: ['P01A', 'P02A', 'P03A', 'P05A', 'P05B', 'P06A', 'P06B'],
    begin: async (opened) => {
      await opened.playUntil('2024-11-06T12:30:00+09:00');
      for (const code of ['P03A', 'P05A', 'P05B', 'P06A', 'P06B'])
        await opened.phone(code).tap('今回は書かない');
    },
  });

  it('begins with a mentor’s times, which wait for the participant’s next word and cost nothing', async () => {
    await dates().schedule('01', { start1: seconds(first), start2: seconds(second) });
    const phone = world().phone('P01A');
    const pushes = pushesTo(phone).length;
    expect(dates().inGroup('01', 'お返事待ち：Participant 01Aさん')).toBe(1);
    // Nothing rides while a question is open: the way out of it carries them.
    await phone.tap('今回は書かない');
    expect(phone.lastText()).toContain('次回（第2回）の日時の候補です');
    expect(phone.labels()).toEqual(['11月19日(火) 21:00', '11月21日(木) 21:00', 'どれも難しい']);
    expect(pushesTo(phone)).toHaveLength(pushes);
  });

  it('is offered by the bot itself after a mentor’s reflection where no date stands, once a week', async () => {
    const seat = dates().mentorOf('03');
    await seat.click('4 よかった');
    await seat.submit();
    await dates().aMomentLater();
    expect(
      dates().inGroup(
        '03',
        '残り5回・あと100日です。おふたりの空きやすい火の20時台（日本時間）はいかがですか。',
      ),
    ).toBe(1);
    const other = world().slackOf('M03B');
    await other.click('5 とてもよかった');
    await other.submit();
    await dates().aMomentLater();
    expect(dates().inGroup('03', '残り5回')).toBe(1);
    await seat.click('候補を出す');
    expect(seat.modalText()).toContain('候補1');
    await seat.close();
    const team = dates().mentorOf('01');
    await team.click('4 よかった');
    await team.submit();
    await dates().aMomentLater();
    expect(dates().inGroup('01', '回・あと')).toBe(0);
  });

  it('is settled by one tap: the session stands with its reminders, and the pair knows once', async () => {
    const phone = world().phone('P01A');
    await phone.tap('11月21日(木) 21:00');
    expect(phone.lastText()).toContain('第2回は11月21日(木) 21:00に決まりました');
    expect(await dates().sessionsOf('01')).toMatchObject([
      { number: 1 },
      { number: 2, state: 'planned', starts_at: new Date(second) },
    ]);
    expect(await dates().remindersOf('01', 2)).toEqual([
      'reminder.pair',
      'reminder.pair',
      'reminder.participant',
    ]);
    await dates().aMomentLater();
    expect(
      dates().inGroup(
        '01',
        '第2回は日本 11月21日(木) 21:00 ／ シンガポール 11月21日(木) 20:00に決まりました',
      ),
    ).toBe(1);
  });

  it('answers every old button with what is true now', async () => {
    const phone = world().phone('P01A');
    await phone.tap('11月21日(木) 21:00');
    expect(phone.lastText()).toContain('第2回は11月21日(木) 21:00に決まりました');
    await phone.tap('11月19日(火) 21:00');
    expect(phone.lastText()).toContain('第2回は11月21日(木) 21:00に決まりました');
    await phone.tap('どれも難しい');
    expect(phone.lastText()).toContain('第2回は11月21日(木) 21:00に決まりました');
    expect(await dates().sessionsOf('01')).toHaveLength(2);
  });

  it('takes a time agreed in the meeting at once, and asks the participant for free whether it is right', async () => {
    const phone = world().phone('P02A');
    const pushes = pushesTo(phone).length;
    await dates().schedule('02', { mode: 'agreed', start1: seconds(first) });
    expect(await dates().sessionsOf('02')).toMatchObject([
      {},
      { state: 'planned', starts_at: new Date(first) },
    ]);
    await phone.tap('今回は書かない');
    expect(phone.lastText()).toContain('次回は11月19日(火) 21:00とうかがいました。合っていますか。');
    expect(pushesTo(phone)).toHaveLength(pushes);
    await phone.tap('ちがいます');
    expect(await dates().sessionsOf('02')).toMatchObject([{}, { state: 'unsettled' }]);
    expect(await dates().remindersOf('02', 2)).toEqual([]);
    await phone.pick('日時を選ぶ', '2024-11-20T19:30');
    expect(phone.lastText()).toContain('11月20日(水) 19:30（日本時間）ですね');
    await dates().aMomentLater();
    await dates().mentorOf('02').click('日本 11月20日(水) 19:30 ／ シンガポール 11月20日(水) 18:30にする');
    expect(await dates().sessionsOf('02')).toMatchObject([
      {},
      { state: 'planned', starts_at: new Date('2024-11-20T19:30:00+09:00') },
    ]);
    expect(await dates().remindersOf('02', 2)).toEqual([
      'reminder.pair',
      'reminder.pair',
      'reminder.participant',
    ]);
  });

  it('pushes the times a day later where the participant was silent, and never again', async () => {
    const phone = world().phone('P03A');
    const pushes = pushesTo(phone).length;
    await dates().schedule('03', { start1: seconds(first) });
    await world().playUntil('2024-11-07T12:00:00+09:00');
    expect(pushesTo(phone)).toHaveLength(pushes);
    await world().playUntil('2024-11-07T13:00:00+09:00');
    expect(pushesTo(phone)).toHaveLength(pushes + 1);
    await dates().schedule('03', { start1: seconds(second) });
    await phone.tap('11月19日(火) 21:00');
    expect(phone.labels()).toContain('11月21日(木) 21:00');
    expect(phone.textsSince(0).some((text) => text.includes('この候補は入れかわりました'))).toBe(true);
  });

  it('says in the modal what is wrong with a time, and writes nothing', async () => {
    const wrong = async (values: Readonly<Record<string, string>>): Promise<string> => {
      const outcome = await dates().schedule('04', values);
      await dates().mentorOf('04').close();
      return JSON.stringify(outcome);
    };
    expect(await wrong({ start1: seconds('2024-11-01T10:00:00+09:00') })).toContain('過ぎた日時です');
    expect(await wrong({ start1: seconds('2026-11-01T10:00:00+09:00') })).toContain('プログラムの期間');
    expect(await wrong({ start1: seconds('2024-12-30T10:00:00+09:00') })).toContain('はお休みです');
    expect(await wrong({ start1: seconds(first), link: 'http://meet.example.org' })).toContain('https://');
    expect(await wrong({ start1: seconds(first), minutes: '3' })).toContain('分で入れてください');
    expect(
      await world().query("select 1 from proposals p join teams t on t.id = p.team_id where t.code = '04'"),
    ).toEqual([]);
  });

  it('tells the pair at once when LINE does not reach the participant', async () => {
    await dates().schedule('04', { start1: seconds(first) });
    expect(dates().inGroup('04', 'Participant 04Aさんには、LINEでお届けできない状態です')).toBe(1);
  });

  it('needs everybody where there are two participants: the earliest time that suits both', async () => {
    await dates().schedule('05', { start1: seconds(first), start2: seconds(second) });
    const [one, other] = [world().phone('P05A'), world().phone('P05B')];
    await one.say('こんにちは');
    await one.tap('11月19日(火) 21:00');
    await one.tap('11月21日(木) 21:00');
    expect(one.labels()).toEqual([
      '✓ 11月19日(火) 21:00',
      '✓ 11月21日(木) 21:00',
      'これで返す',
      'どれも難しい',
    ]);
    await one.tap('これで返す');
    expect(one.lastText()).toContain('もうおひとりの返事で決まります');
    expect(dates().inGroup('05', 'お返事待ち：Participant 05Bさん')).toBe(1);
    await other.say('こんにちは');
    await other.tap('11月21日(木) 21:00');
    await other.tap('これで返す');
    expect(other.lastText()).toContain('第2回は11月21日(木) 21:00に決まりました');
    expect(await dates().sessionsOf('05')).toMatchObject([
      {},
      { state: 'planned', starts_at: new Date(second) },
    ]);
    await one.say('ところで');
    expect(
      one.textsSince(0).filter((text) => text.includes('第2回は11月21日(木) 21:00に決まりました')),
    ).toHaveLength(1);
  });

  it('moves a session: nobody is reminded of the former date, and everybody hears of the new one', async () => {
    await dates().move('05', { start1: seconds('2024-11-25T20:00:00+09:00') });
    expect(await dates().sessionsOf('05')).toMatchObject([{}, { state: 'unsettled' }]);
    expect(await dates().remindersOf('05', 2)).toEqual([]);
    for (const code of ['P05A', 'P05B']) {
      const phone = world().phone(code);
      await phone.say('はい');
      expect(phone.lastText()).toContain('第2回の日を変えたいと連絡がありました');
      await phone.tap('11月25日(月) 20:00');
      await phone.tap('これで返す');
    }
    expect(world().phone('P05B').lastText()).toContain('第2回は11月25日(月) 20:00に変わりました');
    expect(await dates().sessionsOf('05')).toMatchObject([{}, { state: 'planned', schedule_revision: 2 }]);
    expect(await dates().remindersOf('05', 2)).toEqual([
      'reminder.pair',
      'reminder.pair',
      'reminder.participant',
      'reminder.participant',
    ]);
  });

  it('stands again at its former date when the pair takes the times back', async () => {
    await dates().move('05', { start1: seconds('2024-11-26T20:00:00+09:00') });
    expect(await dates().sessionsOf('05')).toMatchObject([{}, { state: 'unsettled' }]);
    await dates().aMomentLater();
    await dates().mentorOf('05').click('取り下げる');
    expect(await dates().sessionsOf('05')).toMatchObject([
      {},
      { state: 'planned', starts_at: new Date('2024-11-25T20:00:00+09:00') },
    ]);
    expect(await dates().remindersOf('05', 2)).toHaveLength(4);
  });

  it('is over when the desk calls the session off meanwhile: an old button brings nothing back', async () => {
    await dates().move('01', { start1: seconds('2024-11-27T20:00:00+09:00') });
    const phone = world().phone('P01A');
    await phone.say('はい');
    await world().onSession('01/mentoring/2', (records, id) =>
      cancelSession(records, id, world().clock.now()),
    );
    await phone.tap('11月27日(水) 20:00');
    expect(phone.lastText()).toContain('この候補は取り下げになりました');
    expect(await dates().sessionsOf('01')).toMatchObject([{}, { state: 'cancelled' }]);
    expect(await dates().remindersOf('01', 2)).toEqual([]);
  });
});
