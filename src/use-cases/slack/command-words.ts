import { normaliseTyped } from '../../domain/reflections/typed-words.ts';
import { commands, type SlashCommand } from '../../i18n/commands.ts';

export type CommandWords = {
  /** `next` for no words at all; `unknown` for a first word that is none of ours. */
  readonly verb: SlashCommand | 'unknown';
  /** What follows, in NFKC, without white space around it; the whole text when the verb is unknown. */
  readonly rest: string;
};

const slashCommands = [
  'next',
  'schedule',
  'move',
  'cancel',
  'met',
  'notMet',
  'away',
  'help',
] as const satisfies readonly SlashCommand[];

/** The words after `/bansou`, in either language: a first word, ended by white space, a colon or a digit. */
export function parseCommandWords(text: string): CommandWords {
  const typed = text.normalize('NFKC').trim();
  if (typed === '') return { verb: 'next', rest: '' };
  // Some are more than one word, such as "not met".
  const whole = findVerb(typed);
  if (whole !== undefined) return { verb: whole, rest: '' };
  const head = /^[^\s:、,\d]*/u.exec(typed)?.[0] ?? '';
  const rest = typed.slice(head.length).replace(/^[\s:、,]+/u, '');
  const verb = findVerb(head);
  return verb === undefined ? { verb: 'unknown', rest: typed } : { verb, rest };
}

function findVerb(words: string): SlashCommand | undefined {
  const word = normaliseTyped(words.replace(/[?。.!]+$/u, '')).replace(/(?:は|を)$/u, '');
  return slashCommands.find((one) => commands.slash[one].some((known) => known === word));
}
