import { describe, expect, it } from 'vitest';
import { createMeetings } from '../../../../playground/actors/meetings.ts';
import { mentorIntent } from '../../../../playground/actors/slack/mentor-intents.ts';
import { createSlackActor } from '../../../../playground/actors/slack-actor.ts';
import { compareAnswers } from '../../../../playground/seasons/answers.ts';
import {
  emptyFrom,
  endOf,
  type SeasonMentor,
  type SeasonSession,
} from '../../../../playground/seasons/season.ts';
import { createAgenda } from '../../../../playground/world/agenda.ts';
import { createRandom } from '../../../../playground/world/random.ts';
import { createSimulatedClock } from '../../../../playground/world/simulated-clock.ts';
import { loadPlayedSeason } from '../played-season.ts';
import { createScriptedWorkspace } from './scripted-workspace.ts';

const { season, diary } = loadPlayedSeason();
const hourMs = 3_600_000;

function findMentor(code: string): SeasonMentor {
  const person = season.mentors.find((one) => one.code === code);
  if (person === undefined) throw new Error(`nobody is called ${code}`);
  return person;
}

/** Plays a whole season of one mentor against the scripted workspace. */
async function play(person: SeasonMentor, options: { readonly opensModal?: boolean } = {}) {
  const clock = createSimulatedClock(season.opensAt);
  const agenda = createAgenda();
  const meetings = createMeetings(diary);
  const sessions = season.sessions.filter(
    ({ mentors, cancelledAt, ...rest }) =>
      mentors.includes(person) &&
      cancelledAt === null &&
      emptyFrom({ mentors, cancelledAt, ...rest }) === null,
  );
  const workspace = createScriptedWorkspace({ person, clock, ...options });
  const random = createRandom(7);
  const actor = createSlackActor({
    user: workspace.client,
    person,
    season,
    diary,
    clock,
    agenda,
    random,
    meetings,
  });
  workspace.greet();
  for (const session of sessions) {
    const later = (hours: number): Date => new Date(endOf(session).getTime() + hours * hourMs);
    agenda.at(later(1), () => workspace.ask(session, 'ask'));
    agenda.at(later(49), () => {
      if (!workspace.hasAnswered(session)) workspace.ask(session, 'nudge');
    });
  }
  for (let at = agenda.nextAt(); at !== null; at = agenda.nextAt()) {
    clock.advanceTo(at);
    await agenda.runDue(at);
  }
  const stored = sessions.flatMap(({ key }) =>
    Object.entries(workspace.answersOf(key)).map(([question, value]) => ({
      person: person.code,
      session: key,
      question,
      value,
    })),
  );
  return { actor, workspace, sessions, stored };
}

function findSession(sessions: readonly SeasonSession[], kind: SeasonSession['kind']): SeasonSession {
  const session = sessions.find((one) => one.kind === kind);
  if (session === undefined) throw new Error(`no ${kind}`);
  return session;
}

describe('a mentor of the season', () => {
  it.each(season.mentors.map(({ code, temperament, language }) => ({ code, temperament, language })))(
    '$code ($temperament, $language) says what they mean, and the app stores just that',
    async ({ code }) => {
      const person = findMentor(code);
      const { actor, workspace, sessions, stored } = await play(person);
      expect(actor.puzzles).toEqual([]);
      expect(compareAnswers(actor.given, stored).problems).toEqual([]);
      expect(compareAnswers(actor.given, stored).given).toBe(stored.length);
      for (const session of sessions) {
        const { met, texts } = mentorIntent(season, person, session);
        const answers = workspace.answersOf(session.key);
        expect(answers.q1 !== undefined, session.key).toBe(true);
        expect(Object.keys(answers)).toHaveLength(met ? 1 + texts.length : 2);
      }
    },
  );

  it('agrees to the terms first', async () => {
    const { workspace } = await play(findMentor('M01A'));
    expect(workspace.acts[0]).toBe('同意してはじめる');
  });

  it('opens the modal by its button where the tap did not', async () => {
    const { actor, workspace, stored } = await play(findMentor('M01A'), { opensModal: false });
    expect(workspace.acts).toContain('続きを書く');
    expect(compareAnswers(actor.given, stored).problems).toEqual([]);
  });

  it('never writes into the modal, when that is their way', async () => {
    const { actor, workspace } = await play(findMentor('M05A'));
    expect(workspace.acts).toContain('close');
    expect(workspace.acts).not.toContain('submit');
    expect(actor.given.some(({ value }) => value.kind === 'text')).toBe(false);
  });

  it('leaves the modal in the middle and comes back, when that is their way', async () => {
    const { workspace } = await play(findMentor('M07A'));
    const from = workspace.acts.indexOf('close');
    expect(workspace.acts.slice(from, from + 3)).toEqual(['close', '続きを書く', 'submit']);
  });

  it('changes rating and words days later, when that is their way', async () => {
    const { actor, workspace, sessions } = await play(findMentor('M04A'));
    const { key } = findSession(sessions, 'mentoring');
    const ratings = actor.given.filter(({ session, question }) => session === key && question === 'q1');
    expect(ratings).toHaveLength(2);
    expect(workspace.acts).toContain('直す');
    expect(workspace.answersOf(key).sorted).toContain('（追記）');
  });

  it('puts it off first, when that is their way', async () => {
    const { workspace } = await play(findMentor('M12A'));
    expect(workspace.acts).toContain('あとにする');
  });

  it('says that nobody met, and why', async () => {
    const { workspace } = await play(findMentor('M02A'));
    expect(workspace.answersOf('02/mentoring/2')).toEqual({ q1: 'not_met', reason: 'errand' });
  });
});
