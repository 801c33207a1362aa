import type { Action } from '../../domain/messaging/actions.ts';
import { type Control, type Part, plainMessage } from '../../domain/messaging/message.ts';
import { textsFor } from '../../i18n/index.ts';
import { act, anyRef, controls } from '../messages/controls.ts';
import { formatDated } from '../messages/dated-values.ts';
import { sessionInZones } from '../messages/session-words.ts';
import type { SlackAnswer } from '../ports/slack.ts';
import { awayAnswer } from './absences/away-turns.ts';
import type { CommandWords } from './command-words.ts';
import type { SlackContext } from './handle-slack-event.ts';
import { nextAnswer, reflectionTitle, usageAnswer } from './home.ts';
import { reflectionTurn } from './reflection-turns.ts';
import { settingsTurn } from './settings/settings-turns.ts';
import { chooseAnswer } from './teams/choose-answer.ts';
import { mentoredTeams, namedTeams } from './teams/mentored-teams.ts';
import { moveNextTurn, offerTurn } from './times/times-command.ts';

/** The answer to `/bansou`, for the person who typed it alone. */
export async function commandTurn(context: SlackContext, words: CommandWords): Promise<SlackAnswer> {
  switch (words.verb) {
    case 'next':
      return nextAnswer(context);
    case 'schedule':
      return offerTurn(context, words.rest);
    case 'move':
      return moveNextTurn(context, words.rest);
    case 'cancel':
      return cancelNextAnswer(context, words.rest);
    case 'met':
    case 'notMet':
      return reflectAnswer(context, words.verb);
    case 'away':
      return awayOrPause(context, words.rest);
    case 'help':
    case 'unknown':
      return helpAnswer(context);
  }
}

/** How things are done here, and every word that the command understands. */
export async function helpAnswer(context: SlackContext): Promise<SlackAnswer> {
  const { commandList } = textsFor(context.person.language).mentors;
  const { ephemeral } = await usageAnswer(context);
  const list = { kind: 'text', text: commandList } as const;
  return ephemeral === undefined
    ? { ephemeral: { summary: commandList, parts: [list] } }
    : { ephemeral: { ...ephemeral, parts: [...ephemeral.parts, list] } };
}

/** Asked once more, for the team that was named or for each: others are told. */
async function cancelNextAnswer(context: SlackContext, typed: string): Promise<SlackAnswer> {
  const { records, person, now } = context;
  const { times, sessions, mentors, home } = textsFor(person.language);
  const all = mentoredTeams(await records.people.membershipsOf(person.id));
  const seats = await records.sessions.upcomingSeats(person.id, now);
  const nexts = namedTeams(all, typed).flatMap(({ team, called }) => {
    const next = seats.find(({ session, team: of }) => session.kind === 'mentoring' && of?.id === team.id);
    return next === undefined ? [] : [{ next, called }];
  });
  if (nexts.length === 0) return { ephemeral: plainMessage(mentors.next.none) };
  const parts = nexts.flatMap(({ next, called }): readonly Part[] => {
    const label = all.length > 1 ? home.choose.skip(called) : sessions.cannotForPair.buttons.skip;
    return [
      { kind: 'text', text: times.pair.said.cancelAsk(sessionInZones(next, person.zone)) },
      ...controls(act(label, 's', next.mine.seat.id, 'pair', formatDated('skip', next))),
    ];
  });
  return { ephemeral: { summary: mentors.home.heading, parts } };
}

/**
 * Opens the reflection that can be written, or keeps that the meeting did not take place; whoever has several open says
 * which one.
 */
async function reflectAnswer(context: SlackContext, verb: 'met' | 'notMet'): Promise<SlackAnswer> {
  const { records, person, now } = context;
  const { mentors, home } = textsFor(person.language);
  const runs = (await records.reflections.openRuns(person.id, now)).filter(({ status }) => status === 'open');
  const tapOn = (id: string): Action =>
    verb === 'met' ? action('n', id, 'rest', 'open') : action('a', id, 'q1', 'not_met');
  const [only, ...others] = runs;
  if (only === undefined) return { ephemeral: plainMessage(mentors.home.noReflections) };
  if (others.length > 0) {
    const memberships = await records.people.membershipsOf(person.id);
    const buttons: Control[] = [];
    for (const run of runs.slice(0, 10)) {
      const title = await reflectionTitle(context, run, memberships);
      const { kind, ref, key, value } = tapOn(run.id);
      if (title !== null) buttons.push(act(title, kind, ref, key, value));
    }
    return chooseAnswer(home.choose.met, buttons);
  }
  const answer = await orHelp(context, await reflectionTurn(context, tapOn(only.id)));
  return Object.keys(answer).length > 0 ? answer : nextAnswer(context);
}

/** Who meets nobody has no days away to tell of, but may want silence. */
async function awayOrPause(context: SlackContext, words: string): Promise<SlackAnswer> {
  const answer = await awayAnswer(context, words);
  return answer ?? orHelp(context, await settingsTurn(context, action('k', anyRef, 'pause', 'open')));
}

function action(kind: Action['kind'], ref: string, key: string, value: string): Action {
  return { kind, ref, key, value };
}

async function orHelp(context: SlackContext, answer: SlackAnswer | null): Promise<SlackAnswer> {
  return answer ?? helpAnswer(context);
}
