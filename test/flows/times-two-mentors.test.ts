import { describe, expect, it } from 'vitest';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import type { SlackSeat } from '../support/flows/flow-slack.ts';

const first = '2024-11-19T21:00:00+09:00';
const second = '2024-11-21T21:00:00+09:00';

describe('a date that both mentors have open before them', () => {
  const { world, dates } = datesAmong({
    joined: ['P01A', 'P03A'],
    begin: async (opened) => {
      await opened.playUntil('2024-11-06T12:30:00+09:00');
      await opened.phone('P03A').tap('今回は書かない');
    },
  });

  const open = async (team: string, words: string): Promise<readonly [SlackSeat, SlackSeat]> => {
    const pair = [world().slackOf(`M${team}A`), world().slackOf(`M${team}B`)] as const;
    for (const seat of pair) await seat.user.command('/bansou', words);
    await world().settle();
    return pair;
  };
  const standing = async (team: string) =>
    (await dates().sessionsOf(team)).filter(({ number }) => number !== 1);

  it('is agreed on by one of them, and the other is told which it is in the modal that stays open', async () => {
    const [one, other] = await open('01', 'schedule');
    await dates().fill(one, { mode: 'agreed', start1: seconds(first) });
    await dates().fill(other, { mode: 'agreed', start1: seconds(second) });
    const outcomes = await Promise.all([one.submit(), other.submit()]);
    const [session, ...others] = await standing('01');
    expect(others).toEqual([]);
    expect(session).toMatchObject({ number: 2, state: 'planned' });
    const refused = JSON.stringify(outcomes.find(({ accepted }) => !accepted));
    const isFirst = JSON.stringify(session).includes('11-19');
    expect(refused).toContain('ひと足先に、第2回は');
    expect(refused).toContain(isFirst ? '11月19日(火)' : '11月21日(木)');
    await dates().aMomentLater();
    expect(dates().inGroup('01', 'に決まりました')).toBe(1);
    for (const seat of [one, other]) if (seat.user.currentView() !== null) await seat.close();
  });

  it('is the next one when the modal is opened again', async () => {
    const seat = dates().mentorOf('01');
    await dates().schedule('01', { mode: 'agreed', start1: seconds('2024-11-28T21:00:00+09:00') });
    expect(seat.user.currentView()).toBeNull();
    expect(await standing('01')).toMatchObject([{ number: 2 }, { number: 3, state: 'planned' }]);
  });

  it('is the participant’s choice where that came first', async () => {
    const [one, other] = await open('03', 'schedule');
    await dates().fill(one, { start1: seconds(first) });
    await one.submit();
    const phone = world().phone('P03A');
    await phone.say('はい');
    await phone.tap('11月19日(火) 21:00');
    await dates().fill(other, { start1: seconds(second) });
    expect(JSON.stringify(await other.submit())).toContain('ひと足先に、第2回は');
    await other.close();
    expect(await standing('03')).toMatchObject([{ state: 'planned', starts_at: new Date(first) }]);
  });

  it('is moved by one of them, and the other’s modal says where to', async () => {
    const [one, other] = await open('03', 'move');
    await dates().fill(one, { mode: 'agreed', start1: seconds(second) });
    await one.submit();
    await dates().fill(other, { mode: 'agreed', start1: seconds('2024-11-26T21:00:00+09:00') });
    expect(JSON.stringify(await other.submit())).toContain('11月21日(木) 21:00');
    await other.close();
    expect(await standing('03')).toMatchObject([{ state: 'planned', starts_at: new Date(second) }]);
  });

  it('is not found for a session that was called off meanwhile, and the modal says so', async () => {
    const [one, other] = await open('03', 'move');
    await world().onSession('03/mentoring/2', (records, id) =>
      cancelSession(records, id, world().clock.now()),
    );
    await dates().fill(one, { start1: seconds(first) });
    expect(JSON.stringify(await one.submit())).toContain('この回は見送りになりました');
    for (const seat of [one, other]) await seat.close();
  });
});
