import { describe, expect, it } from 'vitest';
import { beforeIntent, participantIntent } from '../../../../playground/actors/line/participant-intents.ts';
import { mentorIntent } from '../../../../playground/actors/slack/mentor-intents.ts';
import { wasHeld } from '../../../../playground/seasons/season.ts';
import { loadPlayedSeason } from '../played-season.ts';

const { season } = loadPlayedSeason();

describe('what actors mean to say', () => {
  it('is the same every time', () => {
    const [person] = season.participants;
    const session = season.sessions.find(({ kind }) => kind === 'mentoring');
    if (person === undefined || session === undefined) throw new Error('an empty season');
    expect(participantIntent(season, person, session)).toEqual(participantIntent(season, person, session));
  });

  it('amounts to well over a thousand answers', () => {
    const ofMentors = season.sessions
      .filter(wasHeld)
      .flatMap((session) =>
        session.mentors.map((mentor) => 1 + mentorIntent(season, mentor, session).texts.length),
      );
    const ofParticipants = season.sessions.filter(wasHeld).flatMap((session) =>
      session.participants.map((person) => {
        const { begins, declines, topics, words, next, recommend } = participantIntent(
          season,
          person,
          session,
        );
        if (begins === 'none' || declines || session.startsAt < person.joinsAt) return 0;
        if (person.blocksAt !== null && person.blocksAt < session.startsAt) return 0;
        const parts = [topics.length > 0, words.length > 0, next.length > 0];
        const hasScale = session.kind === 'closing' && recommend !== null;
        return 1 + parts.filter(Boolean).length + (hasScale ? 1 : 0);
      }),
    );
    const before = season.participants.filter((person) => beforeIntent(season, person) !== null).length * 2;
    const sum = [...ofMentors, ...ofParticipants, before].reduce((total, count) => total + count, 0);
    expect(sum).toBeGreaterThan(1_150);
  });

  it('has every turn that a form can take', () => {
    const intents = season.participants.flatMap((person) =>
      season.sessions
        .filter(({ participants, kind }) => kind === 'mentoring' && participants.includes(person))
        .map((session) => participantIntent(season, person, session)),
    );
    expect(intents.some(({ pauses }) => pauses)).toBe(true);
    expect(intents.some(({ declines }) => declines)).toBe(true);
    expect(intents.some(({ correction }) => correction !== null && correction.afterSeconds > 86_400)).toBe(
      true,
    );
    expect(intents.some(({ correction }) => correction !== null && correction.afterSeconds < 86_400)).toBe(
      true,
    );
    expect(intents.some(({ stance }) => stance !== null)).toBe(true);
    expect(intents.some(({ sticker }) => sticker)).toBe(true);
    expect(intents.some(({ muses }) => muses)).toBe(true);
    expect(new Set(intents.map(({ begins }) => begins))).toEqual(
      new Set(['reminder', 'menu', 'ask', 'nudge', 'none']),
    );
  });

  it('lets somebody of every meeting say that it was held', () => {
    for (const session of season.sessions.filter(wasHeld)) {
      expect(session.mentors.some((mentor) => mentorIntent(season, mentor, session).met)).toBe(true);
    }
  });

  it('has nothing to say from who never answers', () => {
    const silent = season.participants.filter(({ temperament }) => temperament === 'never');
    expect(silent).toHaveLength(1);
    for (const person of silent) {
      expect(beforeIntent(season, person)).toBeNull();
      for (const session of season.sessions) {
        expect(participantIntent(season, person, session).begins).toBe('none');
      }
    }
  });
});
