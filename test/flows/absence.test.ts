import { describe, expect, it } from 'vitest';
import type { RosterRow } from '../../src/domain/imports/roster-row.ts';
import { replaceMentor } from '../../src/use-cases/replacing/replace-mentor.ts';
import { absencesAmong, say } from '../support/flows/absences-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';

const teams = ['01', '02', '03', '04', '05', '06', '07'];
/** Whose session is moved before its reminders. */
const moving = '12';

describe('a mentor who cannot come', () => {
  const { world, dates, seats, lines, lastAside, clickOld } = absencesAmong([...teams, moving]);

  it('asks the partner at once, and lets the one line ride on the reminder that is still to come', async () => {
    await world().playUntil('2024-11-04T12:00:00+09:00');
    const [one, other] = [world().slackOf('M01A'), world().slackOf('M01B')];
    await one.user.command('/bansou', '次回');
    await world().settle();
    await one.click(say);
    expect(lastAside('M01A')).toContain('ペアの相手に伝えます。理由はお聞きしません。');
    await dates().aMomentLater();
    expect(
      dates().inGroup(
        '01',
        'Mentor 01Aさんは急な都合で出られなくなりました（明日 11月5日(火) 20:00の回）。Mentor 01Bさん、どうしましょうか。',
      ),
    ).toBe(1);
    await other.click('ひとりで行います');
    expect(await seats('01')).toEqual(['cannot', 'expected']);
    const phone = world().phone('P01A');
    const texts = phone.received.length;
    expect(lines('01', 'ひとりでうかがいます')).toEqual([]);
    await world().playUntil('2024-11-04T20:30:00+09:00');
    expect(
      await world().query(
        `select c.kind from deliveries d join deliveries c on c.id = d.carrier_id join teams t on t.code = '01'
         join sessions s on s.team_id = t.id and s.id = d.session_id where d.kind = 'absence.participant'`,
      ),
    ).toEqual([{ kind: 'reminder.participant' }]);
    const arrived = phone.textsSince(texts).join('\n');
    expect(arrived).toContain('Mentor 01Bさんがお話をうかがいます');
    expect(arrived).toContain(
      '明日 11月5日(火) 20:00の回は、Mentor 01Bさんがひとりでうかがいます。時間とリンクはそのままです。',
    );
    expect(arrived).not.toContain('Mentor 01A');
  });

  it('has its own way of moving a session, of which nobody learns too late', async () => {
    await dates().move(moving, { start1: seconds('2024-11-26T20:00:00+09:00') });
    expect(lines(moving, '第1回の日を変えたいと連絡がありました')).toHaveLength(1);
  });

  it('stands under every reminder of the pair, which names who does not come', async () => {
    await world().playUntil('2024-11-04T21:10:00+09:00');
    for (const team of teams) {
      const reminder = dates().mentorOf(team).message('明日 11月5日(火) 20:00');
      expect(JSON.stringify(reminder.blocks)).toContain(say);
    }
    expect(dates().inGroup('01', '出られない方 Mentor 01Aさん')).toBe(1);
  });

  it('tells the participant once and at once where the reminder has gone', async () => {
    await world().slackOf('M02A').click(say);
    await dates().aMomentLater();
    await world().slackOf('M02B').click('ひとりで行います');
    expect(lastAside('M02B')).toContain('おひとりでうかがうと伝えます');
    expect(lines('02', 'ひとりでうかがいます')).toEqual([]);
    await world().playUntil('2024-11-05T08:30:00+09:00');
    expect(lines('02', '今夜 11月5日(火) 20:00の回は、Mentor 02Bさんがひとりでうかがいます')).toHaveLength(1);
    expect(dates().inGroup('02', 'Mentor 02Bさんがひとりで行います')).toBe(1);
  });

  it('makes the session one to be moved when the partner says so', async () => {
    await world().playUntil('2024-11-05T12:00:00+09:00');
    await world().slackOf('M03A').click(say);
    await dates().aMomentLater();
    await world().slackOf('M03B').click('日を変えましょう');
    expect(await dates().sessionsOf('03')).toMatchObject([{ state: 'unsettled' }]);
    expect(await dates().remindersOf('03', 1)).toEqual([]);
    expect(
      lines(
        '03',
        'メンターの都合で、今夜 11月5日(火) 20:00の回は別の日にお願いできますか。候補をお送りします。',
      ),
    ).toHaveLength(1);
    expect(lines('03', '急な都合')).toEqual([]);
    await dates().aMomentLater();
    await world().slackOf('M03B').click('別の日を出す');
    await world().slackOf('M03B').user.chooseInView('start1', seconds('2024-11-07T20:00:00+09:00'));
    await world().slackOf('M03B').submit();
    const phone = world().phone('P03A');
    await phone.tap('11月7日(木) 20:00');
    expect(await dates().sessionsOf('03')).toMatchObject([
      { state: 'planned', starts_at: new Date('2024-11-07T20:00:00+09:00'), schedule_revision: 2 },
    ]);
    expect(await seats('03')).toEqual(['expected', 'expected']);
  });

  it('calls the session off when the partner says so, and tells who was reminded', async () => {
    await world().slackOf('M04A').click(say);
    await dates().aMomentLater();
    await world().slackOf('M04B').click('見送りましょう');
    await dates().aMomentLater();
    expect(await dates().sessionsOf('04')).toMatchObject([{ state: 'cancelled' }]);
    expect(lines('04', 'は見送りになりました')).toHaveLength(1);
    await clickOld('M04B', '20:00の回は見送りになりました', 'ひとりで行います');
    expect(lastAside('M04B')).toContain('この回は見送りになりました');
    expect(await dates().sessionsOf('04')).toMatchObject([{ state: 'cancelled' }]);
  });

  it('is to be moved at once when neither mentor can come', async () => {
    await world().slackOf('M05A').click(say);
    await dates().aMomentLater();
    await world().slackOf('M05B').click(say);
    expect(await dates().sessionsOf('05')).toMatchObject([{ state: 'unsettled' }]);
    await dates().aMomentLater();
    expect(lines('05', '別の日にお願いできますか')).toHaveLength(1);
    expect(dates().inGroup('05', '候補を出していただけますか')).toBeGreaterThan(0);
  });

  it('can be taken back while the question is open: everything stands as before', async () => {
    const before = await dates().remindersOf('07', 1);
    await world().slackOf('M07A').click(say);
    await dates().aMomentLater();
    await world().slackOf('M07A').click('やっぱり出られます');
    expect(await seats('07')).toEqual(['expected', 'expected']);
    expect(await dates().remindersOf('07', 1)).toEqual(before);
    await dates().aMomentLater();
    expect(dates().inGroup('07', '予定どおりおふたりで行います')).toBe(1);
    await clickOld('M07B', '予定どおりおふたりで行います', '日を変えましょう');
    expect(lastAside('M07B')).toContain('第1回は11月5日(火) 20:00の予定です');
    expect(await dates().sessionsOf('07')).toMatchObject([{ state: 'planned' }]);
  });

  it('hears the first of two taps, and answers every later one with what is true', async () => {
    await world().slackOf('M07A').click(say);
    await dates().aMomentLater();
    const partner = world().slackOf('M07B');
    const question = partner.message('Mentor 07Bさん、どうしましょうか');
    await Promise.all([
      partner.clickStale(question, 'ひとりで行います'),
      partner.clickStale(question, 'ひとりで行います'),
    ]);
    await partner.clickStale(question, '日を変えましょう');
    expect(lastAside('M07B')).toContain('Mentor 07Bさんがひとりで行うことになっています');
    await world().slackOf('M07A').clickStale(question, 'やっぱり出られます');
    expect(lastAside('M07A')).toContain('Mentor 07Bさんがひとりで行うことになっています');
    await dates().aMomentLater();
    expect(lines('07', 'ひとりでうかがいます')).toHaveLength(1);
    expect(
      await world().query(
        `select choice from absence_answers a join sessions s on s.id = a.session_id
         join teams t on t.id = s.team_id where t.code = '07'`,
      ),
    ).toEqual([{ choice: 'alone' }]);
  });

  it('asks nobody any more when another mentor takes the place of the one who cannot come', async () => {
    const planned = () =>
      world().query(
        `select d.kind from deliveries d join sessions s on s.id = d.session_id join teams t on t.id = s.team_id
         where t.code = '06' and d.state = 'planned' and d.kind like 'absence.%'`,
      );
    await world().slackOf('M06A').click(say);
    expect(await planned()).not.toEqual([]);
    const added: RosterRow = {
      code: 'M06C',
      role: 'mentor',
      name: 'Mentor 06C',
      email: 'm06c@example.org',
      teams: ['06'],
      organisation: null,
      zone: 'Asia/Tokyo',
      language: 'ja',
      quietRanges: [],
      blank: [],
    };
    await world().container.transact((records) =>
      replaceMentor(records, {
        ...{ programme: world().programme, team: '06', from: 'M06A', to: { code: 'M06C', added } },
        ...{ now: world().clock.now(), dryRun: false },
      }),
    );
    expect(await planned()).toEqual([]);
    expect(await dates().sessionsOf('06')).toMatchObject([{ state: 'planned' }]);
    await world()
      .slackOf('M06B')
      .clickStale(world().slackOf('M06B').message('Mentor 06B'), '日を変えましょう');
    expect(lastAside('M06B')).toContain('第1回は11月5日(火) 20:00の予定です');
  });

  it('does not ask for a reflection who was not there', async () => {
    await world().playUntil('2024-11-05T21:30:00+09:00');
    const asked = await world().query(
      `select p.code from deliveries d join people p on p.id = d.person_id
       where d.kind = 'ask.mentor' order by p.code`,
    );
    expect(asked.map(({ code }) => code)).toEqual(['M01B', 'M02B', 'M06B', 'M06C', 'M07B']);
  });
});
