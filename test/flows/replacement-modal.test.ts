import { describe, expect, it } from 'vitest';
import { replaceMentor } from '../../src/use-cases/replacing/replace-mentor.ts';
import { datesAmong } from '../support/flows/dates-among.ts';

describe('a reflection that was open when its writer lost the place', () => {
  const { world, dates } = datesAmong({
    joined: ['P01A', 'P02A'],
    begin: (opened) => opened.playUntil('2024-11-06T12:30:00+09:00'),
  });
  const runOf = (code: string) =>
    world().query(
      'select r.status from reflections r join people p on p.id = r.person_id where p.code = $1',
      [code],
    );
  const begin = async (code: string): Promise<void> => {
    await world().slackOf(code).click('4 よかった');
    await world().slackOf(code).type('整理できたこと', '大事なこと');
  };

  it('is not sent: the modal stays open with what was written, and says whose part has ended', async () => {
    await begin('M02A');
    await world().container.transact((records) =>
      replaceMentor(records, {
        programme: world().programme,
        team: '02',
        from: 'M02A',
        to: {
          code: 'X2',
          added: {
            ...{ code: 'X2', role: 'mentor', name: 'New Mentor', email: 'x2@example.org', teams: ['02'] },
            ...{ organisation: null, blank: [], zone: 'Asia/Tokyo', language: 'ja', quietRanges: [] },
          },
        },
        now: world().clock.now(),
        dryRun: false,
      }),
    );
    await dates().aMomentLater();
    const seat = world().slackOf('M02A');
    expect(JSON.stringify(await seat.submit())).toContain('チーム02のメンターとしての担当は終わっています');
    expect(seat.user.currentView()?.callbackId).toBe('reflection');
    expect(await runOf('M02A')).toEqual([{ status: 'open' }]);
    await seat.close();
  });

  it('says where to turn to a mentor who has left', async () => {
    await begin('M01A');
    await world().query(
      "update enrolments set ended_at = now() where person_id = (select id from people where code = 'M01A')",
    );
    const seat = world().slackOf('M01A');
    expect(JSON.stringify(await seat.submit())).toContain('いまご参加のプログラムはありません');
    expect(await runOf('M01A')).toEqual([{ status: 'open' }]);
    await seat.close();
  });
});
