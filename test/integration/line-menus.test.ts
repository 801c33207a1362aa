import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallFault } from '../../playground/line/faults.ts';
import type { LineUser } from '../../playground/line/line-user.ts';
import { createMenuAccount } from '../../src/channels/line/menus/menu-account.ts';
import type { Language } from '../../src/domain/people/people.ts';
import { PlatformError } from '../../src/shared/errors.ts';
import { removeMenus } from '../../src/use-cases/line/menus/remove-menus.ts';
import { type MenuSetup, setUpMenus } from '../../src/use-cases/line/menus/set-up-menus.ts';
import type { LineReader } from '../../src/use-cases/ports/line-menus.ts';
import { channelAccessToken, type LineFixture, startLine } from '../support/line/line-stand-in-fixture.ts';
import { pngOf } from '../support/line/pictures.ts';
import { findLineOpenapi } from '../support/requirements.ts';

const nothing: MenuSetup = { made: [], defaultChanged: false, given: 0, removed: 0 };

describe('setting up the menus of the account', () => {
  let fixture: LineFixture;
  let japanese: LineUser;
  let english: LineUser;

  beforeEach(async () => {
    const openApiDir = findLineOpenapi();
    fixture = await startLine(openApiDir === null ? {} : { openApiDir });
    [japanese, english] = [await fixture.addFriend('ja'), await fixture.addFriend('en')];
  });
  afterEach(async () => {
    expect(fixture.line.violations).toEqual([]);
    await fixture.close();
  });

  const account = (token = channelAccessToken) =>
    createMenuAccount({ channelAccessToken: token, apiUrl: fixture.line.url });
  const reader = ({ userId }: LineUser, language: Language): LineReader => ({ lineUserId: userId, language });
  const setUp = (
    options: { readonly dryRun?: boolean; readonly readers?: readonly LineReader[] } = {},
  ): Promise<MenuSetup> => {
    const { dryRun = false, readers = [reader(japanese, 'ja'), reader(english, 'en')] } = options;
    return setUpMenus({ account: account(), readers, dryRun });
  };
  const changes = () => fixture.line.richMenus.changes;
  const names = (): readonly string[] =>
    [...fixture.line.richMenus.all.values()].map(({ object }) => String(object.name).split(' ')[0] ?? '');

  it('gives everybody the menu of their language: four fields, open from the start', async () => {
    expect(await setUp()).toEqual({ made: ['ja', 'en'], defaultChanged: true, given: 1, removed: 0 });
    expect(japanese.menu()).toMatchObject({
      bar: 'メニュー',
      fields: [
        { label: '振り返り', displayText: '振り返り', data: 'b1:k:-:reflect:open' },
        { label: '次回', displayText: '次回', data: 'b1:k:-:next:open' },
        { label: 'つぶやき', displayText: 'つぶやき', data: 'b1:k:-:murmur:open' },
        { label: '相談先', displayText: '相談先', data: 'b1:k:-:help:open' },
      ],
    });
    expect(english.menu()?.bar).toBe('Menu');
    expect(english.menu()?.fields.map(({ label }) => label)).toEqual([
      'Reflect',
      'Next',
      'Murmur',
      'Where to turn',
    ]);
    const [common] = [...fixture.line.richMenus.all.values()];
    expect(common?.object).toMatchObject({
      size: { width: 2500, height: 1686 },
      selected: true,
      areas: [
        { bounds: { x: 0, y: 0, width: 1250, height: 843 } },
        { bounds: { x: 1250, y: 0, width: 1250, height: 843 } },
        { bounds: { x: 0, y: 843, width: 1250, height: 843 }, action: { inputOption: 'openKeyboard' } },
        { bounds: { x: 1250, y: 843, width: 1250, height: 843 } },
      ],
    });
    expect([...fixture.line.richMenus.aliases.keys()]).toEqual(['bansou-v1-ja', 'bansou-v1-en']);
  });

  it('changes nothing the second time', async () => {
    await setUp();
    const before = [...changes()];
    expect(await setUp()).toEqual(nothing);
    expect(changes()).toEqual(before);
  });

  it('changes nothing in a dry run, and tells what it would do', async () => {
    expect(await setUp({ dryRun: true })).toEqual({
      made: ['ja', 'en'],
      defaultChanged: true,
      given: 1,
      removed: 0,
    });
    expect(changes()).toEqual([]);
  });

  it('puts what differs right, and leaves menus that others made alone', async () => {
    await setUp();
    const [oldJa, oldEn] = [...fixture.line.richMenus.all.keys()];
    const { client } = fixture;
    const foreign = await client.createRichMenu({
      size: { width: 2500, height: 843 },
      selected: false,
      name: 'Of the desk',
      chatBarText: 'x',
      areas: [],
    });
    const stale = await client.createRichMenu({
      size: { width: 2500, height: 843 },
      selected: false,
      name: `bansou-v1-ja ${'0'.repeat(64)}`,
      chatBarText: 'x',
      areas: [],
    });
    const response = await fetch(`${fixture.line.url}/v2/bot/richmenu/${stale.richMenuId}/content`, {
      method: 'POST',
      body: new Uint8Array(pngOf(2500, 843)),
      headers: { authorization: `Bearer ${channelAccessToken}`, 'content-type': 'image/png' },
    });
    expect(response.status).toBe(200);
    await client.updateRichMenuAlias('bansou-v1-ja', { richMenuId: stale.richMenuId });
    await client.linkRichMenuIdToUser(japanese.userId, String(oldEn));
    expect(await setUp()).toEqual({ made: ['ja'], defaultChanged: true, given: 1, removed: 2 });
    const left = [...fixture.line.richMenus.all.keys()];
    expect(left).toContain(foreign.richMenuId);
    expect(left).toContain(oldEn);
    expect(left).not.toContain(oldJa);
    expect(left).toHaveLength(3);
    expect(fixture.line.richMenus.ownOf(japanese.userId)).toBeNull();
    expect(await setUp()).toEqual(nothing);
  });

  it.each<[string, Parameters<LineFixture['line']['faults']['onCall']>[0], CallFault]>([
    ['before the picture is taken', 'menuPicture', 'http-500'],
    ['after the picture is taken', 'menuPicture', 'accept-then-reset'],
    ['before the alias stands', 'aliasCreate', 'reset'],
    ['after the alias stands', 'aliasCreate', 'accept-then-500'],
    ['before it is the default', 'defaultMenuSet', 'reset'],
    ['before people have theirs', 'menuLinkMany', 'http-500'],
  ])('goes on from where an earlier run ended: %s', async (_, endpoint, fault) => {
    fixture.line.faults.onCall(endpoint, fault);
    await expect(setUp()).rejects.toThrow(PlatformError);
    await setUp();
    expect(names().toSorted()).toEqual(['bansou-v1-en', 'bansou-v1-ja']);
    expect([japanese.menu()?.bar, english.menu()?.bar]).toEqual(['メニュー', 'Menu']);
    expect(await setUp()).toEqual(nothing);
  });

  it.each<[string, CallFault, string]>([
    ['a token that LINE does not know', 'unauthorised', 'line.token'],
    ['too many menus in an hour', 'rate-limited', 'line.limited'],
    ['an outage', 'http-500', 'line.away'],
    ['a broken connection', 'reset', 'line.away'],
  ])('tells %s apart', async (_, fault, code) => {
    fixture.line.faults.onCall('menuCreate', fault);
    await expect(setUp()).rejects.toMatchObject({ code });
  });

  it('tells what LINE said when it refuses', async () => {
    const odd = account();
    await expect(odd.setAlias('bansou-v1-ja', 'richmenu-none', 'create')).rejects.toMatchObject({
      code: 'line.refused: 400 richmenu not found',
    });
  });

  it('takes everything away again that it made', async () => {
    await setUp();
    expect(await removeMenus({ account: account(), dryRun: true })).toBe(2);
    expect(names()).toHaveLength(2);
    expect(await removeMenus({ account: account(), dryRun: false })).toBe(2);
    expect([japanese.menu(), english.menu(), names()]).toEqual([null, null, []]);
    expect([...fixture.line.richMenus.aliases]).toEqual([]);
    expect(await removeMenus({ account: account(), dryRun: false })).toBe(0);
  });
});
