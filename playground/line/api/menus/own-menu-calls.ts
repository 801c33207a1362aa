import { type Json, listAt, textAt } from '../../json.ts';
import { breach, items } from '../../limits/breach.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Answer, ok, refuse, refuseBody, refuseMisuse } from '../answer.ts';

const userIdForm = /^U[0-9a-f]{32}$/;
const maxPeople = 500;

/** Gives somebody a menu of their own; whoever is no friend is passed over in silence. */
export function linkMenu({ richMenus }: Platform, userId: string, menuId: string): Answer {
  const refused = refusePerson(userId) ?? refuseMenu({ richMenus }, menuId);
  if (refused !== null) return refused;
  richMenus.link(userId, menuId);
  return ok();
}

/** Gives somebody the default menu again. */
export function unlinkMenu({ richMenus }: Platform, userId: string): Answer {
  const refused = refusePerson(userId);
  if (refused !== null) return refused;
  richMenus.link(userId, null);
  return ok();
}

/** The menu that somebody has of their own. */
export function readOwnMenu({ richMenus }: Platform, userId: string): Answer {
  const id = richMenus.ownOf(userId);
  return (
    refusePerson(userId) ?? (id === null ? refuse(404, 'the user has no richmenu') : ok({ richMenuId: id }))
  );
}

/** The same for up to 500 people. */
export function linkMany(platform: Platform, body: Json): Answer {
  const menuId = textAt(body, 'richMenuId');
  if (menuId === null) return refuseBody(breach('must be specified', 'richMenuId'));
  const refused = refusePeople(body) ?? refuseMenu(platform, menuId);
  return refused ?? changeMany(platform, body, menuId);
}

/** The default menu again for up to 500 people. */
export function unlinkMany(platform: Platform, body: Json): Answer {
  return refusePeople(body) ?? changeMany(platform, body, null);
}

function changeMany({ richMenus }: Platform, body: Json, menuId: string | null): Answer {
  for (const userId of listAt(body, 'userIds').map(String)) richMenus.link(userId, menuId);
  return { status: 202, body: {} };
}

function refusePerson(userId: string): Answer | null {
  return userIdForm.test(userId)
    ? null
    : refuseMisuse(400, "The value for the 'userId' parameter is invalid");
}

function refusePeople(body: Json): Answer | null {
  const breaches = items(body, 'userIds', '', { min: 1, max: maxPeople }, (userId, at) =>
    typeof userId === 'string' && userIdForm.test(userId) ? [] : breach('invalid userId', at),
  );
  return breaches.length > 0 ? refuseBody(breaches) : null;
}

function refuseMenu({ richMenus }: Pick<Platform, 'richMenus'>, menuId: string): Answer | null {
  const menu = richMenus.all.get(menuId);
  if (menu === undefined) return refuse(404, 'richmenu not found');
  return menu.picture === null ? refuse(400, 'must upload richmenu image before applying it to user') : null;
}
