import type { Action } from '../../domain/messaging/actions.ts';
import { plainMessage } from '../../domain/messaging/message.ts';
import { textsFor } from '../../i18n/index.ts';
import { act, anyRef, controls } from '../messages/controls.ts';
import { sessionAt } from '../messages/session-words.ts';
import type { SlackAnswer } from '../ports/slack.ts';
import { awayAnswer } from './absences/away-turns.ts';
import type { CommandWords } from './command-words.ts';
import type { SlackContext } from './handle-slack-event.ts';
import { nextAnswer, usageAnswer } from './home.ts';
import { reflectionTurn } from './reflection-turns.ts';
import { settingsTurn } from './settings-turns.ts';
import { moveNextTurn, offerTurn } from './times-turns.ts';

/** The answer to `/bansou`, for the person who typed it alone. */
export async function commandTurn(context: SlackContext, words: CommandWords): Promise<SlackAnswer> {
  switch (words.verb) {
    case 'next':
      return nextAnswer(context);
    case 'schedule':
      return offerTurn(context);
    case 'move':
      return moveNextTurn(context);
    case 'cancel':
      return cancelNextAnswer(context);
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

/** Asked once more: others are told. */
async function cancelNextAnswer({ records, person, now }: SlackContext): Promise<SlackAnswer> {
  const { times, sessions, mentors } = textsFor(person.language);
  const seats = await records.sessions.upcomingSeats(person.id, now);
  const next = seats.find(({ session, mine }) => session.kind === 'mentoring' && mine.seat.role === 'mentor');
  if (next === undefined) return { ephemeral: plainMessage(mentors.next.none) };
  const text = times.pair.said.cancelAsk(sessionAt(next, person.zone));
  const skip = act(sessions.cannotForPair.buttons.skip, 's', next.mine.seat.id, 'pair', 'skip');
  return { ephemeral: { summary: text, parts: [{ kind: 'text', text }, ...controls(skip)] } };
}

/** Opens the newest reflection that can be written, or keeps that the meeting did not take place. */
async function reflectAnswer(context: SlackContext, verb: 'met' | 'notMet'): Promise<SlackAnswer> {
  const { records, person, now } = context;
  const run = (await records.reflections.openRuns(person.id, now)).find(({ status }) => status === 'open');
  if (run === undefined)
    return { ephemeral: plainMessage(textsFor(person.language).mentors.home.noReflections) };
  const tap = verb === 'met' ? action('n', run.id, 'rest', 'open') : action('a', run.id, 'q1', 'not_met');
  const answer = await orHelp(context, await reflectionTurn(context, tap));
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
