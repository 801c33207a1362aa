import type { Person } from '../../../domain/people/people.ts';
import type { Turn } from '../turn.ts';
import { menuLanguages } from './menu-designs.ts';

/** Asks for the menu of the person's language where they come anew; the common one everybody has already. */
export function ownMenu({ language }: Pick<Person, 'language'>): Pick<Turn, 'menu'> {
  const [common] = menuLanguages;
  return language === common ? {} : { menu: language };
}
