import type { Action } from '../../../domain/messaging/actions.ts';
import { type Message, plainMessage } from '../../../domain/messaging/message.ts';
import { textsFor } from '../../../i18n/index.ts';
import { type AbsenceState, readAbsence } from '../../absences/absence-state.ts';
import { absenceTruth, actionOf } from '../../absences/draw-absence.ts';
import { type AbsenceSaid, sayAbsence } from '../../absences/say-absence.ts';
import { act, controls } from '../../messages/controls.ts';
import { readDated } from '../../messages/dated-values.ts';
import type { SlackAnswer } from '../../ports/slack.ts';
import type { SlackContext } from '../handle-slack-event.ts';
import { timesTurn } from '../times/times-turn.ts';

/** What each button says; its value also names the schedule it was drawn for. */
const sayings: Readonly<Partial<Record<string, AbsenceSaid>>> = {
  say: { kind: 'absent', because: 'sudden' },
  away: { kind: 'absent', because: 'away' },
  back: { kind: 'back' },
  alone: { kind: 'answer', choice: 'alone' },
  move: { kind: 'answer', choice: 'move' },
  skip: { kind: 'answer', choice: 'skip' },
};

/** 急な都合で出られません, and what the partner answers; a tap that changes nothing learns what is true. */
export async function absenceTurn(context: SlackContext, action: Action): Promise<SlackAnswer | null> {
  const { records, person, now } = context;
  const { said: what, revision } = readDated(action.value);
  if (revision === null) return null;
  if (what === 'offer') return offerTurn(context, action.ref, revision);
  const said = sayings[what];
  if (said === undefined) return null;
  const saying = { sessionId: action.ref, revision, personId: person.id, said, now };
  const outcome = await sayAbsence(records, saying);
  switch (outcome.kind) {
    case 'unknown':
      return notYours(context);
    case 'as_it_is':
      return truth(context, outcome.state);
    case 'done':
      await records.deliveries.refresh({ kinds: ['away.mentor'], subject: {}, personId: person.id }, now);
      return { ephemeral: receipt(context, said, outcome.state) };
  }
}

/** The way to other times, from the message that says that the session is to be moved. */
async function offerTurn(
  context: SlackContext,
  sessionId: string,
  revision: number,
): Promise<SlackAnswer | null> {
  const state = await readAbsence(context.records, sessionId, context.now);
  if (state === null) return null;
  const { session } = state.view;
  return session.state === 'unsettled' && session.scheduleRevision === revision
    ? timesTurn(context, { kind: 't', ref: sessionId, key: 'move', value: 'open' })
    : truth(context, state);
}

function receipt({ person }: SlackContext, said: AbsenceSaid, state: AbsenceState): Message {
  const { absences } = textsFor(person.language);
  const { slackButtons } = absences;
  const withButton = (text: string, label: string, value: string): Message => ({
    summary: text,
    parts: [{ kind: 'text', text }, ...controls(act(label, ...actionOf(state, value)))],
  });
  switch (said.kind) {
    case 'absent': {
      const { kind } = state.course;
      const text = kind === 'asking' ? absences.said.told : absences.said.noted;
      const isOpen = kind === 'asking' || kind === 'stands';
      return isOpen ? withButton(text, slackButtons.back, 'back') : plainMessage(text);
    }
    case 'back':
      return plainMessage(absences.said.back);
    case 'answer':
      return said.choice === 'move'
        ? withButton(absences.said.move, slackButtons.offerDays, 'offer')
        : plainMessage(absences.said[said.choice]);
  }
}

function truth({ person, now }: SlackContext, state: AbsenceState): SlackAnswer {
  const { mentors } = textsFor(person.language);
  return {
    ephemeral: plainMessage(mentors.truth({ truth: absenceTruth(state, person, now) })),
  };
}

function notYours({ person }: SlackContext): SlackAnswer {
  const { mentors } = textsFor(person.language);
  return { ephemeral: plainMessage(mentors.truth({ truth: mentors.truths.notYours })) };
}
