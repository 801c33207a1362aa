import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFlowWorld, type FlowWorld, smallRoster } from '../support/flow-world.ts';
import { createTestDatabase } from '../support/test-database.ts';

const roster = smallRoster
  .replace(
    'P01B,',
    'P03A,01,participant,Participant 03A,Org A,,Asia/Tokyo,ja,\nP04A,01,participant,Participant 04A,Org A,,Asia/Tokyo,ja,\nP05A,01,participant,Participant 05A,Org A,,Asia/Tokyo,ja,\nP01B,',
  )
  .replaceAll('p01b@example.org', '');

describe('joining on LINE', () => {
  let world: FlowWorld;
  const made = createTestDatabase();

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await made).url, roster });
  });
  afterAll(() => world.close());

  const consentOf = async (code: string): Promise<unknown> => {
    const sql = 'select e.consent from enrolments e join people p on p.id = e.person_id where p.code = $1';
    return (await world.query(sql, [code]))[0]?.consent;
  };
  /** Every table and column that could hold words. */
  const isKept = async (text: string): Promise<boolean> => {
    const columns = await world.query(
      "select table_name, column_name from information_schema.columns where table_schema = 'public'",
    );
    for (const { table_name, column_name } of columns) {
      const sql = `select 1 from "${String(table_name)}" where position($1 in "${String(column_name)}"::text) > 0`;
      if ((await world.query(sql, [text])).length > 0) return true;
    }
    return false;
  };

  it('greets, takes the code however it is written, and says who will read what before anything else', async () => {
    const phone = world.phone('P01A');
    await phone.follow();
    expect(phone.lastText()).toContain('参加コード');
    const code = await world.issueCode('P01A');
    const odd = code
      .toLowerCase()
      .replace('-', '　')
      .replace(/[a-z0-9]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
    await phone.say(` ${odd} `);
    expect(phone.textsSince(0).join('\n')).toContain('だれが何を読むか');
    expect(await consentOf('P01A')).toBe('unanswered');
  });

  it('keeps nothing that is written before consent, nowhere', async () => {
    const phone = world.phone('P01A');
    await phone.say('まだ同意していない秘密のことば');
    expect(await isKept('秘密のことば')).toBe(false);
    expect(phone.textsSince(0).join('\n')).toContain('お返事の前に書かれたことは残しません');
  });

  it('takes the consent typed as well as tapped, and then offers the two questions', async () => {
    const phone = world.phone('P01A');
    await phone.say('同意してはじめる');
    expect(await consentOf('P01A')).toBe('agreed');
    expect(phone.textsSince(0).join('\n')).toContain('はじめる前の様子を2つだけ');
  });

  it('makes reminders only of a no, and changes at any time', async () => {
    const phone = world.phone('P01B');
    await phone.follow();
    await phone.say(await world.issueCode('P01B'));
    await phone.tap('お知らせだけにする');
    expect(await consentOf('P01B')).toBe('reminders_only');
    await phone.say('残らないことば');
    expect(await isKept('残らないことば')).toBe(false);
    await phone.tap('振り返りも使う');
    expect(await consentOf('P01B')).toBe('agreed');
  });

  it('refuses a code that was used, that ran out, or that never was, without telling a stranger which', async () => {
    const used = await world.issueCode('P02A');
    await world.phone('P02A').follow();
    await world.phone('P02A').say(used);
    const stranger = world.addPhone('stranger');
    await stranger.follow();
    await stranger.say(used);
    const first = stranger.lastText();
    expect(first).toContain('いまは使えません');
    await stranger.say('KKKKK-MMMMM');
    expect(stranger.lastText()).toContain('見つかりませんでした');
    const owner = await world.query("select line_user_id from people where code = 'P02A'");
    expect(owner[0]?.line_user_id).toBe(world.phone('P02A').user.userId);
  });

  it('locks an account for an hour after five wrong codes in ten minutes, a right one included', async () => {
    const phone = world.phone('P03A');
    await phone.follow();
    const code = await world.issueCode('P03A');
    for (const wrong of ['KKKKK-22222', 'KKKKK-33333', 'KKKKK-44444', 'KKKKK-77777', 'KKKKK-99999']) {
      await phone.say(wrong);
    }
    await phone.say(code);
    expect(phone.lastText()).toContain('少し時間をおいて');
    expect(await consentOf('P03A')).toBe('unanswered');
    await world.playUntil(new Date(world.clock.now().getTime() + 61 * 60_000));
    await phone.say(code);
    expect(phone.textsSince(0).join('\n')).toContain('Participant 03Aさん、つながりました');
  });

  it('tells the mentors once that somebody joined, and shows who blocked the account until they come back', async () => {
    const phone = await world.join('P04A');
    await world.playUntil(new Date(world.clock.now().getTime() + 60_000));
    const group = world
      .slackOf('M01A')
      .messages()
      .map((one) => world.slackOf('M01A').textOf(one));
    expect(group.filter((text) => text.includes('Participant 04AさんがLINEにつながりました'))).toHaveLength(
      1,
    );
    await phone.block();
    const reachable = async () =>
      (await world.query("select line_reachable as is from people where code = 'P04A'"))[0]?.is;
    expect(await reachable()).toBe(false);
    await phone.follow();
    expect(await reachable()).toBe(true);
    expect(phone.textsSince(0).join('\n')).toContain('おかえりなさい');
  });

  it('takes a code that ran out for unusable', async () => {
    const code = await world.issueCode('P05A');
    await world.playUntil(new Date(world.clock.now().getTime() + 15 * 86_400_000));
    const phone = world.phone('P05A');
    await phone.follow();
    await phone.say(code);
    expect(phone.lastText()).toContain('いまは使えません');
    expect(world.line.violations).toEqual([]);
  });
});
