import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, UsageError } from './commands/command.ts';
import { digestPreview } from './commands/digest-preview.ts';
import { rosterImport, sessionsImport } from './commands/imports.ts';
import { joinCodeIssue } from './commands/join-code.ts';
import { programmeCreate } from './commands/programme.ts';
import { readArguments } from './commands/read-arguments.ts';
import { sessionCancel, sessionMark, sessionMove, sessionsGenerate } from './commands/sessions.ts';
import { status } from './commands/status.ts';
import { readCommandConfig } from './config.ts';
import { openDesk } from './container.ts';
import type { Language } from './domain/people/people.ts';
import { textsFor } from './i18n/index.ts';
import type { Texts } from './i18n/texts.ts';
import { systemClock } from './shared/clock.ts';
import { createLogger } from './shared/logger.ts';
import { exitWith } from './shared/process.ts';

const commands: readonly Command[] = [
  programmeCreate,
  rosterImport,
  sessionsImport,
  sessionsGenerate,
  sessionMove,
  sessionCancel,
  sessionMark,
  joinCodeIssue,
  digestPreview,
  status,
];

const refused = 1;
const misused = 2;

/** The coordinators' commands. Exit code 0: done; 1: refused, nothing was changed; 2: not understood. */
async function main(typed: readonly string[]): Promise<number> {
  const language = readLanguage(typed);
  const texts = textsFor(language).cli;
  const command = commands.find(({ name }) => name === typed.slice(0, name.split(' ').length).join(' '));
  if (command === undefined) {
    const asked = typed.some((word) => word === '--help' || word === '-h') || typed.length === 0;
    if (!asked) console.error(texts.desk.unknownCommand({ value: typed.slice(0, 2).join(' ') }));
    else printHelp(texts, commands);
    return asked ? 0 : misused;
  }
  const read = readArguments(command, typed.slice(command.name.split(' ').length));
  if (!read.ok) {
    console.error(texts.desk.badOption({ option: command.name, value: read.unknown }));
    printHelp(texts, [command]);
    return misused;
  }
  if (read.args.flags.has('help')) {
    printHelp(texts, [command]);
    return 0;
  }
  return run(command, { args: read.args, language, texts });
}

async function run(
  command: Command,
  given: Pick<Parameters<Command['run']>[0], 'args' | 'language' | 'texts'>,
): Promise<number> {
  const config = readCommandConfig();
  const desk = await openDesk({ config, logger: createLogger({ level: 'error', name: 'bansou' }) });
  try {
    const done = await command.run({
      ...given,
      desk,
      clock: systemClock,
      print: (line) => console.log(line),
      secretKey: config.secretKey,
      readFile: async (path) => {
        const file = resolve(config.folder, path);
        return readFile(file).catch(() => {
          throw new UsageError(given.texts.imports.file.notFound({ path: file }));
        });
      },
    });
    return done ? 0 : refused;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return refused;
  } finally {
    await desk.close();
  }
}

function printHelp({ help }: Texts['cli'], listed: readonly Command[]): void {
  console.log(help.heading);
  for (const { name, summary, usage } of listed) {
    console.log(`\n  ${name} ${usage}\n      ${help.commands[summary]}`);
  }
  console.log(`\n  --dry-run       ${help.dryRun}\n  --language ja|en  ${help.language}`);
}

function readLanguage(typed: readonly string[]): Language {
  const at = typed.indexOf('--language');
  return typed[at + 1] === 'en' && at >= 0 ? 'en' : 'ja';
}

// The database client warns of a dependency's habit that coordinators cannot mend.
process.noDeprecation = true;
main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, exitWith);
