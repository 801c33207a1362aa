import { describe, expect, it } from 'vitest';
import { writeJoinCode } from '../../../../playground/actors/line/join-code.ts';
import { createLineLeaving } from '../../../../playground/actors/line/line-leaving.ts';
import { participantIntent } from '../../../../playground/actors/line/participant-intents.ts';
import { createLineActor } from '../../../../playground/actors/line-actor.ts';
import { createMeetings } from '../../../../playground/actors/meetings.ts';
import { compareAnswers, type Stored, storedValue } from '../../../../playground/seasons/answers.ts';
import { createDiary } from '../../../../playground/seasons/diary/diary.ts';
import {
  endOf,
  type SeasonParticipant,
  type SeasonSession,
  wasHeld,
} from '../../../../playground/seasons/season.ts';
import { createAgenda } from '../../../../playground/world/agenda.ts';
import { createRandom } from '../../../../playground/world/random.ts';
import { createSimulatedClock } from '../../../../playground/world/simulated-clock.ts';
import { loadPlayedSeason } from '../played-season.ts';
import { createScriptedAccount, joinCode } from './scripted-account.ts';

const { season, diary } = loadPlayedSeason();
const hourMs = 3_600_000;

function findParticipant(code: string): SeasonParticipant {
  const person = season.participants.find((one) => one.code === code);
  if (person === undefined) throw new Error(`nobody is called ${code}`);
  return person;
}

/** Plays a whole season of one person against the scripted account. */
async function play(person: SeasonParticipant) {
  const clock = createSimulatedClock(season.opensAt);
  const agenda = createAgenda();
  const meetings = createMeetings(diary);
  const sessions = season.sessions.filter(({ participants }) => participants.includes(person));
  const account = createScriptedAccount({ person, sessions, clock });
  const random = createRandom(7);
  const actor = createLineActor({
    user: account.client,
    person,
    season,
    diary,
    clock,
    agenda,
    random,
    meetings,
  });
  actor.receiveMail({ joinCode });
  for (const session of sessions.filter(({ cancelledAt }) => cancelledAt === null)) {
    if (session.startsAt < person.joinsAt) continue;
    const isAbsent = session.absences.some(({ person: code }) => code === person.code);
    const later = (hours: number): Date => new Date(endOf(session).getTime() + hours * hourMs);
    const unlessAnswered = (kind: 'ask' | 'nudge') => (): void => {
      if (!account.hasAnswered(session) && !isAbsent) account.ask(session, kind);
    };
    agenda.at(new Date(session.startsAt.getTime() - 26 * hourMs), () => account.remind(session));
    agenda.at(later(14), unlessAnswered('ask'));
    agenda.at(later(62), unlessAnswered('nudge'));
  }
  for (let at = agenda.nextAt(); at !== null; at = agenda.nextAt()) {
    clock.advanceTo(at);
    await agenda.runDue(at);
  }
  const keys = ['before', ...sessions.map(({ key }) => key)];
  const stored = keys.flatMap((session) =>
    Object.entries(account.answersOf(session)).flatMap(([question, answer]): Stored[] =>
      answer === undefined ? [] : [{ person: person.code, session, question, value: storedValue(answer) }],
    ),
  );
  return { actor, account, sessions, stored, meetings };
}

function isSilent(person: SeasonParticipant, session: SeasonSession): boolean {
  const { begins, declines } = participantIntent(season, person, session);
  const isAbsent = session.absences.some(({ person: code }) => code === person.code);
  const isGone = person.blocksAt !== null && session.startsAt > person.blocksAt;
  return (
    begins === 'none' ||
    declines ||
    isAbsent ||
    isGone ||
    session.startsAt < person.joinsAt ||
    session.cancelledAt !== null
  );
}

