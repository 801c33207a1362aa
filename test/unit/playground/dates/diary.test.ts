import { describe, expect, it } from 'vitest';
import { createDiary } from '../../../../playground/seasons/diary/diary.ts';
import { loadSeason } from '../../../../playground/seasons/load-season.ts';
import { absentFrom, mentorsThen, wasHeld } from '../../../../playground/seasons/season.ts';

const season = loadSeason('2024');
const first = new Date('2024-11-19T12:00:00Z');
const second = new Date('2024-11-21T12:00:00Z');
const key = '01/mentoring/2';
const agreed = {
  team: '01',
  kind: 'mentoring',
  number: 2,
  startsAt: first,
  minutes: 40,
  link: 'https://meet.example.org/team01',
} as const;

function openDiary() {
  let now = new Date('2024-11-10T00:00:00Z');
  const diary = createDiary({ season, now: () => now });
  const at = (instant: string): void => {
    now = new Date(instant);
  };
  const get = (one = key) => {
    const session = diary.find(one);
    if (session === null) throw new Error(`nobody agreed on ${one}`);
    return session;
  };
  return { diary, at, get };
}

describe('what people agree on', () => {
  it('stands from the moment they agree, for everybody of the team', () => {
    const { diary, get } = openDiary();
    diary.agree(agreed);
    expect(get()).toMatchObject({
      startsAt: first,
      standings: [{ startsAt: first, from: new Date('2024-11-10T00:00:00Z'), until: null }],
    });
    expect(get().participants.map(({ code }) => code)).toEqual(['P01A']);
    expect(get().mentors.map(({ code }) => code)).toEqual(['M01A', 'M01B']);
    expect(wasHeld(get())).toBe(true);
  });

  it('stops standing when other times are looked for, and stands anew when one is found', () => {
    const { diary, at, get } = openDiary();
    diary.agree(agreed);
    at('2024-11-12T00:00:00Z');
    diary.reopen(key);
    expect(wasHeld(get())).toBe(false);
    at('2024-11-13T00:00:00Z');
    diary.agree({ ...agreed, startsAt: second });
    expect(get().standings).toEqual([
      {
        startsAt: first,
        from: new Date('2024-11-10T00:00:00Z'),
        until: new Date('2024-11-12T00:00:00Z'),
      },
      { startsAt: second, from: new Date('2024-11-13T00:00:00Z'), until: null },
    ]);
    expect(diary.counts().sessionsMoved).toBe(1);
  });

  it('have not moved a session that they gave up and agreed on once more at the same start', () => {
    const { diary, at } = openDiary();
    diary.agree(agreed);
    for (const [day, startsAt] of [
      ['12', first],
      ['14', second],
      ['16', first],
    ] as const) {
      at(`2024-11-${day}T00:00:00Z`);
      diary.reopen(key);
      diary.agree({ ...agreed, startsAt });
    }
    expect(diary.counts().sessionsMoved).toBe(2);
  });

  it('counts one cancellation however often it is said', () => {
    const { diary, get } = openDiary();
    diary.agree(agreed);
    diary.cancel(key);
    diary.cancel(key);
    expect(diary.counts().sessionsCancelled).toBe(1);
    expect(wasHeld(get())).toBe(false);
  });

  it('counts a mentor who cannot come as an absence, and forgets it once the session has moved', () => {
    const { diary, at, get } = openDiary();
    diary.agree(agreed);
    diary.sitOut(key, 'M01A');
    expect(diary.counts().absences).toBe(1);
    expect(absentFrom(get(), 'M01A')).not.toBeNull();
    expect(wasHeld(get())).toBe(true);
    at('2024-11-14T00:00:00Z');
    diary.agree({ ...agreed, startsAt: second });
    expect(absentFrom(get(), 'M01A')).toBeNull();
  });

  it('is held without one of two participants, and not without both', () => {
    const { diary, get } = openDiary();
    diary.agree({ ...agreed, team: '03' });
    diary.sitOut('03/mentoring/2', 'P03A');
    expect(wasHeld(get('03/mentoring/2'))).toBe(true);
    diary.sitOut('03/mentoring/2', 'P03B');
    expect(wasHeld(get('03/mentoring/2'))).toBe(false);
    expect(diary.counts().absences).toBe(0);
  });

  it('seats a new mentor in what is still to come alone', () => {
    const { diary, at, get } = openDiary();
    const comer = season.replacement?.comer;
    if (comer === undefined) throw new Error('nobody comes');
    diary.agree({ ...agreed, number: 1, startsAt: new Date('2024-11-11T12:00:00Z') });
    diary.agree(agreed);
    at('2024-11-12T00:00:00Z');
    diary.replaceMentor('01', 'M01A', comer);
    expect(get('01/mentoring/1').mentors.map(({ code }) => code)).toEqual(['M01A', 'M01B']);
    expect(get().mentors.map(({ code }) => code)).toEqual([comer.code, 'M01B']);
    expect(diary.counts().mentorsReplaced).toBe(1);
  });

  it('seats a new mentor in what looks for another start, and keeps who was to come to the former one', () => {
    const { diary, at, get } = openDiary();
    const comer = season.replacement?.comer;
    if (comer === undefined) throw new Error('nobody comes');
    diary.agree({ ...agreed, startsAt: new Date('2024-11-11T12:00:00Z') });
    at('2024-11-11T08:00:00Z');
    diary.reopen('01/mentoring/2');
    at('2024-11-12T00:00:00Z');
    diary.replaceMentor('01', 'M01A', comer);
    at('2024-11-13T00:00:00Z');
    diary.agree({ ...agreed, startsAt: second });
    expect(get().mentors.map(({ code }) => code)).toEqual([comer.code, 'M01B']);
    const codes = get().standings.map((one) => mentorsThen(get(), one).map(({ code }) => code));
    expect(codes).toEqual([
      ['M01A', 'M01B'],
      [comer.code, 'M01B'],
    ]);
  });
});
