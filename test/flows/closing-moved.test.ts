import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';

describe('the closing meeting of a team', () => {
  const { world, dates } = datesAmong({
    sessions: [
      'team,number,kind,date,start,minutes,link',
      '01,1,closing,2025-02-20,20:00,60,https://meet.example.org/team01',
      '02,1,closing,2025-02-20,20:00,60,https://meet.example.org/team02',
    ].join('\n'),
    joined: ['P01A', 'P02A'],
    begin: (opened) => opened.playUntil('2025-02-19T21:10:00+09:00'),
  });

  it('is given another day of its own phase when the participant cannot come', async () => {
    const phone = world().phone('P01A');
    await phone.tap('行けなくなった');
    await phone.tap('伝える');
    await world().playUntil('2025-02-19T22:10:00+09:00');
    const seat = dates().mentorOf('01');
    await seat.click('別の日を出す');
    await dates().fill(seat, { start1: seconds('2025-02-25T20:00:00+09:00') });
    expect(await seat.submit()).toMatchObject({ accepted: true });
    await phone.say('はい');
    expect(phone.lastText()).toContain('振り返りの会の日を変えたいと連絡がありました');
    await phone.tap('どれも難しい');
    await phone.pick('日時を選ぶ', '2025-02-26T20:00');
    expect(phone.lastText()).toContain('2月26日(水) 20:00（日本時間）ですね');
    await phone.tap('2月25日(火) 20:00');
    expect(phone.lastText()).toContain('振り返りの会は2月25日(火) 20:00に');
    expect(await dates().sessionsOf('01')).toMatchObject([
      { state: 'planned', starts_at: new Date('2025-02-25T20:00:00+09:00') },
    ]);
  });

  it('takes place before the programme ends', async () => {
    await world().phone('P02A').tap('行けなくなった');
    await world().phone('P02A').tap('伝える');
    await dates().aMomentLater();
    const seat = dates().mentorOf('02');
    await seat.click('別の日を出す');
    await dates().fill(seat, { start1: seconds('2025-04-25T20:00:00+09:00') });
    expect(JSON.stringify(await seat.submit())).toContain('プログラムの期間');
    await seat.close();
  });
});
