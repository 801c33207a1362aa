import { type Action, isPossibleId, parseAction } from '../../domain/messaging/actions.ts';
import { plainMessage } from '../../domain/messaging/message.ts';
import { textsFor } from '../../i18n/index.ts';
import { anyRef } from '../messages/controls.ts';
import type { SlackAnswer } from '../ports/slack.ts';
import { absenceTurn } from './absences/absence-turns.ts';
import { awayTurn } from './absences/away-turns.ts';
import { helpAnswer } from './command-turn.ts';
import { deskTurn } from './desk-turns.ts';
import type { SlackContext } from './handle-slack-event.ts';
import { nextAnswer } from './home.ts';
import { slackMurmurTurn } from './murmur-turns.ts';
import { pairTurn } from './pair-turns.ts';
import { reflectionTurn } from './reflection-turns.ts';
import { formerTurn } from './replacing/former-turn.ts';
import { earlierTurn } from './replacing/read-earlier.ts';
import { calendarTurn } from './settings/calendar-turns.ts';
import { consentTurn, settingsTurn } from './settings/settings-turns.ts';
import { talkToDesk, teamsAnswer } from './teams/supporter-turns.ts';
import { timesTurn } from './times/times-turn.ts';

/** A tap on one of our buttons in Slack. Old buttons and other people's tell how things stand now. */
export async function buttonTurn(context: SlackContext, data: string): Promise<SlackAnswer> {
  const action = parseAction(data);
  if (action === null || (action.ref !== anyRef && !isPossibleId(action.ref))) return gone(context);
  return (await formerTurn(context, action)) ?? (await dispatch(context, action)) ?? gone(context);
}

async function dispatch(context: SlackContext, action: Action): Promise<SlackAnswer | null> {
  switch (action.kind) {
    case 'a':
    case 'n':
      return action.key === 'earlier' ? earlierTurn(context, action.ref) : reflectionTurn(context, action);
    case 's':
      return action.key === 'absence' ? absenceTurn(context, action) : pairTurn(context, action);
    case 'm':
      return slackMurmurTurn(context, action);
    case 'c':
      return consentTurn(context, action);
    case 'k':
      return settings(context, action);
    case 't':
      return timesTurn(context, action);
  }
}

async function settings(context: SlackContext, action: Action): Promise<SlackAnswer | null> {
  switch (action.key) {
    case 'next':
      return nextAnswer(context);
    case 'usage':
      return helpAnswer(context);
    case 'teams':
      return teamsAnswer(context);
    case 'desk':
      return talkToDesk(context, action);
    case 'read':
    case 'contacted':
      return deskTurn(context, action);
    case 'away':
      return awayTurn(context, action);
    case 'calendar':
      return calendarTurn(context, action);
    default:
      return settingsTurn(context, action);
  }
}

function gone({ person }: SlackContext): SlackAnswer {
  return { ephemeral: plainMessage(textsFor(person.language).edge.oldButton.unknown) };
}
