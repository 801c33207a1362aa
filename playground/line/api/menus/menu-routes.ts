import { bare, post, type Route } from '../route.ts';
import * as menus from './menu-calls.ts';
import { linkMany, linkMenu, readOwnMenu, unlinkMany, unlinkMenu } from './own-menu-calls.ts';

const menu = '/v2/bot/richmenu';
const all = '/v2/bot/user/all/richmenu';
const own = '/v2/bot/user/{id}/richmenu';

/** Everything about the menus below the talks; fixed addresses before those with an id. */
export const richMenuRoutes: readonly Route[] = [
  post(menu, 'menuCreate', ({ platform }, _, { body }) => menus.createMenu(platform, body)),
  post(`${menu}/validate`, 'menuValidate', (_, __, { body }) => menus.validateMenu(body)),
  bare('GET', `${menu}/list`, 'menuList', ({ platform }) => menus.listMenus(platform)),
  post(`${menu}/bulk/link`, 'menuLinkMany', ({ platform }, _, { body }) => linkMany(platform, body)),
  post(`${menu}/bulk/unlink`, 'menuUnlinkMany', ({ platform }, _, { body }) => unlinkMany(platform, body)),
  post(`${menu}/alias`, 'aliasCreate', ({ platform }, _, { body }) => menus.createAlias(platform, body)),
  bare('GET', `${menu}/alias/list`, 'aliasList', ({ platform }) => menus.listAliases(platform)),
  bare('GET', `${menu}/alias/{id}`, 'aliasRead', ({ platform }, _, { id }) => menus.readAlias(platform, id)),
  post(`${menu}/alias/{id}`, 'aliasUpdate', ({ platform }, _, { id, body }) =>
    menus.updateAlias(platform, id, body),
  ),
  bare('DELETE', `${menu}/alias/{id}`, 'aliasDelete', ({ platform }, _, { id }) =>
    menus.deleteAlias(platform, id),
  ),
  {
    ...bare('POST', `${menu}/{id}/content`, 'menuPicture', ({ platform }, call, { id }) =>
      menus.uploadPicture(platform, call, id),
    ),
    takes: 'bytes',
  },
  bare('GET', `${menu}/{id}`, 'menuRead', ({ platform }, _, { id }) => menus.readMenu(platform, id)),
  bare('DELETE', `${menu}/{id}`, 'menuDelete', ({ platform }, _, { id }) => menus.deleteMenu(platform, id)),
  bare('GET', all, 'defaultMenuRead', ({ platform }) => menus.readDefaultMenu(platform)),
  bare('DELETE', all, 'defaultMenuClear', ({ platform }) => menus.clearDefaultMenu(platform)),
  bare('POST', `${all}/{id}`, 'defaultMenuSet', ({ platform }, _, { id }) =>
    menus.setDefaultMenu(platform, id),
  ),
  bare('GET', own, 'ownMenuRead', ({ platform }, _, { id }) => readOwnMenu(platform, id)),
  bare('DELETE', own, 'ownMenuClear', ({ platform }, _, { id }) => unlinkMenu(platform, id)),
  bare('POST', `${own}/{id}`, 'ownMenuSet', ({ platform }, _, { id, second }) =>
    linkMenu(platform, id, second),
  ),
];
