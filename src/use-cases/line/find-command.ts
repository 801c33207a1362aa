import { parseAction } from '../../domain/messaging/actions.ts';
import type { LineContent } from '../../domain/messaging/incoming.ts';
import { normaliseTyped } from '../../domain/reflections/typed-words.ts';
import { type Command, type ConsentCommand, commands, type FormCommand } from '../../i18n/commands.ts';

/** The command that the whole text is, or null. Inside a form its own words come first: there "next" goes on. */
export function findFormCommand(text: string): FormCommand | null {
  return lookUp(commands.inForm, text);
}

/** The answer to who may read what that the whole text is, or null. */
export function findConsent(text: string): ConsentCommand | null {
  return lookUp(commands.consent, text);
}

/** The command understood everywhere, or null. */
export function findCommand(text: string): Command | null {
  return lookUp(commands.anywhere, text);
}

/** Whether this is 相談先, tapped or typed: it answers everybody, known or not (CONVERSATIONS 2). */
export function asksWhereToTurn(content: LineContent): boolean {
  if (content.kind === 'text') return findCommand(content.text) === 'whereToTurn';
  const action = content.kind === 'action' ? parseAction(content.data) : null;
  return action?.kind === 'k' && action.key === 'help';
}

function lookUp<Name extends string>(
  table: Readonly<Record<Name, readonly string[]>>,
  text: string,
): Name | null {
  const typed = normaliseTyped(text);
  for (const name of Object.keys(table) as Name[]) {
    if (table[name].includes(typed)) return name;
  }
  return null;
}
