import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, parseObject } from '../../playground/line/json.ts';
import type { LineUser } from '../../playground/line/line-user.ts';
import { type LineFixture, startLine } from '../support/line/line-stand-in-fixture.ts';
import { jpegOf, pngOf } from '../support/line/pictures.ts';
import { findLineOpenapi } from '../support/requirements.ts';

const tap = { type: 'postback', label: '次回', data: 'next', displayText: '次回' };
const area = { bounds: { x: 0, y: 0, width: 1250, height: 843 }, action: tap };
const menu = {
  size: { width: 2500, height: 1686 },
  selected: true,
  name: 'menu',
  chatBarText: 'メニュー',
  areas: [area],
};
const png = pngOf(2500, 1686);

describe('menus of the LINE stand-in', () => {
  let fixture: LineFixture;
  let user: LineUser;

  beforeAll(async () => {
    const openApiDir = findLineOpenapi();
    fixture = await startLine(openApiDir === null ? {} : { openApiDir });
    user = await fixture.addFriend();
  });
  afterAll(() => fixture.close());

  const ask = async (
    method: string,
    path: string,
    body?: Json,
  ): Promise<{ readonly status: number; readonly body: Json }> => {
    const response = await fixture.call(path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: response.status, body: parseObject(await response.text()) ?? {} };
  };
  const upload = async (id: string, picture: Buffer, type = 'image/png') => {
    const response = await fetch(`${fixture.line.url}/v2/bot/richmenu/${id}/content`, {
      method: 'POST',
      body: new Uint8Array(picture),
      headers: { authorization: 'Bearer channel-access-token', 'content-type': type },
    });
    return response.status;
  };
  const create = async (): Promise<string> => {
    const { body } = await ask('POST', '/v2/bot/richmenu', menu);
    return String(body.richMenuId);
  };
  const createShown = async (): Promise<string> => {
    const id = await create();
    await upload(id, png);
    return id;
  };

  it.each<[string, Json, string]>([
    ['without a name', { ...menu, name: '' }, 'name'],
    ['with a bar of 15 signs', { ...menu, chatBarText: 'あ'.repeat(15) }, 'chatBarText'],
    ['that is too narrow', { ...menu, size: { width: 700, height: 400 }, areas: [] }, 'size.width'],
    ['that is too tall', { ...menu, size: { width: 2500, height: 1800 }, areas: [] }, 'size'],
    ['with 21 areas', { ...menu, areas: Array.from({ length: 21 }, () => area) }, 'areas'],
    [
      'with an area beyond its edge',
      { ...menu, areas: [{ ...area, bounds: { ...area.bounds, x: 1300 } }] },
      'areas[0].bounds.width',
    ],
    [
      'with a label of 21 signs',
      { ...menu, areas: [{ ...area, action: { ...tap, label: 'あ'.repeat(21) } }] },
      'areas[0].action.label',
    ],
    [
      'with an unknown input option',
      { ...menu, areas: [{ ...area, action: { ...tap, inputOption: 'open' } }] },
      'areas[0].action.inputOption',
    ],
  ])('refuse one %s, as does their check', async (_, wrong, property) => {
    for (const path of ['/v2/bot/richmenu', '/v2/bot/richmenu/validate']) {
      const { status, body } = await ask('POST', path, wrong);
      expect(status).toBe(400);
      expect(body.details).toEqual([expect.objectContaining({ property })]);
    }
  });

  it('take one good picture each, of the menu’s own size', async () => {
    const id = await create();
    expect(await upload(id, png, 'image/gif')).toBe(415);
    expect(await upload(id, Buffer.from('no picture'))).toBe(400);
    expect(await upload(id, pngOf(1250, 843))).toBe(400);
    expect(await upload(id, jpegOf(2500, 1686))).toBe(400);
    expect(await upload(id, Buffer.concat([png, Buffer.alloc(1024 * 1024)]))).toBe(400);
    expect(await upload('richmenu-none', png)).toBe(404);
    expect(await upload(id, jpegOf(2500, 1686), 'image/jpeg')).toBe(200);
    expect(await upload(id, png)).toBe(400);
  });

  it('are shown to nobody without a picture', async () => {
    const id = await create();
    expect((await ask('POST', `/v2/bot/user/all/richmenu/${id}`)).status).toBe(400);
    expect((await ask('POST', `/v2/bot/user/${user.userId}/richmenu/${id}`)).status).toBe(400);
    const alias = { richMenuAliasId: 'a', richMenuId: id };
    expect((await ask('POST', '/v2/bot/richmenu/alias', alias)).status).toBe(400);
  });

  it('have aliases, each for one menu at a time', async () => {
    const [first, second] = [await createShown(), await createShown()];
    const path = '/v2/bot/richmenu/alias';
    const named = { richMenuAliasId: 'menu-1', richMenuId: first };
    expect((await ask('POST', `${path}/menu-1`, { richMenuId: first })).status).toBe(404);
    expect((await ask('POST', path, { ...named, richMenuAliasId: 'Menu 1' })).status).toBe(400);
    expect((await ask('POST', path, named)).status).toBe(200);
    expect(await ask('POST', path, named)).toMatchObject({
      status: 400,
      body: { message: 'conflict richmenu alias id' },
    });
    expect((await ask('POST', `${path}/menu-1`, { richMenuId: second })).status).toBe(200);
    expect((await ask('GET', `${path}/menu-1`)).body).toEqual({
      richMenuAliasId: 'menu-1',
      richMenuId: second,
    });
    expect((await ask('GET', `${path}/list`)).body).toEqual({
      aliases: [{ richMenuAliasId: 'menu-1', richMenuId: second }],
    });
    expect((await ask('DELETE', `${path}/menu-1`)).status).toBe(200);
    expect((await ask('DELETE', `${path}/menu-1`)).status).toBe(404);
  });

  it('stand below the talk: one’s own before that of all, and none once deleted', async () => {
    const [common, own] = [await createShown(), await createShown()];
    expect((await ask('GET', '/v2/bot/user/all/richmenu')).status).toBe(404);
    expect(user.menu()).toBeNull();
    await ask('POST', `/v2/bot/user/all/richmenu/${common}`);
    expect(user.menu()).toMatchObject({ bar: 'メニュー', fields: [{ label: '次回', data: 'next' }] });
    const path = `/v2/bot/user/${user.userId}/richmenu`;
    expect((await ask('GET', path)).status).toBe(404);
    expect((await ask('POST', `${path}/${own}`)).status).toBe(200);
    expect((await ask('GET', path)).body).toEqual({ richMenuId: own });
    await ask('DELETE', `/v2/bot/richmenu/${own}`);
    expect((await ask('GET', path)).status).toBe(404);
    await ask('DELETE', `/v2/bot/richmenu/${common}`);
    expect(user.menu()).toBeNull();
    expect((await ask('DELETE', `/v2/bot/richmenu/${common}`)).status).toBe(404);
  });

  it('are given to many at once, to friends alone', async () => {
    const id = await createShown();
    const stranger = fixture.line.addUser({ displayName: 'x', language: 'ja' });
    const userIds = [user.userId, stranger.userId];
    const path = '/v2/bot/richmenu/bulk';
    expect((await ask('POST', `${path}/link`, { richMenuId: id, userIds: ['nobody'] })).status).toBe(400);
    expect((await ask('POST', `${path}/link`, { richMenuId: 'richmenu-none', userIds })).status).toBe(404);
    const tooMany = Array.from({ length: 501 }, () => user.userId);
    expect((await ask('POST', `${path}/link`, { richMenuId: id, userIds: tooMany })).status).toBe(400);
    expect((await ask('POST', `${path}/link`, { richMenuId: id, userIds })).status).toBe(202);
    expect([user, stranger].map(({ userId }) => fixture.line.richMenus.ownOf(userId))).toEqual([id, null]);
    expect((await ask('POST', `${path}/unlink`, { userIds })).status).toBe(202);
    expect(fixture.line.richMenus.ownOf(user.userId)).toBeNull();
  });

  it('are made and deleted a hundred times an hour at most', async () => {
    await fixture.advance(3_600);
    const ids: string[] = [];
    for (let count = 0; count < 100; count += 1) ids.push(await create());
    expect((await ask('POST', '/v2/bot/richmenu', menu)).status).toBe(429);
    const { body } = await ask('GET', '/v2/bot/richmenu/list');
    expect(JSON.stringify(body)).toContain(ids.at(-1));
  });
});
