import { randomBytes } from 'node:crypto';
import type { Json } from '../json.ts';
import type { Account, Accounts } from './accounts.ts';

/** A picture as it was uploaded. */
export type MenuPicture = { readonly type: 'image/png' | 'image/jpeg'; readonly bytes: Buffer };

/** A menu below the talk. Nobody can be shown one without a picture. */
export type RichMenu = { readonly id: string; readonly object: Json; picture: MenuPicture | null };

/** What the account's menus are, and whose is which. */
export type RichMenusView = {
  readonly all: ReadonlyMap<string, RichMenu>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly defaultId: () => string | null;
  /** The menu somebody has of their own. */
  readonly ownOf: (userId: string) => string | null;
  /** What stands below somebody's talk: their own menu, else the default, else none. */
  readonly shownTo: (userId: string) => RichMenu | null;
  /** Everything that was changed, in order, in one line each. */
  readonly changes: readonly string[];
};

export type RichMenus = RichMenusView & {
  readonly create: (object: Json) => RichMenu;
  readonly upload: (menu: RichMenu, picture: MenuPicture) => void;
  /** Takes it from everybody who had it; its aliases stand for nothing then. */
  readonly remove: (id: string) => void;
  readonly setAlias: (alias: string, id: string) => void;
  readonly removeAlias: (alias: string) => void;
  readonly setDefault: (id: string | null) => void;
  /** Silently nothing for somebody who is no friend. */
  readonly link: (userId: string, id: string | null) => void;
};

/** No menus yet. */
export function createRichMenus(accounts: Accounts): RichMenus {
  const all = new Map<string, RichMenu>();
  const aliases = new Map<string, string>();
  const own = new Map<string, string>();
  const changes: string[] = [];
  let defaultId: string | null = null;
  const isFriend = (account: Account | null): boolean => account?.friend === true && !account.blocked;
  return {
    all,
    aliases,
    defaultId: () => defaultId,
    ownOf: (userId) => own.get(userId) ?? null,
    shownTo: (userId) => all.get(own.get(userId) ?? defaultId ?? '') ?? null,
    changes,
    create: (object) => {
      const menu: RichMenu = { id: `richmenu-${randomBytes(16).toString('hex')}`, object, picture: null };
      all.set(menu.id, menu);
      changes.push(`create ${menu.id}`);
      return menu;
    },
    upload: (menu, picture) => {
      menu.picture = picture;
      changes.push(`picture of ${menu.id}`);
    },
    remove: (id) => {
      all.delete(id);
      if (defaultId === id) defaultId = null;
      for (const [userId, menuId] of own) if (menuId === id) own.delete(userId);
      changes.push(`delete ${id}`);
    },
    setAlias: (alias, id) => {
      aliases.set(alias, id);
      changes.push(`alias ${alias} ${id}`);
    },
    removeAlias: (alias) => {
      aliases.delete(alias);
      changes.push(`no alias ${alias}`);
    },
    setDefault: (id) => {
      defaultId = id;
      changes.push(`default ${id ?? 'none'}`);
    },
    link: (userId, id) => {
      changes.push(`link ${userId} ${id ?? 'none'}`);
      if (!isFriend(accounts.find(userId))) return;
      if (id === null) own.delete(userId);
      else own.set(userId, id);
    },
  };
}
