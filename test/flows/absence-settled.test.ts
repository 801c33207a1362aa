import { describe, expect, it } from 'vitest';
import { findInteractiveElements } from '../../playground/slack/blocks/interactive-elements.ts';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { moveByDesk } from '../../src/use-cases/sessions/move-by-desk.ts';
import { absencesAmong, say } from '../support/flows/absences-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';

const teams = ['01', '02', '03', '04', '05', '06'];
const answers = ['ひとりで行います', '日を変えましょう', '見送りましょう', 'やっぱり出られます'];

describe('the question what is to become of a session, once that is settled otherwise', () => {
  const { world, dates, lines, atDesk, lastAside } = absencesAmong(teams);

  /** The message as it stands that asked the partner of the team. */
  const questionOf = (team: string) => {
    const seat = world().slackOf(`M${team}B`);
    const ts = asked.get(team);
    const message = seat.messages().find((one) => one.ts === ts);
    if (message === undefined) throw new Error(`nobody was asked in team ${team}`);
    return {
      message,
      text: seat.textOf(message),
      labels: findInteractiveElements(message.blocks).map(({ label }) => label),
    };
  };
  const asked = new Map<string, string>();

  it('is asked of the partner in the group', async () => {
    await world().playUntil('2024-11-05T12:00:00+09:00');
    for (const team of teams) {
      await world().slackOf(`M${team}A`).click(say);
      await dates().aMomentLater();
      asked.set(team, world().slackOf(`M${team}B`).message('どうしましょうか').ts);
      expect(questionOf(team).labels).toEqual(answers);
    }
  });

  it('says that other times are offered, and nobody waits for an answer any more', async () => {
    for (const team of ['01', '05'])
      await dates().move(team, { start1: seconds('2024-11-07T20:00:00+09:00') });
    await dates().aMomentLater();
    expect(questionOf('01').labels).toEqual([]);
    expect(questionOf('01').text).toContain('第1回');
    expect(questionOf('01').text).not.toContain('どうしましょうか');
    await world().slackOf('M01B').clickStale(questionOf('01').message, '見送りましょう');
    expect(lastAside('M01B')).toContain('この回の日時は、相談中です');
  });

  it('is open again, deadlines included, when the times are taken back', async () => {
    await dates().move('02', { start1: seconds('2024-11-07T20:00:00+09:00') });
    await dates().aMomentLater();
    expect(questionOf('02').labels).toEqual([]);
    await dates().mentorOf('02').click('取り下げる');
    await dates().aMomentLater();
    expect(questionOf('02').labels).toEqual(answers);
    expect(questionOf('02').text).toContain('Mentor 02Bさん、どうしましょうか');
  });

  it('says so when the desk has moved the session, or called it off', async () => {
    await world().onSession('03/mentoring/1', (records, sessionId) =>
      moveByDesk(records, {
        ...{ sessionId, startsAt: new Date('2024-11-08T20:00:00+09:00'), minutes: 40 },
        now: world().clock.now(),
      }),
    );
    await world().onSession('04/mentoring/1', (records, id) =>
      cancelSession(records, id, world().clock.now()),
    );
    await dates().aMomentLater();
    expect(questionOf('03').text).toContain('この回の日時は、もう変わっています。');
    expect(questionOf('03').labels).toEqual([]);
    expect(questionOf('04').text).toContain('20:00の回は見送りになりました。');
    expect(questionOf('04').labels).toEqual([]);
    await world().slackOf('M03B').clickStale(questionOf('03').message, 'ひとりで行います');
    expect(lastAside('M03B')).toContain('第1回は11月8日(金) 20:00の予定です');
  });

  it('says so when the participant has chosen another date', async () => {
    await world().phone('P01A').tap('11月7日(木) 20:00');
    await dates().aMomentLater();
    expect(questionOf('01').text).toContain('この回の日時は、もう変わっています。');
    expect(questionOf('01').labels).toEqual([]);
    await world().slackOf('M01B').clickStale(questionOf('01').message, '見送りましょう');
    expect(lastAside('M01B')).toContain('第1回は11月7日(木) 20:00の予定です');
  });

  it('may be answered by a partner who has paused since, who is told of the pause and the way back', async () => {
    const seat = world().slackOf('M06B');
    const pausing = () => world().query("select paused_until from people where code = 'M06B'");
    await seat.openHome();
    await seat.user.clickInHome('しばらくお休み');
    await world().settle();
    await seat.submit();
    expect(await pausing()).toEqual([{ paused_until: '2024-11-19' }]);
    await seat.clickStale(questionOf('06').message, 'ひとりで行います');
    expect(lines('06', '回は、Mentor 06Bさんがひとりでうかがいます')).toHaveLength(1);
    expect(lastAside('M06B')).toContain('おひとりでうかがうと伝えます');
    expect(lastAside('M06B')).toContain('11月19日までお休みです。お知らせは送りません。');
    await seat.clickStale(questionOf('06').message, '日を変えましょう');
    expect(lastAside('M06B')).toContain('Mentor 06Bさんがひとりで行うことになっています');
    await seat.click('再開する');
    expect(lastAside('M06B')).toContain('お知らせを再開します');
    expect(lastAside('M06B')).not.toContain('お休みです');
    expect(await pausing()).toEqual([{ paused_until: null }]);
  });

  it('troubles the desk, and becomes a move, only where it is still open', async () => {
    await world().playUntil('2024-11-05T19:10:00+09:00');
    expect(atDesk('お返事待ち')).toBe(1);
    expect(atDesk('チーム02：11月5日(火) 20:00の第1回は、Mentor 02Aさんが出られなくなりました。')).toBe(1);
    await world().playUntil('2024-11-05T19:35:00+09:00');
    expect(await dates().sessionsOf('02')).toMatchObject([{ state: 'unsettled' }]);
    expect(questionOf('02').labels).toEqual(['別の日を出す']);
    // What was asked, drawn again, and the times themselves.
    expect(dates().inGroup('05', '第1回の日を変える候補を送りました')).toBe(2);
    expect(lines('05', '候補をお送りします')).toEqual([]);
  });
});
