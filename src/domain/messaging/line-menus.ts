import type { Language } from '../people/people.ts';

/** What the menu of a language is called at LINE, whatever it looks like this year. */
export function menuAlias(language: Language): string {
  return `bansou-v1-${language}`;
}

/** The name of one state of the menu; people never see it. `fingerprint` is a hash of fields and picture. */
export function menuName(language: Language, fingerprint: string): string {
  return `${menuAlias(language)} ${fingerprint}`;
}

/** Whether a menu at LINE was made here, in any version. */
export function isOurMenu(name: string): boolean {
  return /^bansou-v\d+-[a-z]{2} [0-9a-f]{64}$/.test(name);
}
