import { describe, expect, it } from 'vitest';
import type { RosterRow } from '../../src/domain/imports/roster-row.ts';
import { replaceMentor } from '../../src/use-cases/replacing/replace-mentor.ts';
import { absencesAmong, say } from '../support/flows/absences-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import type { SlackSeat } from '../support/flows/flow-slack.ts';

describe('a pair that gets smaller while one of them cannot come', () => {
  const { world, dates, seats, lines, atDesk, lastAside } = absencesAmong(['01', '02', '03', '04', '05']);

  const leave = (code: string): Promise<void> => dates().leave(code);
  const toMentor = (seat: SlackSeat, text: string): number =>
    seat.messages().filter((one) => seat.textOf(one).includes(text)).length;
  const plannedOf = async (team: string): Promise<readonly unknown[]> =>
    (
      await world().query(
        `select d.kind || coalesce('.' || (d.subject ->> 'stage'), '') as kind
         from deliveries d join sessions s on s.id = d.session_id join teams t on t.id = s.team_id
         where t.code = $1 and d.state = 'planned' and d.kind like 'absence.%' order by 1`,
        [team],
      )
    ).map(({ kind }) => kind);

  it('moves the session when the one who was asked leaves, and tells the participant, the other and the desk', async () => {
    await world().playUntil('2024-11-05T12:00:00+09:00');
    await world().slackOf('M01A').click(say);
    await dates().aMomentLater();
    const question = world().slackOf('M01B').message('Mentor 01Bさん、どうしましょうか');
    await leave('M01B');
    expect(await dates().sessionsOf('01')).toMatchObject([{ state: 'unsettled' }]);
    expect(
      lines(
        '01',
        'メンターの都合で、今夜 11月5日(火) 20:00の回は別の日にお願いできますか。候補をお送りします。',
      ),
    ).toHaveLength(1);
    expect(
      atDesk(
        'うかがえるメンターがいなくなった回：第1回 11月5日(火) 20:00。参加者さんには、LINEでお伝えします。',
      ),
    ).toBe(1);
    expect(atDesk('このあとのことは、事務局から')).toBe(0);
    expect(await plannedOf('01')).toEqual([]);
    await world().slackOf('M01B').clickStale(question, 'ひとりで行います');
    expect(lastAside('M01B')).toContain('いまご参加のプログラムはありません');
    expect(await dates().sessionsOf('01')).toMatchObject([{ state: 'unsettled' }]);
    expect(toMentor(world().slackOf('M01A'), '候補を出していただけますか')).toBeGreaterThan(0);
    await world().slackOf('M01A').click('別の日を出す');
    await world().slackOf('M01A').user.chooseInView('start1', seconds('2024-11-07T20:00:00+09:00'));
    await world().slackOf('M01A').submit();
    await world().phone('P01A').tap('11月7日(木) 20:00');
    expect(await dates().sessionsOf('01')).toMatchObject([{ state: 'planned', schedule_revision: 2 }]);
  });

  it('says who comes alone when the one who cannot come leaves', async () => {
    await world().slackOf('M02A').click(say);
    await dates().aMomentLater();
    const question = world().slackOf('M02B').message('Mentor 02Bさん、どうしましょうか');
    await leave('M02A');
    expect(await dates().sessionsOf('02')).toMatchObject([{ state: 'planned' }]);
    expect(lines('02', '今夜 11月5日(火) 20:00の回は、Mentor 02Bさんがひとりでうかがいます')).toHaveLength(1);
    expect(toMentor(world().slackOf('M02B'), 'Mentor 02Bさんがひとりで行います')).toBe(1);
    expect(await plannedOf('02')).toEqual([]);
    await world().slackOf('M02B').clickStale(question, '日を変えましょう');
    expect(lastAside('M02B')).toContain('Mentor 02Bさんがひとりで行うことになっています');
    expect(atDesk('いなくなった回：第1回 11月5日(火) 20:00')).toBe(1);
  });

  it('tells the participant and the desk when the last mentor leaves, and times on offer end with them', async () => {
    await dates().move('05', { start1: seconds('2024-11-26T20:00:00+09:00') });
    await world().phone('P05A').say('次回');
    await leave('M05A');
    await leave('M05B');
    await world().phone('P05A').tap('11月26日(火) 20:00');
    expect(await dates().sessionsOf('05')).toMatchObject([{ state: 'unsettled' }]);
    await world().phone('P03A').block();
    await leave('M03A');
    expect(await dates().sessionsOf('03')).toMatchObject([{ state: 'planned' }]);
    await leave('M03B');
    expect(await dates().sessionsOf('03')).toMatchObject([{ state: 'unsettled' }]);
    expect(await dates().remindersOf('03', 1)).toEqual([]);
    expect(
      atDesk(
        '事務局からご連絡するとお伝えします。\nParticipant 03Aさんには、LINEでお届けできない状態です。いつもの連絡先で',
      ),
    ).toBe(1);
    await leave('M02B');
    expect(
      lines(
        '02',
        'メンターの都合で、今夜 11月5日(火) 20:00の回は行えなくなりました。これからのことは、事務局からご連絡します。',
      ),
    ).toHaveLength(1);
    await world().phone('P02A').say('次回');
    expect(world().phone('P02A').lastText()).not.toContain('11月5日');
  });

  it('asks the next partner when the one who would have gone alone is replaced, deadlines included', async () => {
    const comer = world().addSlack({ email: 'm04c@example.org', name: 'Mentor 04C' });
    await world().slackOf('M04A').click(say);
    await dates().aMomentLater();
    await world().slackOf('M04B').click('ひとりで行います');
    await dates().aMomentLater();
    expect(lines('04', 'Mentor 04Bさんがひとりで')).toHaveLength(1);
    expect(await plannedOf('04')).toEqual([]);
    const added: RosterRow = {
      ...{ code: 'M04C', role: 'mentor', name: 'Mentor 04C', email: 'm04c@example.org', teams: ['04'] },
      ...{ organisation: null, zone: 'Asia/Tokyo', language: 'ja', quietRanges: [], blank: [] },
    };
    await world().container.transact((records) =>
      replaceMentor(records, {
        ...{ programme: world().programme, team: '04', from: 'M04B', to: { code: 'M04C', added } },
        ...{ now: world().clock.now(), dryRun: false },
      }),
    );
    expect(await plannedOf('04')).toEqual(['absence.desk', 'absence.pair.moved']);
    await world().container.sweeps.matchPeople();
    await dates().aMomentLater();
    await dates().aMomentLater();
    expect(toMentor(comer, 'Mentor 04Cさん、どうしましょうか')).toBe(1);
    await comer.click('ひとりで行います');
    await dates().aMomentLater();
    expect(await seats('04')).toEqual(['cannot', 'expected']);
    expect(lines('04', '回は、Mentor 04Cさんがひとりでうかがいます')).toHaveLength(1);
  });
});