describe('a participant of the season', () => {
  it.each(season.participants.map(({ code, temperament, style }) => ({ code, temperament, style })))(
    '$code ($temperament, $style) says what they mean, and the account stores just that',
    async ({ code }) => {
      const person = findParticipant(code);
      const { actor, account, sessions, stored } = await play(person);
      expect(actor.puzzles).toEqual([]);
      expect(compareAnswers(actor.given, stored).problems).toEqual([]);
      for (const session of sessions.filter((one) => !isSilent(person, one))) {
        const { topics, words, next, met, reason } = participantIntent(season, person, session);
        const answers = account.answersOf(session.key);
        expect(account.statusOf(session.key), session.key).toBe('sent');
        expect(answers.q1 !== undefined && (answers.reason !== undefined) === (!met && reason !== null)).toBe(
          true,
        );
        if (met) {
          expect(answers.topics !== undefined, session.key).toBe(topics.length > 0);
          expect(answers.words !== undefined, session.key).toBe(words.length > 0);
          expect(answers.next !== undefined, session.key).toBe(next.length > 0);
        }
      }
      for (const session of sessions.filter((one) => isSilent(person, one))) {
        expect(account.answersOf(session.key)).toEqual({});
      }
    },
  );

  it('only taps, and sends no text but the code, when that is their way', async () => {
    const { actor, account } = await play(findParticipant('P01A'));
    const person = findParticipant('P01A');
    expect(person.style).toBe('taps');
    expect(account.acts[0]).toBe(joinCode);
    expect(actor.given.some(({ value }) => value.kind === 'text')).toBe(false);
  });

  it('only types once the terms are agreed, when that is their way', async () => {
    const { account } = await play(findParticipant('P03A'));
    const afterTerms = account.acts.slice(account.acts.indexOf('同意してはじめる') + 1);
    expect(afterTerms.filter((act) => /^[1-5] [^1-4]/u.test(act))).toEqual([]);
    expect(afterTerms).not.toContain('終わったら振り返る');
    expect(account.acts).toContain('振り返り');
    expect(account.acts.some((act) => /^[１-５]$/u.test(act))).toBe(true);
  });

  it('taps everything twice, when that is their way', async () => {
    const { account } = await play(findParticipant('P08A'));
    const sends = account.acts.filter((act) => act === 'これで送る');
    expect(sends.length).toBeGreaterThan(0);
    expect(sends.length % 2).toBe(0);
  });

  it('sends one thought in several bubbles, when that is their way', async () => {
    const { actor } = await play(findParticipant('P06A'));
    const words = actor.given.filter(({ question }) => question === 'words');
    expect(words.some(({ value }) => value.kind === 'text' && value.text.includes('\n'))).toBe(true);
  });

  it('does nothing any more after blocking the account, but still comes to the meetings', async () => {
    const person = findParticipant('P10A');
    const { actor, account, meetings, sessions } = await play(person);
    expect(account.acts.at(-1)).toBe('block');
    expect(actor.acts.every(({ at }) => person.blocksAt !== null && at <= person.blocksAt)).toBe(true);
    // Without mentors in the room nothing is held.
    expect(meetings.held()).toEqual([]);
    for (const mentor of season.mentors) {
      for (const session of sessions.filter(wasHeld)) meetings.attend(session, mentor.code);
    }
    expect(meetings.held()).toEqual(sessions.filter(wasHeld).map(({ key }) => key));
  });

  it('says beforehand that they cannot come, and what they would like instead', async () => {
    const person = findParticipant('P17A');
    const clock = createSimulatedClock(new Date('2024-12-01T00:00:00Z'));
    const agenda = createAgenda();
    const known = createDiary({ season, now: clock.now });
    const session = season.sessions.find(({ key }) => key === '17/mentoring/3');
    if (session === undefined) throw new Error('no such session');
    const account = createScriptedAccount({ person, sessions: [session], clock });
    const random = createRandom(7);
    const meetings = createMeetings(known);
    const deps = { user: account.client, person, season, diary: known, clock, agenda, random };
    const actor = createLineActor({ ...deps, meetings });
    const happenings = new Map([[session.key, { kind: 'move', how: 'line' } as const]]);
    createLineLeaving({ ...deps, ...actor, happenings });
    actor.receiveMail({ joinCode });
    known.agree(session);
    agenda.at(new Date(session.startsAt.getTime() - 26 * hourMs), () => account.remind(session));
    for (let at = agenda.nextAt(); at !== null && at < session.startsAt; at = agenda.nextAt()) {
      clock.advanceTo(at < clock.now() ? clock.now() : at);
      await agenda.runDue(clock.now());
    }
    const from = account.acts.indexOf('行けなくなった');
    expect(account.acts.slice(from, from + 3)).toEqual(['行けなくなった', '伝える', '別の日にしたい']);
    expect(known.find(session.key)?.absences).toMatchObject([{ person: 'P17A' }]);
    expect(actor.puzzles).toEqual([]);
  });
});

describe('a join code as people copy it', () => {
  it('stands in full-width signs, in lower case, with spaces or without its hyphen', () => {
    expect(writeJoinCode(joinCode, 'full_width')).toEqual(['ＫＸ７Ｍ２－９ＱＴＨＲ']);
    expect(writeJoinCode(joinCode, 'lower_case')).toEqual(['kx7m2-9qthr']);
    expect(writeJoinCode(joinCode, 'spaces')).toEqual([' KX7M2 9QTHR ']);
    expect(writeJoinCode(joinCode, 'no_hyphen')).toEqual(['KX7M29QTHR']);
  });

  it('is sent once more where the first one was wrong', () => {
    const [wrong, right] = writeJoinCode(joinCode, 'wrong_first');
    expect(wrong).not.toBe(joinCode);
    expect(wrong).toHaveLength(joinCode.length);
    expect(right).toBe(joinCode);
    expect(writeJoinCode('AAAAA-AAAAB', 'wrong_first')[0]).not.toBe('AAAAA-AAAAB');
  });
});
