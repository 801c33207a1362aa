import { PlatformError } from '../shared/errors.ts';
import { removeMenus } from '../use-cases/line/menus/remove-menus.ts';
import { setUpMenus } from '../use-cases/line/menus/set-up-menus.ts';
import type { MenuAccount } from '../use-cases/ports/line-menus.ts';
import { type Command, type CommandContext, Refusal, UsageError } from './command.ts';

/** `line setup`: the menu below the talk, in both languages. Again changes nothing. */
export const lineSetup: Command = {
  name: 'line setup',
  summary: 'lineSetup',
  usage: '[--dry-run]',
  words: [],
  options: [],
  flags: ['dry-run'],
  run: (context) => withMenus(context, setUp),
};

/** `line remove`: takes away what `line setup` made. */
export const lineRemove: Command = {
  name: 'line remove',
  summary: 'lineRemove',
  usage: '[--dry-run]',
  words: [],
  options: [],
  flags: ['dry-run'],
  run: (context) => withMenus(context, remove),
};

async function setUp({ desk, texts, args, print }: CommandContext, account: MenuAccount): Promise<void> {
  const dryRun = args.flags.has('dry-run');
  const { menus } = texts.line;
  const readers = await desk.readLineReaders();
  const { made, defaultChanged, given, removed } = await setUpMenus({ account, readers, dryRun });
  for (const language of made) print(menus.made({ language }));
  if (defaultChanged) print(menus.shownToAll);
  if (given > 0) print(menus.given({ count: given }));
  if (removed > 0) print(menus.former({ count: removed }));
  const isChanged = made.length > 0 || defaultChanged || given > 0 || removed > 0;
  if (!isChanged) print(menus.unchanged);
  if (dryRun) print(texts.line.dryRun);
}

async function remove({ texts, args, print }: CommandContext, account: MenuAccount): Promise<void> {
  const dryRun = args.flags.has('dry-run');
  print(texts.line.menus.removed({ count: await removeMenus({ account, dryRun }) }));
  if (dryRun) print(texts.line.dryRun);
}

async function withMenus(
  context: CommandContext,
  work: (context: CommandContext, account: MenuAccount) => Promise<void>,
): Promise<boolean> {
  const { desk, line, texts } = context;
  if (line === undefined) {
    throw new UsageError(texts.desk.needsOption({ option: 'LINE_CHANNEL_ACCESS_TOKEN (.env)' }));
  }
  try {
    await work(context, await desk.openMenus(line));
    return true;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    throw new Refusal(describeProblem(texts.line.problems, error));
  }
}

/** What a coordinator can do about it. */
function describeProblem(
  texts: CommandContext['texts']['line']['problems'],
  { code }: PlatformError,
): string {
  switch (code) {
    case 'line.token':
      return texts.token;
    case 'line.limited':
      return texts.limited;
    case 'line.away':
      return texts.away;
    default:
      return texts.refused({ reason: code });
  }
}
