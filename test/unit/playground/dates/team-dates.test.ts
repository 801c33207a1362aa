import { describe, expect, it } from 'vitest';
import { createDiary } from '../../../../playground/seasons/diary/diary.ts';
import { createTeamDates } from '../../../../playground/seasons/diary/team-dates.ts';
import { loadSeason } from '../../../../playground/seasons/load-season.ts';

const season = loadSeason('2024');
const first = new Date('2024-11-19T12:00:00Z');
const second = new Date('2024-11-21T12:00:00Z');
const own = new Date('2024-11-22T12:00:00Z');
const offer = { number: 1, moves: null, times: [second, first] };

function open(code: string) {
  const team = season.teams.find((one) => one.code === code);
  if (team === undefined) throw new Error(`no team ${code}`);
  const diary = createDiary({ season, now: () => new Date('2024-11-10T00:00:00Z') });
  const dates = createTeamDates(team, diary);
  const start = (number = 1) => diary.find(`${code}/mentoring/${number}`)?.startsAt ?? null;
  return { diary, dates, start };
}

describe('how a team finds a date', () => {
  it('is settled by one tap where there is one participant', () => {
    const { dates, start } = open('01');
    dates.offer(offer);
    dates.answer('P01A', [second]);
    expect(start()).toEqual(second);
    expect(dates.current()).toBeNull();
  });

  it('needs both of two, and takes the earliest time that suits them', () => {
    const { dates, start } = open('03');
    dates.offer(offer);
    dates.answer('P03A', [second, first]);
    expect(start()).toBeNull();
    dates.answer('P03B', [first, second]);
    expect(start()).toEqual(first);
  });

  it('stays open where no time suits both, and begins again with the next round', () => {
    const { dates, start } = open('03');
    dates.offer(offer);
    dates.answer('P03A', [first]);
    dates.answer('P03B', [second]);
    expect(start()).toBeNull();
    dates.offer({ ...offer, times: [own] });
    expect(dates.current()).toMatchObject({ round: 2, times: [own] });
    expect(dates.current()?.answers.size).toBe(0);
  });

  it('takes an own time up at once with one participant, and asks the other where there are two', () => {
    const one = open('01');
    one.dates.offer(offer);
    one.dates.wish('P01A', own);
    expect(one.start()).toBeNull();
    one.dates.take('P01A', own);
    expect(one.start()).toEqual(own);
    const two = open('03');
    two.dates.offer(offer);
    two.dates.wish('P03A', own);
    two.dates.take('P03A', own);
    expect(two.start()).toBeNull();
    two.dates.answer('P03B', [own]);
    expect(two.start()).toEqual(own);
  });

  it('stops a session that is to move at once, and moves it when a time is found', () => {
    const { diary, dates, start } = open('01');
    dates.settle({ number: 1, startsAt: first });
    dates.offer({ number: 1, moves: '01/mentoring/1', times: [second] });
    expect(diary.find('01/mentoring/1')?.standings.at(-1)?.until).not.toBeNull();
    dates.answer('P01A', [second]);
    expect(start()).toEqual(second);
    expect(diary.counts().sessionsMoved).toBe(1);
  });
});
