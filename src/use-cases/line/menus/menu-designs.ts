import { formatAction } from '../../../domain/messaging/actions.ts';
import type { Language } from '../../../domain/people/people.ts';
import { textsFor } from '../../../i18n/index.ts';
import { anyRef } from '../../messages/controls.ts';
import type { MenuDesign, MenuField, MenuIcon } from '../../ports/line-menus.ts';

/** The menu as everybody without a language of their own sees it comes first. */
export const menuLanguages: readonly [Language, ...Language[]] = ['ja', 'en'];

/** 振り返り, 次回, つぶやき, 相談先 (CONVERSATIONS 3.10): the same acts as the words typed. */
export function designMenu(language: Language): MenuDesign {
  const { bar, ...words } = textsFor(language).menu.rich;
  const field = (icon: MenuIcon, key: string): MenuField => ({
    icon,
    word: words[icon],
    data: formatAction('k', anyRef, key, 'open'),
    opensKeyboard: icon === 'murmur',
  });
  return {
    language,
    bar,
    fields: [
      field('reflect', 'reflect'),
      field('next', 'next'),
      field('murmur', 'murmur'),
      field('whereToTurn', 'help'),
    ],
  };
}
