import { parseArgs } from 'node:util';
import type { Texts } from '../../i18n/texts.ts';
import type { Arguments, Command } from '../command.ts';

/** Options that every command understands. */
const commonOptions = ['language'] as const;

type Read =
  | { readonly ok: true; readonly args: Arguments }
  /** What cannot be understood, in words. */
  | { readonly ok: false; readonly reason: string };

/**
 * What stands after the command's name. An option takes its value from `--option=value` or from the next word, which
 * may not look like an option itself: a forgotten value would otherwise swallow `--dry-run`.
 */
export function readArguments(command: Command, typed: readonly string[], texts: Texts['cli']['desk']): Read {
  const strings: readonly string[] = [...command.options, ...commonOptions];
  const flags: readonly string[] = [...command.flags, 'help'];
  const { tokens } = parseArgs({
    args: typed.map((word) => (word === '-h' ? '--help' : word)),
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries<{ type: 'string' | 'boolean' }>([
      ...strings.map((name) => [name, { type: 'string' }] as const),
      ...flags.map((name) => [name, { type: 'boolean' }] as const),
    ]),
  });
  const words: string[] = [];
  const options: Record<string, string> = {};
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (flags.includes(name) && value === undefined) given.add(name);
    else if (!strings.includes(name)) return { ok: false, reason: texts.unknownOption({ option: rawName }) };
    else if (value === undefined || value === '' || (!inlineValue && value.startsWith('--')))
      return { ok: false, reason: texts.needsValue({ option: rawName }) };
    else options[name] = value;
  }
  if (given.has('help')) return { ok: true, args: { words, options, flags: given } };
  const superfluous = words[command.words.length];
  if (superfluous !== undefined) {
    return { ok: false, reason: texts.superfluous({ value: superfluous }) };
  }
  const lacking = command.words[words.length];
  if (lacking !== undefined) return { ok: false, reason: texts.needsOption({ option: lacking }) };
  return { ok: true, args: { words, options, flags: given } };
}
