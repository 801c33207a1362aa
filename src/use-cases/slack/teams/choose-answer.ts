import type { Control } from '../../../domain/messaging/message.ts';
import { controls } from '../../messages/controls.ts';
import type { SlackAnswer } from '../../ports/slack.ts';

/** One short question with a button for each thing that it can be about, for the person who asked alone. */
export function chooseAnswer(text: string, buttons: readonly Control[]): SlackAnswer {
  return { ephemeral: { summary: text, parts: [{ kind: 'text', text }, ...controls(...buttons)] } };
}
