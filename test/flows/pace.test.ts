import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import { pushesTo } from '../support/line/line-records.ts';
import { parseCalendar } from '../support/parse-calendar.ts';

describe('keeping the pace', () => {
  const { world, dates } = datesAmong({ joined: ['P01A', 'P02A', 'P03A', 'P05A', 'P05B'] });

  const seatOf = (code: string, number: number) =>
    world().query(
      `select seat.attendance, seat.wish, s.state from seats seat join sessions s on s.id = seat.session_id
       join people p on p.id = seat.person_id where p.code = $1 and s.number = $2`,
      [code, number],
    );
  /** Asks the running server, which listens on another port than its public address says. */
  const eventsAt = async (address: string) => {
    const response = await fetch(`http://127.0.0.1:${world().server.port}${new URL(address).pathname}`);
    return parseCalendar(await response.text()).events;
  };

  it('shows on LINE what comes next, in both zones, how many are left until when, and every way on', async () => {
    const phone = world().phone('P01A');
    await phone.say('次回');
    expect(phone.lastText()).toContain(
      '次回（第1回）は日本 11月5日(火) 20:00 ／ シンガポール 11月5日(火) 19:00です。',
    );
    expect(phone.lastText()).toContain('残り6回（2月14日まで）です。');
    expect(phone.labels()).toEqual([
      'ミーティングを開く',
      'カレンダーに入れる',
      '行けなくなった',
      '日時を変えたい',
      '設定',
    ]);
  });

  it('takes the wish for another date to the pair without marking anybody as absent', async () => {
    const phone = world().phone('P01A');
    const pushes = pushesTo(phone).length;
    await phone.tap('日時を変えたい');
    expect(phone.lastText()).toContain('日時を変えたいことを、メンターのおふたりに伝えますか。');
    await phone.tap('間違えて押した');
    expect(phone.lastText()).toContain('何も伝えていません');
    expect(await seatOf('P01A', 1)).toEqual([{ attendance: 'expected', wish: null, state: 'planned' }]);
    await phone.tap('日時を変えたい');
    await phone.tap('伝える');
    await phone.tap('伝える');
    expect(phone.lastText()).toContain('決まるまでは、11月5日(火) 20:00のままです');
    await dates().aMomentLater();
    expect(await seatOf('P01A', 1)).toEqual([{ attendance: 'expected', wish: 'another', state: 'planned' }]);
    expect(dates().inGroup('01', 'Participant 01Aさんから、第1回（日本 11月5日(火) 20:00 ／')).toBe(1);
    expect(await dates().remindersOf('01', 1)).toEqual([
      'reminder.pair',
      'reminder.pair',
      'reminder.participant',
    ]);
    expect(pushesTo(phone)).toHaveLength(pushes);
  });

  it('lets the participant keep the date after all, and ask again', async () => {
    const phone = world().phone('P01A');
    await phone.tap('やっぱりこのままでよい');
    expect(phone.lastText()).toContain('11月5日(火) 20:00のままでよいと');
    await dates().aMomentLater();
    expect(dates().inGroup('01', 'のままでよいとのことです')).toBe(1);
    await phone.tap('日時を変えたい');
    await phone.tap('伝える');
    await dates().aMomentLater();
    expect(await seatOf('P01A', 1)).toMatchObject([{ wish: 'another' }]);
  });

  it('goes on with the pair’s times: the session moves, everybody hears that it did, with their own calendar', async () => {
    const mentor = dates().mentorOf('01');
    await mentor.click('別の日を出す');
    await dates().fill(mentor, { start1: seconds('2024-11-06T20:00:00+09:00') });
    await mentor.submit();
    const phone = world().phone('P01A');
    expect(dates().inGroup('01', '候補を出していただけますか')).toBe(0);
    await phone.tap('日時を変えたい');
    expect(phone.labels()).toEqual(['11月6日(水) 20:00', 'どれも難しい']);
    await phone.tap('11月6日(水) 20:00');
    expect(phone.lastText()).toBe('第1回は11月6日(水) 20:00に変わりました。');
    expect(phone.labels()).toEqual(['カレンダーに入れる']);
    const { uri } = phone.button('カレンダーに入れる');
    expect(await eventsAt(uri ?? '')).toMatchObject([
      { summary: '伴走：第1回', startsAt: '2024-11-06T11:00:00.000Z', status: 'CONFIRMED' },
    ]);
    expect(await seatOf('P01A', 1)).toEqual([{ attendance: 'expected', wish: null, state: 'planned' }]);
    await dates().aMomentLater();
    expect(
      dates().inGroup('01', '第1回は日本 11月6日(水) 20:00 ／ シンガポール 11月6日(水) 19:00に変わりました'),
    ).toBe(1);
    await mentor.click('カレンダーに入れる');
    const told = JSON.stringify(mentor.messages().findLast(({ ephemeral }) => ephemeral)?.blocks);
    expect(told).toContain('/calendar/');
    expect(told).not.toContain(uri ?? '-');
  });

  it('answers the old wish under a former date with what is true now', async () => {
    const phone = world().phone('P01A');
    const [old] = phone.received.filter(({ message }) => JSON.stringify(message).includes(':change:ask.1'));
    const data = /b1:s:[0-9a-f-]+:change:ask\.1/.exec(JSON.stringify(old))?.[0] ?? '';
    await phone.tapData(data);
    expect(
      phone.textsSince(0).some((text) => text.includes('この回は11月6日(水) 20:00に変わっています')),
    ).toBe(true);
    await world().phone('P02A').tapData(data);
    expect(world().phone('P02A').lastText()).toContain('別の方あてのものでした');
  });

  describe('where a team falls behind', () => {
    const offered = (team: string) => dates().inGroup(team, '回・あと');
    const lookAt = async (at: string): Promise<void> => {
      await world().playUntil(at);
      await world().container.sweeps.keepPace();
      await dates().aMomentLater();
    };

    it('says nothing while nothing is missing yet', async () => {
      await lookAt('2024-11-23T12:00:00+09:00');
      expect(['01', '02', '03', '04', '05', '06'].map(offered)).toEqual([0, 0, 0, 0, 0, 0]);
    });

    it('is offered by itself at noon, though nobody reflected; not where a date stands or is asked for', async () => {
      await dates().schedule('04', { mode: 'agreed', start1: seconds('2024-12-03T20:00:00+09:00') });
      await dates().schedule('05', { start1: seconds('2024-12-03T20:00:00+09:00') });
      const [away] = await world().query("select id from people where code = 'M02A'");
      await world().container.transact((records) =>
        records.absences.addAway({
          personId: String(away?.id),
          fromOn: '2024-11-25',
          toOn: '2024-12-09',
          saidAt: world().clock.now(),
        }),
      );
      await lookAt('2024-11-24T11:59:00+09:00');
      expect(offered('02')).toBe(0);
      await lookAt('2024-11-24T12:00:00+09:00');
      expect(['01', '02', '03', '04', '05', '06'].map(offered)).toEqual([1, 1, 1, 0, 0, 1]);
      const text = dates().mentorOf('02').textOf(dates().mentorOf('02').message('回・あと'));
      expect(text).toContain(
        '残り5回・あと82日です。おふたりの空きやすい火の20時台（日本時間）はいかがですか。',
      );
      expect(text).toContain('・日本 12月10日(火) 20:00 ／ シンガポール 12月10日(火) 19:00');
      expect(text).not.toMatch(/11月26日|12月3日|12月31日/);
    });

    it('opens the modal with the times that would suit, and sends them as they are', async () => {
      const mentor = dates().mentorOf('02');
      await mentor.click('候補を出す');
      expect(mentor.modalText()).toContain('参加者の時間：12月10日(火) 20:00');
      await mentor.submit();
      await dates().aMomentLater();
      const phone = world().phone('P02A');
      await phone.say('はい');
      expect(phone.labels()).toEqual([
        '12月10日(火) 20:00',
        '12月17日(火) 20:00',
        '12月24日(火) 20:00',
        'どれも難しい',
      ]);
    });

    it('rests for a week when a mentor says 今はしない, and speaks up once a week otherwise', async () => {
      await world().playUntil('2024-11-27T12:30:00+09:00');
      await dates().mentorOf('03').click('今はしない');
      expect(dates().mentorOf('03').message('1週間は、こちらからお声がけしません').ephemeral).toBe(true);
      for (let day = 28; day <= 30; day += 1) await lookAt(`2024-11-${day}T12:00:00+09:00`);
      expect(['03', '06'].map(offered)).toEqual([1, 1]);
      await lookAt('2024-12-01T12:00:00+09:00');
      expect(['03', '06'].map(offered)).toEqual([1, 2]);
      await lookAt('2024-12-03T12:00:00+09:00');
      expect(['03', '05'].map(offered)).toEqual([1, 0]);
      await lookAt('2024-12-04T12:00:00+09:00');
      expect(offered('03')).toBe(2);
    });

    it('speaks up again where every time that was offered has passed, and other times take their place', async () => {
      expect(offered('05')).toBe(1);
      await dates().mentorOf('05').click('候補を出す');
      await dates().mentorOf('05').submit();
      await dates().aMomentLater();
      expect(dates().inGroup('05', 'お返事待ち')).toBe(1);
      await lookAt('2024-12-11T12:00:00+09:00');
      expect(offered('05')).toBe(1);
    });
  });
});
