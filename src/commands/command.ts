import type { Language } from '../domain/people/people.ts';
import type { Texts } from '../i18n/texts.ts';
import type { Desk, LineSettings } from '../open-desk.ts';
import type { Clock } from '../shared/clock.ts';
import type { Records } from '../use-cases/ports/records/records.ts';
import type { ProgrammeView } from '../use-cases/ports/records/views.ts';

/** What was typed after the command's name: `--team 01` is `team`, a bare word is in `words`. */
export type Arguments = {
  readonly words: readonly string[];
  readonly options: Readonly<Partial<Record<string, string>>>;
  readonly flags: ReadonlySet<string>;
};

/** Everything a command may use. */
export type CommandContext = {
  readonly desk: Desk;
  readonly clock: Clock;
  readonly texts: Texts['cli'];
  readonly language: Language;
  readonly args: Arguments;
  readonly print: (line: string) => void;
  readonly secretKey: string | undefined;
  /** Undefined: LINE is not set up yet. */
  readonly line: LineSettings | undefined;
  /** The server's public address. */
  readonly baseUrl: string | undefined;
  readonly readFile: (path: string) => Promise<Buffer>;
};

/** One command of coordinators. */
export type Command = {
  readonly name: string;
  readonly summary: keyof Texts['cli']['help']['commands'];
  readonly usage: string;
  /** Names of the bare words it takes, all of them needed. */
  readonly words: readonly string[];
  readonly options: readonly string[];
  readonly flags: readonly string[];
  /** Answers whether it did what was asked; what was wrong has been printed. */
  readonly run: (context: CommandContext) => Promise<boolean>;
};

/** The command was typed in a way that cannot be understood; printed as it stands. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The command was understood and refused; printed as it stands, and nothing has changed. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** The value of an option that must be there. */
export function need({ args, texts }: CommandContext, option: string): string {
  const value = args.options[option];
  if (value === undefined || value === '')
    throw new UsageError(texts.desk.needsOption({ option: `--${option}` }));
  return value;
}

/** The option's value as one of a list. */
export function needOneOf<Value extends string>(
  context: CommandContext,
  option: string,
  values: readonly Value[],
): Value {
  const given = need(context, option);
  const found = values.find((value) => value === given);
  if (found === undefined) throw badOption(context, option, given);
  return found;
}

/** The option's value cannot be read. */
export function badOption({ texts }: CommandContext, option: string, value: string): UsageError {
  return new UsageError(texts.desk.badOption({ option: `--${option}`, value }));
}

/** The programme of `--programme`. */
export async function needProgramme(context: CommandContext, records: Records): Promise<ProgrammeView> {
  const key = need(context, 'programme').normalize('NFKC').trim();
  const programme = await records.desk.findProgramme(key);
  if (programme === null) throw new Refusal(context.texts.desk.programme.unknown({ key }));
  return programme;
}
