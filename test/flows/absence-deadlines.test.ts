import { describe, expect, it } from 'vitest';
import { moveSession } from '../../src/use-cases/sessions/move-session.ts';
import { absencesAmong, say } from '../support/flows/absences-among.ts';

describe('a mentor who cannot come, where nobody answers', () => {
  const { world, dates, seats, lines, atDesk, lastAside, clickOld } = absencesAmong(['08', '09', '10', '11']);

  it('tells the coordinators an hour before where nobody answers, and moves the session half an hour before', async () => {
    await world().playUntil('2024-11-05T17:30:00+09:00');
    await world().slackOf('M08A').click(say);
    await world().slackOf('M09A').click(say);
    await world().query(
      `update deliveries d set state = 'cancelled' from sessions s join teams t on t.id = s.team_id
       where s.id = d.session_id and t.code = '09' and d.kind = 'absence.pair' and d.subject ->> 'stage' = 'moved'`,
    );
    await dates().aMomentLater();
    const question = world().slackOf('M08B').message('Mentor 08Bさん、どうしましょうか');
    await world().playUntil('2024-11-05T18:55:00+09:00');
    expect(atDesk('お返事待ち')).toBe(0);
    await world().playUntil('2024-11-05T19:05:00+09:00');
    expect(
      atDesk(
        'チーム08：11月5日(火) 20:00の第1回は、Mentor 08Aさんが出られなくなりました。お返事待ち：Mentor 08Bさん',
      ),
    ).toBe(1);
    expect(await dates().sessionsOf('08')).toMatchObject([{ state: 'planned' }]);
    await world().playUntil('2024-11-05T19:31:00+09:00');
    expect(await dates().sessionsOf('08')).toMatchObject([{ state: 'unsettled' }]);
    expect(lines('08', '別の日にお願いできますか')).toHaveLength(1);
    expect(dates().inGroup('08', 'Mentor 08Aさんが出られなくなったため')).toBeGreaterThan(0);
    await world().slackOf('M08B').clickStale(question, 'ひとりで行います');
    expect(lastAside('M08B')).toContain('別の日にすることになっています');
    expect(atDesk('お返事待ち：Mentor 08B')).toBe(0);
  });

  it('keeps the deadline also where the message planned for it was lost', async () => {
    expect(await dates().sessionsOf('09')).toMatchObject([{ state: 'planned' }]);
    await world().container.sweeps.closeSessions();
    await world().settle();
    expect(await dates().sessionsOf('09')).toMatchObject([{ state: 'unsettled' }]);
    expect(lines('09', '別の日にお願いできますか')).toHaveLength(1);
    expect(dates().inGroup('09', '候補を出していただけますか')).toBeGreaterThan(0);
  });

  it('asks nobody any more when too little time is left, and has the pair tell whom LINE does not reach', async () => {
    await world().phone('P10A').block();
    await world().slackOf('M10A').click(say);
    expect(await dates().sessionsOf('10')).toMatchObject([{ state: 'unsettled' }]);
    await dates().aMomentLater();
    await dates().aMomentLater();
    expect(dates().inGroup('10', 'どうしましょうか')).toBe(0);
    expect(dates().inGroup('10', 'Participant 10Aさんには、LINEでお届けできない状態です')).toBe(1);
    expect(
      dates().inGroup('10', 'メンターの都合で、11月5日(火) 20:00の第1回は別の日にお願いできますか'),
    ).toBe(1);
    expect(world().phone('P10A').textsSince(0).join()).not.toContain('別の日');
  });

  it('decides nothing about a session that has begun', async () => {
    await world().playUntil('2024-11-05T20:10:00+09:00');
    await world().slackOf('M11A').click(say);
    expect(lastAside('M11A')).toContain('この回は始まっています');
    expect(await seats('11')).toEqual(['expected', 'expected']);
    await world().container.sweeps.closeSessions();
    expect(await dates().sessionsOf('11')).toMatchObject([{ state: 'planned' }]);
  });

  it('may be moved when its hour has passed, and speaks of the new date only', async () => {
    await world().onSession('08/mentoring/1', (records, sessionId) =>
      moveSession(records, {
        sessionId,
        startsAt: new Date('2024-11-12T20:00:00+09:00'),
        minutes: 40,
        now: world().clock.now(),
      }),
    );
    await dates().aMomentLater();
    await clickOld('M08B', 'この回の日時は、もう変わっています', '別の日を出す');
    expect(lastAside('M08B')).toContain('第1回は11月12日(火) 20:00の予定です');
    expect(await seats('08')).toEqual(['expected', 'expected']);
  });
});
