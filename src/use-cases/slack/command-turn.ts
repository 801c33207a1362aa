import { textsFor } from '../../i18n/index.ts';
import type { SlackAnswer } from '../ports/slack.ts';
import type { CommandWords } from './command-words.ts';
import type { SlackContext } from './handle-slack-event.ts';
import { nextAnswer, usageAnswer } from './home.ts';
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
    case 'met':
    case 'notMet':
    case 'away':
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
