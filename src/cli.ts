import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readArguments } from './commands/arguments/read-arguments.ts';
import { calendarIssue, calendarRevoke } from './commands/calendar.ts';
import { type Command, Refusal, UsageError } from './commands/command.ts';
import { digestPreview } from './commands/digest-preview.ts';
import { rosterImport, sessionsImport } from './commands/imports.ts';
import { joinCodeIssue } from './commands/join-code.ts';
import { lineRemove, lineSetup } from './commands/line.ts';
import { mentorReplace } from './commands/mentor-replace.ts';
import { programmeCreate } from './commands/programme.ts';
import { sessionCancel, sessionMark, sessionMove } from './commands/sessions.ts';
import { sessionsGenerate } from './commands/sessions-generate.ts';
import { status } from './commands/status.ts';
import { readCommandConfig } from './config.ts';
import type { Language } from './domain/people/people.ts';
import { textsFor } from './i18n/index.ts';
import type { Texts } from './i18n/texts.ts';
import { openDesk } from './open-desk.ts';
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
  mentorReplace,
  joinCodeIssue,
  calendarIssue,
  calendarRevoke,
  digestPreview,
  status,
  lineSetup,
  lineRemove,
];

const refused = 1;
const misused = 2;

/** The coordinators' commands. Exit code 0: done; 1: refused, nothing was changed; 2: not understood. */
async function main(typed: readonly string[]): Promise<number> {
  const asked = readLanguage(typed);
  const texts = textsFor(asked ?? 'ja').cli;
  if (asked === null) {
    console.error(texts.desk.badOption({ option: '--language', value: languageValue(typed) ?? '' }));
    return misused;
  }
  const command = commands.find(({ name }) => name === typed.slice(0, name.split(' ').length).join(' '));
  if (command === undefined) {
    const [first] = typed;
    if (first === undefined || typed.some((word) => word === '--help' || word === '-h')) {
      const group = commands.filter(({ name }) => name.startsWith(`${first} `));
      printHelp(texts, group.length === 0 ? commands : group);
      return 0;
    }
    console.error(texts.desk.unknownCommand({ value: typed.slice(0, 2).join(' ') }));
    return misused;
  }
  const read = readArguments(command, typed.slice(command.name.split(' ').length), texts.desk);
  if (!read.ok) {
    console.error(read.reason);
    return misused;
  }
  if (read.args.flags.has('help')) {
    printHelp(texts, [command]);
    return 0;
  }
  return run(command, { args: read.args, language: asked, texts });
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
      line: config.line,
      baseUrl: config.baseUrl,
      readFile: async (path) => {
        const file = resolve(config.folder, path);
        return readFile(file).catch(() => {
          throw new Refusal(given.texts.imports.file.notFound({ path: file }));
        });
      },
    });
    return done ? 0 : refused;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof Refusal)) throw error;
    console.error(error.message);
    return error instanceof UsageError ? misused : refused;
  } finally {
    await desk.close();
  }
}

function printHelp({ help }: Texts['cli'], listed: readonly Command[]): void {
  console.log(help.heading);
  for (const { name, summary, usage } of listed) {
    console.log(`\n  ${name} ${usage}\n      ${help.commands[summary]}`);
  }
  console.log('');
  if (listed.some(({ flags }) => flags.includes('dry-run')))
    console.log(`  --dry-run          ${help.dryRun}`);
  console.log(`  --language ja|en   ${help.language}`);
}

/** Japanese where none is asked for; null when it is none of ours. */
function readLanguage(typed: readonly string[]): Language | null {
  const value = languageValue(typed);
  if (value === null) return 'ja';
  return value === 'ja' || value === 'en' ? value : null;
}

function languageValue(typed: readonly string[]): string | null {
  const at = typed.findIndex((word) => word === '--language' || word.startsWith('--language='));
  const word = typed[at];
  if (word === undefined) return null;
  return word.includes('=') ? word.slice(word.indexOf('=') + 1) : (typed[at + 1] ?? '');
}

// The database client warns of a dependency's habit that coordinators cannot mend.
process.noDeprecation = true;
main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, exitWith);
