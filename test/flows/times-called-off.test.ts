import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import type { SlackSeat } from '../support/flows/flow-slack.ts';
import { sessionsFile } from '../support/flows/flow-teams.ts';
import { pushesTo } from '../support/line/line-records.ts';

const first = '2024-11-19T21:00:00+09:00';
const second = '2024-11-25T20:00:00+09:00';

describe('a session that a mentor calls off', () => {
  const { world, dates } = datesAmong({
    joined: ['P01A', 'P02A', 'P03A', 'P04A'],
    begin: async (opened) => {
      await opened.playUntil('2024-11-06T12:30:00+09:00');
      for (const code of ['P02A', 'P03A']) await opened.phone(code).tap('今回は書かない');
    },
  });

  const command = async (seat: SlackSeat, words: string): Promise<void> => {
    await seat.user.command('/bansou', words);
    await world().settle();
  };
  const stands = { number: 2, state: 'planned', starts_at: new Date(second) };

  it('at its former date stays at the next one: an old button of who could not come says what stands', async () => {
    await dates().schedule('02', { mode: 'agreed', start1: seconds(first) });
    await world().playUntil('2024-11-18T21:10:00+09:00');
    const phone = world().phone('P02A');
    await phone.tap('行けなくなった');
    await phone.tap('伝える');
    await world().playUntil('2024-11-18T22:00:00+09:00');
    const seat = dates().mentorOf('02');
    const told = seat.message('行けなくなったと連絡がありました');
    await seat.click('別の日を出す');
    await dates().fill(seat, { start1: seconds(second) });
    await seat.submit();
    await phone.say('はい');
    await phone.tap('11月25日(月) 20:00');
    await dates().aMomentLater();
    for (const old of ['この回は見送る', '別の日を出す']) {
      const before = seat.messages().length;
      await seat.clickStale(told, old);
      expect(seat.user.currentView(), old).toBeNull();
      expect(seat.messages().length, old).toBe(before + 1);
      expect(seat.textOf(seat.messages().at(-1) ?? told), old).toContain('いまの状態はこちらです：第2回は');
      expect((await dates().sessionsOf('02'))[1], old).toMatchObject(stands);
    }
  });

  it('at its former date stays at the next one: an old answer of the command says what stands', async () => {
    const seat = dates().mentorOf('03');
    await dates().schedule('03', { mode: 'agreed', start1: seconds('2024-11-21T21:00:00+09:00') });
    await command(seat, '中止');
    const asked = seat.message('見送りますか');
    await dates().move('03', { mode: 'agreed', start1: seconds(second) });
    await seat.clickStale(asked, 'この回は見送る');
    expect(seat.textOf(seat.messages().at(-1) ?? asked)).toContain('いまの状態はこちらです');
    expect((await dates().sessionsOf('03'))[1]).toMatchObject(stands);
    await command(seat, '中止');
    await seat.click('この回は見送る');
    expect((await dates().sessionsOf('03'))[1]).toMatchObject({ state: 'cancelled' });
  });
});

describe('a session of which no message has told anybody yet, called off by a mentor', () => {
  const { world, dates } = datesAmong({
    sessions: sessionsFile(['01', '02', '04'].map((team) => ({ team, date: '2024-11-19', start: '20:00' }))),
    joined: ['P01A', 'P02A', 'P04A'],
    begin: async (opened) => {
      await opened.playUntil('2024-11-06T12:00:00+09:00');
      await opened.phone('P04A').block();
      for (const team of ['01', '02', '04']) {
        const seat = opened.slackOf(`M${team}A`);
        await seat.user.command('/bansou', '中止');
        await seat.click('この回は見送る');
      }
    },
  });
  const off = '第1回（11月19日）は見送りになりました';
  const readBy = (code: string): number =>
    world()
      .phone(code)
      .textsSince(0)
      .filter((text) => text.includes(off)).length;

  it('is known to the whole pair at once', async () => {
    await dates().aMomentLater();
    for (const team of ['01', '02']) expect(dates().inGroup(team, 'は見送りになりました')).toBe(1);
  });

  it('is told to the participant with the next free word, or a day later, and once', async () => {
    await world().phone('P01A').say('次回');
    expect(readBy('P01A')).toBe(1);
    expect(pushesTo(world().phone('P01A'))).toHaveLength(0);
    await world().playUntil('2024-11-07T11:59:00+09:00');
    expect(readBy('P02A')).toBe(0);
    await world().playUntil('2024-11-19T12:00:00+09:00');
    expect([readBy('P01A'), readBy('P02A')]).toEqual([1, 1]);
    expect(pushesTo(world().phone('P01A'))).toHaveLength(0);
    expect(pushesTo(world().phone('P02A'))).toHaveLength(1);
  });

  it('is passed on by the pair to whom LINE does not reach', () => {
    expect(dates().inGroup('04', 'Participant 04Aさんに、LINEでお届けできない状態です')).toBe(1);
  });
});
