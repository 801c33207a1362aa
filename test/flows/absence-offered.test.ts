import { describe, expect, it } from 'vitest';
import { absencesAmong, say } from '../support/flows/absences-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';

/** Times for another day are offered and taken back before what the absence called for could go out. */
describe('an absence while the same session is offered on other days', () => {
  const { world, dates, lines } = absencesAmong(['01', '02']);

  const sayAtHome = async (team: string): Promise<void> => {
    const seat = dates().mentorOf(team);
    await seat.user.command('/bansou', '次回');
    await world().settle();
    await seat.click(say);
  };
  const asked = (team: string): number => dates().inGroup(team, `Mentor ${team}Bさん、どうしましょうか`);

  it('asks the partner when the times are taken back, who had not been asked yet', async () => {
    await world().playUntil('2024-11-01T23:30:00+09:00');
    await sayAtHome('01');
    expect(asked('01')).toBe(0);
    await dates().move('01', { start1: seconds('2024-11-07T20:00:00+09:00') });
    await world().playUntil('2024-11-02T08:30:00+09:00');
    expect(asked('01')).toBe(0);
    await dates().mentorOf('01').click('取り下げる');
    await dates().aMomentLater();
    expect(await dates().sessionsOf('01')).toMatchObject([{ state: 'planned' }]);
    expect(asked('01')).toBe(1);
  });

  it('tells the participant who comes alone when the times are taken back', async () => {
    await world().playUntil('2024-11-04T21:30:00+09:00');
    await sayAtHome('02');
    await dates().aMomentLater();
    await world().slackOf('M02B').click('ひとりで行います');
    await dates().move('02', { start1: seconds('2024-11-07T20:00:00+09:00') });
    await world().playUntil('2024-11-05T08:30:00+09:00');
    expect(lines('02', 'ひとりで')).toEqual([]);
    await dates().mentorOf('02').click('取り下げる');
    await dates().aMomentLater();
    expect(await dates().sessionsOf('02')).toMatchObject([{ state: 'planned' }]);
    expect(lines('02', 'Mentor 02Bさんがひとりでうかがいます')).toHaveLength(1);
  });
});

describe('an absence after a reminder that the month held back', () => {
  const { world, dates, lines } = absencesAmong(['01']);

  it('is told at once, and does not wait for that reminder', async () => {
    await world().playUntil('2024-11-04T19:00:00+09:00');
    world().line.allowance.setLimit(0);
    await world().playUntil('2024-11-04T21:30:00+09:00');
    expect(lines('01', 'メンタリング（第1回）です')).toEqual([]);
    expect(dates().inGroup('01', 'Participant 01Aさんに、LINEでお届けできない状態です')).toBe(1);
    world().line.allowance.setLimit(200);
    await world().playUntil('2024-11-05T12:00:00+09:00');
    await world().slackOf('M01A').click(say);
    await dates().aMomentLater();
    await world().slackOf('M01B').click('日を変えましょう');
    await dates().aMomentLater();
    expect(lines('01', '今夜 11月5日(火) 20:00の回は別の日にお願いできますか')).toHaveLength(1);
  });
});
