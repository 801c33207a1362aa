import { isOurMenu, menuAlias } from '../../../domain/messaging/line-menus.ts';
import type { MenuAccount } from '../../ports/line-menus.ts';
import { menuLanguages } from './menu-designs.ts';

/**
 * Takes every menu made here away, with its alias; menus made elsewhere stay. With a menu goes that it was somebody's
 * own. Answers how many menus there were. Throws what the account throws; running it again goes on.
 */
export async function removeMenus({
  account,
  dryRun,
}: {
  readonly account: MenuAccount;
  readonly dryRun: boolean;
}): Promise<number> {
  const { menus, aliases, defaultId } = await account.read();
  const ours = menus.filter(({ name }) => isOurMenu(name));
  if (dryRun) return ours.length;
  if (ours.some(({ id }) => id === defaultId)) await account.setDefault(null);
  for (const alias of menuLanguages.map(menuAlias)) {
    if (aliases.has(alias)) await account.removeAlias(alias);
  }
  for (const { id } of ours) await account.remove(id);
  return ours.length;
}
