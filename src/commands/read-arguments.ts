import { parseArgs } from 'node:util';
import type { Arguments, Command } from './command.ts';

/** Options that every command understands. */
export const commonOptions = ['language'] as const;

/** What stands after the command's name; null when something is not understood, with what it was. */
export function readArguments(
  command: Command,
  typed: readonly string[],
): { readonly ok: true; readonly args: Arguments } | { readonly ok: false; readonly unknown: string } {
  const strings = [...command.options, ...commonOptions];
  const flags = [...command.flags, 'help'];
  const { tokens } = parseArgs({
    args: [...typed],
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
    if (flags.includes(token.name)) given.add(token.name);
    else if (strings.includes(token.name) && token.value !== undefined) options[token.name] = token.value;
    else return { ok: false, unknown: token.rawName };
  }
  return { ok: true, args: { words, options, flags: given } };
}
