import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMenuAccount } from '../../src/channels/line/menus/menu-account.ts';
import { setUpMenus } from '../../src/use-cases/line/menus/set-up-menus.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import type { Phone } from '../support/flows/flow-phone.ts';
import { createFlowWorld, type FlowWorld, smallRoster } from '../support/flows/flow-world.ts';
import { isKept } from '../support/line/line-records.ts';

const roster = smallRoster.replace('p02a@example.org,Asia/Tokyo,ja', 'p02a@example.org,Asia/Tokyo,en');

describe('the menu below the talk', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url, roster });
    const account = createMenuAccount(world.lineAccount);
    await setUpMenus({ account, readers: [], dryRun: false });
  });
  afterAll(() => world.close());

  /** Taps a field as a thumb would; answers everything that is said then, which has to be free. */
  const tap = async (phone: Phone, label: string): Promise<string> => {
    const seen = phone.received.length;
    const field = phone.user.menu()?.fields.find((one) => one.label === label);
    if (field === undefined) throw new Error(`no field ${label} in the menu`);
    await phone.user.tap(field);
    await world.settle();
    const answers = phone.received.slice(seen);
    expect(answers.length).toBeGreaterThan(0);
    // A reply costs nothing.
    expect(new Set(answers.map(({ via }) => via))).toEqual(new Set(['reply']));
    return phone.textsSince(seen).join('\n');
  };

  it('answers somebody it does not know: 相談先 as everybody, all else with how to join', async () => {
    const phone = world.addPhone('stranger');
    await phone.follow();
    expect(await tap(phone, '相談先')).toContain('desk@example.org');
    for (const label of ['振り返り', '次回', 'つぶやき']) {
      expect(await tap(phone, label)).toContain('参加コードを送ってください');
    }
    await phone.say('相談先');
    expect(phone.lastText()).toContain('伴走は相談の窓口ではなく');
  });

  it('gives what a meeting needs before consent, and asks for consent where words would be kept', async () => {
    const phone = world.phone('P01B');
    await phone.follow();
    await phone.say(await world.issueCode('P01B'));
    expect(await tap(phone, '次回')).toContain('11月5日(火) 20:00');
    expect(await tap(phone, '相談先')).toContain('desk@example.org');
    for (const label of ['振り返り', 'つぶやき']) {
      await tap(phone, label);
      expect(phone.labels()).toContain('同意してはじめる');
    }
    await phone.tap('お知らせだけにする');
    expect(await tap(phone, '次回')).toContain('11月5日(火) 20:00');
    for (const label of ['振り返り', 'つぶやき']) {
      await tap(phone, label);
      expect(phone.labels()).toContain('振り返りも使う');
    }
    await phone.say('書いてみました');
    expect(await isKept(world, '書いてみました')).toBe(false);
  });

  it('opens the next meeting, from there the settings, the murmur and the places that listen', async () => {
    const phone = await world.join('P01A');
    expect(await tap(phone, '次回')).toContain('11月5日(火) 20:00');
    expect(phone.labels()).toEqual(expect.arrayContaining(['ミーティングを開く', '行けなくなった', '設定']));
    await phone.tap('設定');
    const settings = phone.lastText();
    expect(settings).toContain('何を変えますか');
    await phone.say('設定');
    expect(phone.lastText()).toBe(settings);
    expect(await tap(phone, '相談先')).toContain('desk@example.org');
    expect(await tap(phone, 'つぶやき')).toContain('どうぞ、そのまま送ってください');
    await phone.say('すこし安心しました');
    expect(await isKept(world, 'すこし安心しました')).toBe(true);
  });

  it('opens a reflection, which waits where it was while something else is asked', async () => {
    const phone = world.phone('P01A');
    await world.playUntil('2024-11-05T20:30:00+09:00');
    expect(await tap(phone, '振り返り')).toContain('第1回');
    await phone.tap('4 よかった');
    const question = phone.lastText();
    await tap(phone, 'つぶやき');
    await phone.say('ひとりごとです');
    expect(await isKept(world, 'ひとりごとです')).toBe(true);
    expect(await tap(phone, '次回')).not.toContain(question);
    expect(await tap(phone, '振り返り')).toContain(question);
  });

  it('goes on answering 相談先 once somebody is in no programme any more', async () => {
    const phone = world.phone('P01B');
    await world.query(
      "update enrolments set ended_at = now() from people p where p.id = person_id and p.code = 'P01B'",
    );
    expect(await tap(phone, '相談先')).toContain('伴走は相談の窓口ではなく');
    await phone.say('相談先');
    expect(phone.lastText()).toContain('伴走は相談の窓口ではなく');
    expect(await tap(phone, '次回')).not.toContain('11月');
  });

  it('comes in English to whoever reads English, from joining until they choose otherwise', async () => {
    const phone = world.phone('P02A');
    await phone.follow();
    expect(phone.user.menu()?.bar).toBe('メニュー');
    await phone.say(await world.issueCode('P02A'));
    expect(phone.user.menu()?.bar).toBe('Menu');
    await phone.tap('Agree and start');
    expect(await tap(phone, 'Next')).toContain('6 Nov');
    await phone.tap('Settings');
    await phone.tap('Language');
    await phone.tap('日本語');
    expect(phone.user.menu()?.bar).toBe('メニュー');
    expect(await tap(phone, '次回')).toContain('11月6日(水)');
    await phone.say('設定');
    await phone.tap('ことば');
    await phone.tap('English');
    expect(phone.user.menu()?.bar).toBe('Menu');
  });

  it('comes again to somebody who had blocked the account', async () => {
    const phone = world.phone('P02A');
    // Taken away while they are friends, as LINE may do once they are not.
    await createMenuAccount(world.lineAccount).give([phone.user.userId], null);
    await phone.block();
    await phone.follow();
    expect(phone.user.menu()?.bar).toBe('Menu');
  });

  it('keeps nobody waiting for their answer when it cannot be changed', async () => {
    const phone = world.phone('P02A');
    await phone.say('settings');
    await phone.tap('Language');
    const fault = world.line.faults.onCall('ownMenuClear', 'http-500');
    await phone.tap('日本語');
    expect(fault.fired()).toBe(1);
    expect(phone.lastText()).toContain('日本語でお届けします');
    expect(phone.user.menu()?.bar).toBe('Menu');
    await setUpMenus({
      account: createMenuAccount(world.lineAccount),
      readers: [{ lineUserId: phone.user.userId, language: 'ja' }],
      dryRun: false,
    });
    expect(phone.user.menu()?.bar).toBe('メニュー');
    expect(world.line.violations).toEqual([]);
  });
});
