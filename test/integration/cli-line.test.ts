import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LineFixture, startLine } from '../support/line/line-stand-in-fixture.ts';
import { useCommandLine } from '../support/processes/run-bansou.ts';

const token = 'channel-access-token';

describe('bansou line', () => {
  const { bansou, bansouWith, rows, save } = useCommandLine();
  let fixture: LineFixture;

  beforeAll(async () => {
    fixture = await startLine();
  });
  afterAll(() => fixture.close());

  const line = (typed: string, more: Readonly<Record<string, string>> = {}) =>
    bansouWith(
      { LINE_CHANNEL_ACCESS_TOKEN: token, LINE_API_URL: fixture.line.url, ...more },
      ...['line', ...typed.split(' '), '--language', 'en'],
    );

  it('makes both menus, shows one to everybody, and changes nothing when run again', async () => {
    const user = await fixture.addFriend();
    expect(await line('setup --dry-run')).toMatchObject({ code: 0, err: '' });
    expect(fixture.line.richMenus.changes).toEqual([]);
    expect(await line('setup')).toEqual({
      code: 0,
      err: '',
      out: 'Made the Japanese menu.\nMade the English menu.\nThe Japanese menu now stands below the talk of everybody.\n',
    });
    expect(user.menu()?.fields.map(({ label }) => label)).toEqual(['振り返り', '次回', 'つぶやき', '相談先']);
    const before = [...fixture.line.richMenus.changes];
    expect(await line('setup')).toMatchObject({
      code: 0,
      out: 'The menus are in place already. Nothing was changed.\n',
    });
    expect(fixture.line.richMenus.changes).toEqual(before);
    expect(fixture.line.violations).toEqual([]);
  });

  it('gives the English menu to those on LINE who read English, also when the roster says so later', async () => {
    const [english, away] = [await fixture.addFriend(), await fixture.addFriend()];
    await bansou('programme', 'create', '--key', 'P', '--name', 'Programme', '--starts', '2099-10-01');
    const people = ['P01A', 'P01B'].map((code) => `${code},01,participant,Participant ${code},en`);
    await save('roster.csv', ['code,team,role,name,language', ...people].join('\n'));
    await bansou('roster', 'import', 'roster.csv', '--programme', 'P');
    const joined = "update people set line_user_id = '%', line_reachable = true where code = 'P01A'";
    await rows(joined.replace('%', english.userId));
    await rows(
      `update people set line_user_id = '${away.userId}', line_reachable = false where code = 'P01B'`,
    );
    expect(await line('setup')).toMatchObject({
      code: 0,
      out: "Menus brought in line with their reader's language: 1\n",
    });
    expect([english.menu()?.bar, away.menu()?.bar]).toEqual(['Menu', 'メニュー']);
    expect((await line('setup')).out).toContain('Nothing was changed');
    await rows("update people set language = 'ja' where code = 'P01A'");
    await line('setup');
    expect(english.menu()?.bar).toBe('メニュー');
  });

  it('takes them away again', async () => {
    expect(await line('remove')).toMatchObject({ code: 0, out: 'Menus taken off LINE: 2\n' });
    expect(fixture.line.richMenus.all.size).toBe(0);
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp, number]>([
    ['no token', { LINE_CHANNEL_ACCESS_TOKEN: '' }, /LINE_CHANNEL_ACCESS_TOKEN/, 2],
    ['a wrong token', { LINE_CHANNEL_ACCESS_TOKEN: 'wrong' }, /does not accept the access token/, 1],
    ['LINE out of reach', { LINE_API_URL: 'http://127.0.0.1:1' }, /cannot be reached/, 1],
    ['an address that is none', { LINE_API_URL: 'line' }, /LINE_API_URL/, 1],
  ])('says in one line what to do about %s', async (_, settings, expected, code) => {
    const ran = await line('setup', settings);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toMatch(expected);
    expect(ran.err.trim().split('\n')).toHaveLength(1);
  });
});
