import type { Language } from '../../domain/people/people.ts';

/** One of the four fields of the menu. */
export type MenuField = {
  readonly icon: MenuIcon;
  readonly word: string;
  /** What a tap carries. */
  readonly data: string;
  /** Whether people write right after the tap. */
  readonly opensKeyboard: boolean;
};

export type MenuIcon = 'reflect' | 'next' | 'murmur' | 'whereToTurn';

/** The menu below a talk in one language; its fields stand in reading order, two in a row. */
export type MenuDesign = {
  readonly language: Language;
  /** On the bar that opens and closes the menu, at most 14 signs. */
  readonly bar: string;
  readonly fields: readonly [MenuField, MenuField, MenuField, MenuField];
};

/** A menu ready to be made at LINE. `name` tells its content apart: a hash of everything it holds stands in it. */
export type PreparedMenu = {
  readonly language: Language;
  readonly alias: string;
  readonly name: string;
  /** Makes it at LINE, picture included; answers its id. Nobody sees it yet. */
  readonly make: () => Promise<string>;
};

/** What stands at LINE now. */
export type StandingMenus = {
  readonly menus: readonly { readonly id: string; readonly name: string }[];
  /** Menu ids by alias. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Shown to everybody who has no menu of their own; null when none is set here. */
  readonly defaultId: string | null;
};

/**
 * The menus of the official account. Every call throws a PlatformError when LINE refuses or does not answer, with
 * one of the codes `line.token`, `line.limited`, `line.away` and `line.refused: ...`.
 */
export type MenuAccount = {
  /** Draws the picture; calls LINE only to have the menu checked. */
  readonly prepare: (design: MenuDesign) => Promise<PreparedMenu>;
  readonly read: () => Promise<StandingMenus>;
  /** Lets an alias stand for another menu than before. */
  readonly setAlias: (alias: string, menuId: string, change: 'create' | 'update') => Promise<void>;
  readonly removeAlias: (alias: string) => Promise<void>;
  readonly setDefault: (menuId: string | null) => Promise<void>;
  readonly remove: (menuId: string) => Promise<void>;
  /** The menu a person has of their own, or null. */
  readonly menuOf: (userId: string) => Promise<string | null>;
  /** Gives people this menu; null: the default of all. */
  readonly give: (userIds: readonly string[], menuId: string | null) => Promise<void>;
};

/** Somebody whom LINE reaches, and the language they read. */
export type LineReader = { readonly lineUserId: string; readonly language: Language };

/** Shows people the menu in their language. */
export type LineMenus = {
  /** Never throws and never takes long: who keeps the other menu can use it just as well. */
  readonly show: (userId: string, language: Language) => Promise<void>;
};
