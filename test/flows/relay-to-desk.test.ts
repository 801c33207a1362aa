import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { rosterOfPairs, sessionsFile } from '../support/flows/flow-teams.ts';

const teams = ['01', '02', '03', '04', '05'];
const date = '11月5日(火) 20:00';

describe('a request to pass something on that no mentor would read', () => {
  const { world, dates } = datesAmong({
    roster: rosterOfPairs(teams),
    sessions: sessionsFile(teams.map((team) => ({ team, date: '2024-11-05', start: '20:00' }))),
    joined: ['P01A', 'P02A', 'P03A', 'P05A'],
  });

  const heldBy = (code: string, text: string): readonly string[] => {
    const seat = world().slackOf(code);
    return seat
      .messages()
      .map(seat.textOf)
      .filter((one) => one.includes(text));
  };
  const toDesk = (team: string): readonly string[] =>
    heldBy('K1', `チーム${team}：Participant ${team}Aさんに、LINEでお届けできない状態です。`);
  const toPair = (team: string): readonly string[] =>
    heldBy(`M${team}A`, `Participant ${team}Aさんに、LINEでお届けできない状態です`);
  const pause = (code: string) =>
    world().query("update people set paused_until = '2024-11-10' where code = $1", [code]);
  const leave = (code: string): Promise<void> => dates().leave(code);

  it('goes to the coordinators while both mentors pause or are away, with a text to copy', async () => {
    await world().playUntil('2024-11-04T12:00:00+09:00');
    for (const code of ['M02A', 'M02B', 'M03A']) await pause(code);
    for (const code of ['M04A', 'M04B']) {
      await world().slackOf(code).user.command('/bansou', 'away 2024-11-04 2024-11-04');
      await world().settle();
    }
    for (const code of ['P02A', 'P03A', 'P05A']) await world().phone(code).block();
    await world().playUntil('2024-11-04T20:30:00+09:00');
    for (const code of ['M05A', 'M05B']) await world().slackOf(code).user.deactivate();
    await world().playUntil('2024-11-04T21:30:00+09:00');
    expect(toPair('02')).toEqual([]);
    expect(toDesk('02')).toHaveLength(1);
    expect(toDesk('02')[0]).toContain(`${date}の第1回のことを、事務局からいつもの連絡先で`);
    expect(toDesk('02')[0]).toContain('https://meet.example.org/team02');
    await world().slackOf('K1').click('連絡しました');
  });

  it('goes there for who never joined as well, whom the pair’s own reminder would have asked for', () => {
    expect(toDesk('04')).toHaveLength(1);
  });

  it('goes to the pair alone where one of them reads it', () => {
    expect(heldBy('M03B', 'Participant 03Aさんに、LINEでお届けできない状態です')).toHaveLength(1);
    expect(toDesk('03')).toEqual([]);
    expect(toDesk('01')).toEqual([]);
  });

  it('goes on to the coordinators where Slack does not reach the pair any more', async () => {
    // The desk keeps its nights.
    await world().playUntil('2024-11-05T08:30:00+09:00');
    expect(toDesk('05')).toHaveLength(1);
  });

  it('says that no mentor is left, at LINE’s hard limit', async () => {
    await world().playUntil('2024-11-05T12:00:00+09:00');
    await leave('M01A');
    world().line.allowance.setLimit(0);
    await leave('M01B');
    await dates().aMomentLater();
    expect(await dates().sessionsOf('01')).toMatchObject([{ state: 'unsettled' }]);
    expect(toDesk('01')).toHaveLength(1);
    expect(toDesk('01')[0]).toContain(
      `メンターの都合で、${date}の第1回は行えなくなりました。これからのことは、事務局からご連絡します。`,
    );
  });

  it('stands in the week’s digest as what it was', async () => {
    await world().playUntil('2024-11-11T09:00:00+09:00');
    await world().container.sweeps.makeDigests(world().programme.id);
    await dates().aMomentLater();
    const [digest] = heldBy('K1', '届かなかったもの');
    expect(digest).toContain('前日お知らせ（事務局に連絡を頼みました）');
    expect(digest).toContain('前日お知らせ（ペアに連絡を頼みました）');
  });
});
