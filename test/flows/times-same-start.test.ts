import { describe, expect, it } from 'vitest';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { moveByDesk } from '../../src/use-cases/sessions/move-by-desk.ts';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import { pushesTo } from '../support/line/line-records.ts';

const start = '2024-11-19T21:00:00+09:00';
const other = '2024-11-21T21:00:00+09:00';
const set = '第2回は11月19日(火) 21:00に決まりました';
const moved = 'に変わりました';
const joined = ['P01A', 'P02A', 'P05A', 'P05B'];

describe('a date that was given up and is agreed on again at the same start', () => {
  const { world, dates } = datesAmong({
    joined,
    begin: async (opened, finding) => {
      await opened.playUntil('2024-11-06T12:30:00+09:00');
      for (const code of joined) await opened.phone(code).tap('今回は書かない');
      for (const team of ['01', '02', '05']) await finding.schedule(team, { start1: seconds(start) });
      for (const code of joined) {
        await opened.phone(code).say('はい');
        await opened.phone(code).tap('11月19日(火) 21:00');
      }
      for (const code of ['P05A', 'P05B']) await opened.phone(code).tap('これで返す');
      await finding.aMomentLater();
    },
  });

  it('before anybody was reminded is said to be set, to whoever chose it and to the pair', async () => {
    const phone = world().phone('P01A');
    expect(phone.lastText()).toContain(set);
    await dates().move('01', { start1: seconds(start), start2: seconds(other) });
    await phone.say('はい');
    const texts = phone.received.length;
    await phone.tap('11月19日(火) 21:00');
    expect(phone.textsSince(texts).join('\n')).toContain(set);
    await dates().aMomentLater();
    expect(inGroup('01', 'に決まりました')).toBe(2);
    expect(inGroup('01', moved)).toBe(0);
    expect(phone.textsSince(texts).join('\n')).not.toContain(moved);
  });

  it('after the reminder is said to be set, with the reminder’s own buttons', async () => {
    await world().playUntil('2024-11-18T21:10:00+09:00');
    const [one, second] = [world().phone('P05A'), world().phone('P05B')];
    for (const phone of [one, second]) expect(phone.lastText()).toContain('明日 11月19日(火) 21:00');
    await dates().move('05', { start1: seconds(start), start2: seconds(other) });
    for (const phone of [one, second]) await phone.say('はい');
    const [pushes, texts] = [pushesTo(second).length, second.received.length];
    await second.tap('11月19日(火) 21:00');
    await second.tap('これで返す');
    await one.tap('11月19日(火) 21:00');
    await one.tap('これで返す');
    expect(one.lastText()).toContain(set);
    await world().playUntil('2024-11-19T08:30:00+09:00');
    expect(pushesTo(second)).toHaveLength(pushes + 1);
    expect(second.lastText()).toContain(set);
    expect(second.labels()).toContain('行けなくなった');
    expect(second.textsSince(texts).join('\n')).not.toContain(moved);
    const pair = dates().mentorOf('05');
    const told = pair.message(
      `第2回は日本 11月19日(火) 21:00 ／ シンガポール 11月19日(火) 20:00に決まりました`,
    );
    expect(JSON.stringify(told.blocks)).toContain('急な都合で出られません');
    expect(inGroup('05', moved)).toBe(0);
  });

  it('called off and taken up again by the desk, is said to be set to whoever was reminded of it', async () => {
    const phone = world().phone('P02A');
    const texts = phone.received.length;
    const onSession = world().onSession;
    await onSession('02/mentoring/2', (records, id) => cancelSession(records, id, world().clock.now()));
    await dates().aMomentLater();
    await onSession('02/mentoring/2', (records, sessionId) =>
      moveByDesk(records, {
        ...{ sessionId, startsAt: new Date(start), minutes: 40 },
        now: world().clock.now(),
      }),
    );
    await dates().aMomentLater();
    const since = phone.textsSince(texts);
    expect(since.map((text) => text.includes('見送りになりました'))).toEqual([true, false]);
    expect(since.at(-1)).toContain(set);
    expect(inGroup('02', moved)).toBe(0);
  });

  it('is said to have moved where it has', async () => {
    await world().onSession('02/mentoring/2', (records, sessionId) =>
      moveByDesk(records, {
        ...{ sessionId, startsAt: new Date(other), minutes: 40 },
        now: world().clock.now(),
      }),
    );
    await dates().aMomentLater();
    expect(world().phone('P02A').lastText()).toContain('第2回は11月21日(木) 21:00に変わりました');
    expect(inGroup('02', moved)).toBe(1);
  });

  const inGroup = (team: string, words: string): number => dates().inGroup(team, words);
});
