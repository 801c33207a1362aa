import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { datesSessions, seconds } from '../support/flows/flow-dates.ts';

const sessions = [
  ...datesSessions.split('\n'),
  ',1,training,2024-11-08,20:00,60,https://meet.example.org/training',
  ...['01', '02'].map(
    (team) => `${team},2,mentoring,2024-11-19,20:00,40,https://meet.example.org/team${team}`,
  ),
].join('\n');

describe('a mentor who is away from day to day', () => {
  const { world, dates } = datesAmong({
    sessions,
    joined: ['P01A', 'P02A', 'P03A'],
    begin: (opened) => opened.playUntil('2024-11-06T12:30:00+09:00'),
  });

  const announce = async (code: string, from: string, to: string, notices?: string): Promise<unknown> => {
    const seat = world().slackOf(code);
    await seat.user.command('/bansou', 'お休み');
    await world().settle();
    await seat.user.chooseInView('from', from);
    await seat.user.chooseInView('to', to);
    if (notices !== undefined) await seat.choose('お知らせ', notices);
    await world().settle();
    return seat.submit();
  };
  const rangesOf = (code: string) =>
    world().query(
      `select from_on, to_on, ended_at is null as stands from away_ranges a join people p on p.id = a.person_id
       where p.code = $1 order by from_on`,
      [code],
    );

  it('is told the sessions that fall into it, in their own DM, and leaves one to the partner', async () => {
    await announce('M01A', '2024-11-18', '2024-12-01');
    await dates().aMomentLater();
    const seat = world().slackOf('M01A');
    const question = seat.message('11/18–12/1はお休みですね。この間の回：1回。どうしますか。');
    expect(question.kind).toBe('dm');
    await seat.click('相手にまかせる');
    await dates().aMomentLater();
    expect(seat.textOf(seat.message('11/18–12/1はお休みですね'))).toContain('Mentor 01Bさんに伝えました。');
    expect(dates().inGroup('01', 'Mentor 01Aさんはお休みの日のため')).toBe(1);
    await world().slackOf('M01B').click('ひとりで行います');
    await world().phone('P01A').say('こんにちは');
    expect(world().phone('P01A').textsSince(0).join('\n')).not.toMatch(/お休みの日|急な都合/u);
  });

  it('is never offered as a time: the modal says so at its field, and a participant learns nothing of it', async () => {
    const refused = JSON.stringify(
      await dates().schedule('01', { start1: seconds('2024-11-27T20:00:00+09:00') }),
    );
    await dates().mentorOf('01').close();
    expect(refused).toContain('Mentor 01Aさんのお休みの日です');
    await dates().schedule('01', { start1: seconds('2024-12-05T20:00:00+09:00') });
    const phone = world().phone('P01A');
    await phone.say('はい');
    await phone.tap('どれも難しい');
    const before = phone.received.length;
    await phone.pick('日時を選ぶ', '2024-11-28T20:00');
    const answer = phone.textsSince(before).join('\n');
    expect(answer).toContain('都合が合いませんでした');
    expect(answer).not.toMatch(/お休み|Mentor/u);
  });

  it('may also ask for silence, or take the words of the command for days', async () => {
    await announce('M03B', '2024-11-20', '2024-11-22', 'お知らせも止める');
    expect(await world().query("select paused_until from people where code = 'M03B'")).toEqual([
      { paused_until: '2024-11-22' },
    ]);
    const said = await world().slackOf('M02A').user.command('/bansou', 'away 11/18-11/20');
    expect(JSON.stringify(said)).toContain('この間の回：1回');
    expect(await rangesOf('M02A')).toEqual([{ from_on: '2024-11-18', to_on: '2024-11-20', stands: true }]);
  });

  it('says at the field what cannot be', async () => {
    expect(JSON.stringify(await announce('M04A', '2024-11-20', '2024-11-18'))).toContain(
      '後の日を選んでください',
    );
    await world().slackOf('M04A').close();
    expect(JSON.stringify(await announce('M04A', '2024-10-20', '2024-10-28'))).toContain('過ぎています');
    await world().slackOf('M04A').close();
    expect(await rangesOf('M04A')).toEqual([]);
  });

  it('is taken back from the home tab, with what nobody has answered yet', async () => {
    await announce('M02B', '2024-11-19', '2024-11-19');
    await dates().aMomentLater();
    const seat = world().slackOf('M02B');
    await seat.click('相手にまかせる');
    const attendance = async () =>
      (
        await world().query(
          `select x.attendance from seats x join people p on p.id = x.person_id join sessions s on s.id = x.session_id
           where p.code = 'M02B' and s.number = 2`,
        )
      ).map((row) => row.attendance);
    expect(await attendance()).toEqual(['cannot']);
    await seat.openHome();
    await seat.user.clickInHome('11/19–11/19のお休みを取り消す');
    await world().settle();
    expect(await attendance()).toEqual(['expected']);
    expect(await rangesOf('M02B')).toEqual([{ from_on: '2024-11-19', to_on: '2024-11-19', stands: false }]);
    expect(seat.textOf(seat.message('11/19–11/19のお休みは取り消しました'))).not.toContain('どうしますか');
  });

  it('is noted for a training, where nobody has to decide anything', async () => {
    await world().playUntil('2024-11-07T21:10:00+09:00');
    const seat = world().slackOf('M05A');
    const attendance = async () =>
      (
        await world().query(
          `select x.attendance from seats x join people p on p.id = x.person_id join sessions s on s.id = x.session_id
           where p.code = 'M05A' and s.kind = 'training'`,
        )
      ).map((row) => row.attendance);
    await seat.click('急な都合で出られません');
    expect(seat.message('出られないこととして預かりました').ephemeral).toBe(true);
    expect(await attendance()).toEqual(['cannot']);
    await seat.click('やっぱり出られます');
    expect(await attendance()).toEqual(['expected']);
  });
});
