import { describe, expect, it } from 'vitest';
import type { RosterRow } from '../../src/domain/imports/roster-row.ts';
import { replaceMentor } from '../../src/use-cases/replacing/replace-mentor.ts';
import { absencesAmong } from '../support/flows/absences-among.ts';
import type { SlackSeat } from '../support/flows/flow-slack.ts';

describe('a mentor who leaves once the participant was reminded of two', () => {
  const { world, dates, lines, atDesk } = absencesAmong(['01', '02', '03', '04', '05']);

  const leaveAs = async (seat: SlackSeat): Promise<void> => {
    await seat.openHome();
    await seat.user.clickInHome('登録をやめる');
    await world().settle();
    await seat.submit();
    await dates().aMomentLater();
  };
  const leave = (code: string): Promise<void> => leaveAs(world().slackOf(code));
  const replace = async (team: string, from: string): Promise<SlackSeat> => {
    const code = `M${team}C`;
    const email = `m${team}c@example.org`;
    const comer = world().addSlack({ email, name: `Mentor ${team}C` });
    const added: RosterRow = {
      ...{ code, role: 'mentor', name: `Mentor ${team}C`, email, teams: [team], organisation: null },
      ...{ zone: 'Asia/Tokyo', language: 'ja', quietRanges: [], blank: [] },
    };
    const replaced = await world().container.transact((records) =>
      replaceMentor(records, {
        ...{ programme: world().programme, team, from, to: { code, added } },
        ...{ now: world().clock.now(), dryRun: false },
      }),
    );
    expect(replaced).toMatchObject({ kind: 'replaced' });
    await world().container.sweeps.matchPeople();
    await dates().aMomentLater();
    return comer;
  };
  const alone = (team: string, who: string): readonly string[] =>
    lines(team, `20:00の回は、Mentor ${who}さんがひとりでうかがいます。時間とリンクはそのままです。`);
  const linesPlanned = async (team: string): Promise<readonly unknown[]> =>
    (
      await world().query(
        `select d.state from deliveries d join sessions s on s.id = d.session_id join teams t on t.id = s.team_id
         where t.code = $1 and d.kind = 'absence.participant'`,
        [team],
      )
    ).map(({ state }) => state);
  const holding = (code: string, text: string): number => {
    const seat = world().slackOf(code);
    return seat.messages().filter((one) => seat.textOf(one).includes(text)).length;
  };

  it('says nothing more than the reminder itself where that is still to come', async () => {
    await world().playUntil('2024-11-04T12:00:00+09:00');
    await leave('M03A');
    await world().playUntil('2024-11-04T20:30:00+09:00');
    const [reminder] = lines('03', 'メンタリング（第1回）です');
    expect(reminder).not.toContain('Mentor 03A');
    expect(reminder).toContain('Mentor 03Bさんがお話をうかがいます');
    expect(lines('03', 'ひとりで')).toEqual([]);
  });

  it('waits for the morning', async () => {
    await world().playUntil('2024-11-04T22:00:00+09:00');
    await leave('M04A');
    expect(await linesPlanned('04')).toEqual(['planned']);
    await world().playUntil('2024-11-04T23:00:00+09:00');
    await replace('04', 'M04A');
  });

  it('says who comes alone once and at once, and not why', async () => {
    await world().playUntil('2024-11-05T12:00:00+09:00');
    expect(lines('01', 'Mentor 01AさんとMentor 01Bさんがお話をうかがいます')).toHaveLength(1);
    await leave('M01A');
    expect(await dates().sessionsOf('01')).toMatchObject([{ state: 'planned' }]);
    expect(alone('01', '01B')).toHaveLength(1);
    expect(lines('01', '登録')).toEqual([]);
    expect(holding('M01B', 'Mentor 01Aさんは、登録を終えました。')).toBe(1);
  });

  it('gives the participant the pair again when another mentor comes, and says it again when that one leaves', async () => {
    const comer = await replace('01', 'M01A');
    expect(lines('01', 'これからのメンターはMentor 01BさんとMentor 01Cさんです')).toHaveLength(1);
    expect(alone('01', '01B')).toHaveLength(1);
    await leaveAs(comer);
    expect(alone('01', '01B')).toHaveLength(2);
    await leave('M01B');
    expect(await dates().sessionsOf('01')).toMatchObject([{ state: 'unsettled' }]);
    expect(lines('01', '20:00の回は行えなくなりました')).toHaveLength(1);
    expect(atDesk('うかがえるメンターがいなくなった回：第1回 11月5日(火) 20:00')).toBe(1);
  });

  it('says nothing of it at night where another mentor has come by the morning', async () => {
    expect(await linesPlanned('04')).toEqual(['cancelled']);
    expect(lines('04', 'ひとりで')).toEqual([]);
    expect(lines('04', 'これからのメンターはMentor 04BさんとMentor 04Cさんです')).toHaveLength(1);
  });

  it('tells a participant who comes after all, and who had been reminded of two', async () => {
    const phone = world().phone('P02A');
    await phone.tap('行けなくなった');
    await phone.tap('伝える');
    await leave('M02A');
    expect(lines('02', 'ひとりで')).toEqual([]);
    await phone.tap('やっぱり行けます');
    expect(await dates().sessionsOf('02')).toMatchObject([{ state: 'planned' }]);
    await dates().aMomentLater();
    expect(alone('02', '02B')).toHaveLength(1);
  });

  it('tells the partner before the session, also in hours that they keep for themselves', async () => {
    await world().playUntil('2024-11-05T19:10:00+09:00');
    await leave('M05A');
    expect(alone('05', '05B')).toHaveLength(1);
    expect(holding('M05B', 'Mentor 05Aさんは、登録を終えました。')).toBe(1);
  });
});
