import { type Json, textAt } from '../../json.ts';
import { readPictureSize } from '../../limits/picture-size.ts';
import { checkRichMenu, pictureFault } from '../../limits/rich-menu.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Answer, type Call, ok, refuse, refuseBody, refuseMisuse } from '../answer.ts';

const maxMenus = 1000;

/** Makes a menu that nobody sees yet. */
export function createMenu({ richMenus }: Platform, body: Json): Answer {
  const breaches = checkRichMenu(body);
  if (breaches.length > 0) return refuseBody(breaches);
  if (richMenus.all.size >= maxMenus) return refuse(400, 'The number of rich menus exceeds the limit');
  return ok({ richMenuId: richMenus.create(body).id });
}

/** Checks a menu and makes none. */
export function validateMenu(body: Json): Answer {
  const breaches = checkRichMenu(body);
  return breaches.length > 0 ? refuseBody(breaches) : ok();
}

/** Gives a menu its only picture. */
export function uploadPicture({ richMenus }: Platform, { contentType, bytes }: Call, id: string): Answer {
  const menu = richMenus.all.get(id);
  if (menu === undefined) return refuse(404, 'Not found');
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== 'image/png' && type !== 'image/jpeg') {
    return refuseMisuse(415, `The content type, ${contentType}, is not supported`);
  }
  if (menu.picture !== null) return refuseMisuse(400, 'An image has already been uploaded to the richmenu');
  const fault = pictureFault(readPictureSize({ type, bytes }), bytes.length, menu.object);
  if (fault !== null) return refuseMisuse(400, fault);
  richMenus.upload(menu, { type, bytes });
  return ok();
}

/** The menus made through the API, those without a picture among them. */
export function listMenus({ richMenus }: Platform): Answer {
  return ok({
    richmenus: [...richMenus.all.values()].map(({ id, object }) => ({ richMenuId: id, ...object })),
  });
}

/** One menu. */
export function readMenu({ richMenus }: Platform, id: string): Answer {
  const menu = richMenus.all.get(id);
  return menu === undefined ? refuse(404, 'Not found') : ok({ richMenuId: id, ...menu.object });
}

/** Takes a menu away, from whoever was shown it too. */
export function deleteMenu({ richMenus }: Platform, id: string): Answer {
  if (!richMenus.all.has(id)) return refuse(404, 'Not found');
  richMenus.remove(id);
  return ok();
}

/** Shows a menu to everybody who has none of their own. */
export function setDefaultMenu({ richMenus }: Platform, id: string): Answer {
  const menu = richMenus.all.get(id);
  if (menu === undefined) return refuse(404, 'Not found');
  if (menu.picture === null) return refuse(400, 'must upload richmenu image before applying it to user');
  richMenus.setDefault(id);
  return ok();
}

/** The menu shown to everybody. */
export function readDefaultMenu({ richMenus }: Platform): Answer {
  const id = richMenus.defaultId();
  return id === null ? refuse(404, 'no default richmenu') : ok({ richMenuId: id });
}

/** Shows nobody a menu but who has one of their own. */
export function clearDefaultMenu({ richMenus }: Platform): Answer {
  richMenus.setDefault(null);
  return ok();
}

const aliasForm = /^[a-z0-9_-]{1,32}$/;

/** Gives a menu another name; a name stands for one menu only. */
export function createAlias({ richMenus }: Platform, body: Json): Answer {
  const alias = textAt(body, 'richMenuAliasId') ?? '';
  const id = textAt(body, 'richMenuId') ?? '';
  if (!aliasForm.test(alias)) {
    return refuseBody([{ message: 'invalid richMenuAliasId', property: 'richMenuAliasId' }]);
  }
  if (richMenus.aliases.has(alias)) return refuse(400, 'conflict richmenu alias id');
  return pointAlias({ richMenus }, alias, id);
}

/** Lets a name stand for another menu. */
export function updateAlias({ richMenus }: Platform, alias: string, body: Json): Answer {
  if (!richMenus.aliases.has(alias)) return refuse(404, 'richmenu alias not found');
  return pointAlias({ richMenus }, alias, textAt(body, 'richMenuId') ?? '');
}

function pointAlias({ richMenus }: Pick<Platform, 'richMenus'>, alias: string, id: string): Answer {
  const menu = richMenus.all.get(id);
  if (menu === undefined || menu.picture === null) return refuse(400, 'richmenu not found');
  richMenus.setAlias(alias, id);
  return ok();
}

/** What a name stands for. */
export function readAlias({ richMenus }: Platform, alias: string): Answer {
  const id = richMenus.aliases.get(alias);
  return id === undefined
    ? refuse(404, 'richmenu alias not found')
    : ok({ richMenuAliasId: alias, richMenuId: id });
}

/** All names. */
export function listAliases({ richMenus }: Platform): Answer {
  const aliases = [...richMenus.aliases].map(([richMenuAliasId, richMenuId]) => ({
    richMenuAliasId,
    richMenuId,
  }));
  return ok({ aliases });
}

/** Takes a name away; its menu stays. */
export function deleteAlias({ richMenus }: Platform, alias: string): Answer {
  if (!richMenus.aliases.has(alias)) return refuse(404, 'richmenu alias not found');
  richMenus.removeAlias(alias);
  return ok();
}
