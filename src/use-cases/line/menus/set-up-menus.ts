import { isOurMenu } from '../../../domain/messaging/line-menus.ts';
import type { Language } from '../../../domain/people/people.ts';
import type { LineReader, MenuAccount, PreparedMenu, StandingMenus } from '../../ports/line-menus.ts';
import { designMenu, menuLanguages } from './menu-designs.ts';

export type MenuSetup = {
  /** Languages whose menu had to be made, or made anew. */
  readonly made: readonly Language[];
  readonly defaultChanged: boolean;
  /** People who were given another menu than they had. */
  readonly given: number;
  /** Menus of former versions that were taken away. */
  readonly removed: number;
};

const askedAtOnce = 20;

type Options = {
  readonly account: MenuAccount;
  readonly readers: readonly LineReader[];
  /** Looks only; the outcome is what would be done. */
  readonly dryRun: boolean;
};

/**
 * Makes the account's menus what they should be and changes nothing that is so already. Every step can be the last:
 * until an alias stands for a new menu, and that is complete then, people keep the old one, and the next run goes on
 * from there. Throws what the account throws.
 */
export async function setUpMenus({ account, readers, dryRun }: Options): Promise<MenuSetup> {
  const standing = await account.read();
  const made: Language[] = [];
  const ids = new Map<Language, string>();
  for (const language of menuLanguages) {
    const wanted = await account.prepare(designMenu(language));
    const kept = findKept(standing, wanted);
    if (kept === null) made.push(language);
    const id = kept ?? (dryRun ? null : await make(account, wanted, standing));
    if (id !== null) ids.set(language, id);
  }
  const [common] = menuLanguages;
  const commonId = ids.get(common) ?? null;
  const defaultChanged = commonId === null || standing.defaultId !== commonId;
  if (!dryRun && defaultChanged) await account.setDefault(commonId);
  const given = await giveMenus({ account, readers, dryRun }, standing, ids);
  const kept = new Set(ids.values());
  const former = standing.menus.filter(({ id, name }) => isOurMenu(name) && !kept.has(id));
  if (!dryRun) for (const { id } of former) await account.remove(id);
  return { made, defaultChanged, given, removed: former.length };
}

/** The menu that the alias stands for, when it is the one wanted: only then its picture is sure to be there. */
function findKept({ menus, aliases }: StandingMenus, { alias, name }: PreparedMenu): string | null {
  const id = aliases.get(alias);
  return menus.some((menu) => menu.id === id && menu.name === name) ? (id ?? null) : null;
}

async function make(account: MenuAccount, wanted: PreparedMenu, { aliases }: StandingMenus): Promise<string> {
  const id = await wanted.make();
  await account.setAlias(wanted.alias, id, aliases.has(wanted.alias) ? 'update' : 'create');
  return id;
}

/** Who reads the default's language needs no menu of their own; everybody else has that of their language. */
async function giveMenus(
  { account, readers, dryRun }: Options,
  { menus }: StandingMenus,
  ids: ReadonlyMap<Language, string>,
): Promise<number> {
  const [common, ...others] = menuLanguages;
  const ours = new Set(menus.flatMap(({ id, name }) => (isOurMenu(name) ? [id] : [])));
  const reading = (language: Language) => readers.filter((reader) => reader.language === language);
  // A menu that somebody else has given them is left to them.
  const toClear = await whoseMenu(account, reading(common), (own) => own !== null && ours.has(own));
  if (!dryRun && toClear.length > 0) await account.give(toClear, null);
  let given = toClear.length;
  for (const language of others) {
    const menuId = ids.get(language);
    const wrong = await whoseMenu(account, reading(language), (own) => own === null || own !== menuId);
    if (!dryRun && menuId !== undefined && wrong.length > 0) await account.give(wrong, menuId);
    given += wrong.length;
  }
  return given;
}

/** LINE is asked about each, some at a time. */
async function whoseMenu(
  account: MenuAccount,
  readers: readonly LineReader[],
  isMeant: (menuId: string | null) => boolean,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (let from = 0; from < readers.length; from += askedAtOnce) {
    const some = readers.slice(from, from + askedAtOnce);
    const own = await Promise.all(some.map(({ lineUserId }) => account.menuOf(lineUserId)));
    found.push(...some.flatMap(({ lineUserId }, index) => (isMeant(own[index] ?? null) ? [lineUserId] : [])));
  }
  return found;
}
