import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRoster } from '../../src/domain/imports/parse-roster.ts';
import { readCsv } from '../../src/storage/files/read-table.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { createFlowWorld, type FlowWorld, smallRoster } from '../support/flows/flow-world.ts';

describe('joining in Slack', () => {
  let world: FlowWorld;

  beforeEach(async () => {
    world = await createFlowWorld({
      databaseUrl: (await createTestDatabase()).url,
      notInSlack: ['M02A', 'M02B', 'S1'],
    });
  });
  afterEach(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  const matchOn = async (at: string): Promise<void> => {
    await world.playUntil(at);
    await world.container.sweeps.matchPeople();
    await world.settle();
  };
  const groupsOf = (...codes: readonly string[]) => {
    const ids = codes.map((code) => world.slackOf(code).user.id);
    return world.slack.ledger.filter(
      ({ readers }) => readers.length === ids.length && ids.every((id) => readers.includes(id)),
    );
  };
  const consentOf = async (code: string): Promise<unknown> =>
    (
      await world.query(
        `select e.consent from enrolments e join people p on p.id = e.person_id where p.code = $1`,
        [code],
      )
    )[0]?.consent;
  const notFound = async (): Promise<readonly unknown[]> =>
    (
      await world.query(
        `select p.code from people p join enrolments e on e.person_id = p.id
         where p.slack_user_id is null and e.role <> 'participant' order by 1`,
      )
    ).map(({ code }) => code);

  it('finds by e-mail whoever is there, greets mentors alone, and makes one place for the pair', async () => {
    for (const code of ['M01A', 'M01B']) {
      const greeting = world.slackOf(code).message('はじめまして');
      expect(greeting.kind).toBe('dm');
      expect(world.slackOf(code).textOf(greeting)).toContain('気がかりは事務局だけが読みます');
    }
    expect(groupsOf('M01A', 'M01B').map(({ text }) => text)).toEqual(['ペアと伴走の場所です']);
    expect(world.slackOf('K1').messages()).toEqual([]);
    expect(await notFound()).toEqual(['M02A', 'M02B', 'S1']);
  });

  it('looks again a day later, not sooner, and greets who has come meanwhile', async () => {
    const late = world.addSlack({ email: 'm02a@example.org', name: 'Mentor 02A' });
    await matchOn('2024-11-01T12:00:00+09:00');
    expect(late.messages()).toEqual([]);
    await matchOn('2024-11-02T09:00:01+09:00');
    expect(late.message('はじめまして').kind).toBe('dm');
    await matchOn('2024-11-03T09:00:02+09:00');
    expect(late.messages()).toHaveLength(1);
  });

  it('tells a pair of which one was found in that one’s own DM, and the group once both are there', async () => {
    const first = world.addSlack({ email: 'm02a@example.org', name: 'Mentor 02A' });
    await matchOn('2024-11-02T09:00:01+09:00');
    await world.playUntil('2024-11-05T22:00:00+09:00');
    const eve = first.message('第1回');
    expect(eve.kind).toBe('dm');
    const second = world.addSlack({ email: 'm02b@example.org', name: 'Mentor 02B' });
    await matchOn('2024-11-06T09:00:02+09:00');
    await world.playUntil('2024-11-06T19:30:00+09:00');
    expect(second.message('ペアと伴走の場所').kind).toBe('group');
    const hour = second.message('終わるときに');
    expect(hour.kind).toBe('group');
    expect(first.messages().filter(({ ts }) => ts === hour.ts)).toHaveLength(1);
  });

  it('makes the group once, whoever looks at the same time', async () => {
    await Promise.all([world.container.sweeps.matchPeople(), world.container.sweeps.matchPeople()]);
    await matchOn('2024-11-02T12:00:00+09:00');
    expect(groupsOf('M01A', 'M01B')).toHaveLength(1);
    expect(await world.query('select 1 from teams where slack_group_id is not null')).toHaveLength(1);
  });

  it('goes on within minutes when Slack has trouble answering', async () => {
    const late = world.addSlack({ email: 'm02a@example.org', name: 'Mentor 02A' });
    const trouble = world.slack.faults.onCall('users.lookupByEmail', 'http-500', { times: 2 });
    await world.playUntil('2024-11-02T09:00:01+09:00');
    await world.container.sweeps.matchPeople().catch(() => undefined);
    expect(trouble.fired()).toBe(2);
    await matchOn('2024-11-02T09:05:00+09:00');
    expect(late.message('はじめまして').kind).toBe('dm');
  });

  it('asks for consent in the first DM; it can be read in full, given, and changed', async () => {
    const mentor = world.slackOf('M01A');
    await mentor.click('くわしく読む');
    expect(mentor.user.currentView()?.title).toBe('だれが何を読むか');
    await mentor.close();
    expect(await consentOf('M01A')).toBe('unanswered');
    await mentor.click('同意してはじめる');
    expect(await consentOf('M01A')).toBe('agreed');
    expect(mentor.textOf(mentor.message('はじめまして'))).toContain('準備ができました');
    await mentor.click('お知らせだけにする');
    expect(await consentOf('M01A')).toBe('reminders_only');
    await world.join('P01A');
    await world.playUntil('2024-11-09T12:00:00+09:00');
    const asked = (code: string): number =>
      world
        .slackOf(code)
        .messages()
        .filter((one) => world.slackOf(code).textOf(one).includes('おつかれさまでした')).length;
    expect([asked('M01A'), asked('M01B')]).toEqual([0, 1]);
    expect(mentor.message('明日').kind).toBe('group');
  });

  it('keeps nothing that was written before consent, by a stranger, or into the pair’s group', async () => {
    const mentor = world.slackOf('M01A');
    await mentor.sendDm('同意の前の秘密');
    await world.addSlack({ email: 'nobody@example.org', name: 'Nobody' }).sendDm('知らない人の秘密');
    const [place] = groupsOf('M01A', 'M01B');
    await mentor.user.sendInGroup(place?.channel ?? '', 'グループの秘密');
    await world.settle();
    const kept = await world.query(
      `select body as text from inbox where body like '%秘密%' union all select text from murmurs`,
    );
    expect(kept).toEqual([]);
    await mentor.click('同意してはじめる');
    await mentor.sendDm('同意のあとのつぶやき');
    await world.playUntil('2024-11-01T09:01:00+09:00');
    expect(mentor.message('あなただけに残ります').kind).toBe('dm');
    expect(await world.query('select text from murmurs')).toEqual([{ text: '同意のあとのつぶやき' }]);
  });

  it('changes the hours in a modal that says what it cannot read, and takes the second try', async () => {
    const mentor = world.slackOf('M01A');
    await mentor.click('時間を変える');
    await mentor.type('お知らせをお休みする時間', '夜はだめ');
    const refused = await mentor.submit();
    expect(refused.accepted).toBe(false);
    expect(Object.values(refused.errors ?? {}).join()).toContain('18:00-21:00');
    await mentor.type('お知らせをお休みする時間', '22:00-6:30');
    expect(await mentor.submit()).toMatchObject({ accepted: true });
    const [person] = await world.query("select quiet_ranges from people where code = 'M01A'");
    expect(person).toEqual({ quiet_ranges: [{ from: '22:00', to: '06:30' }] });
    await mentor.openHome();
    expect(JSON.stringify(mentor.user.currentHome()?.blocks)).toContain('22:00');
  });

  it('shows in the home tab what a click there has changed', async () => {
    const mentor = world.slackOf('M01A');
    await mentor.openHome();
    expect(JSON.stringify(mentor.user.currentHome()?.blocks)).toContain('振り返りも使う');
    await mentor.user.clickInHome('振り返りも使う');
    await world.settle();
    const home = (): string => JSON.stringify(mentor.user.currentHome()?.blocks);
    expect(home()).toContain('お知らせだけにする');
    await mentor.user.clickInHome('English');
    await world.settle();
    expect(home()).toContain('日本語');
    expect(home()).not.toContain('お知らせ');
  });

  it('knows who was switched off, writes to the other one, and is glad when they are back', async () => {
    const mentor = world.slackOf('M01A');
    await mentor.user.deactivate();
    await world.playUntil('2024-11-04T22:00:00+09:00');
    const [person] = await world.query("select slack_reachable from people where code = 'M01A'");
    expect(person).toEqual({ slack_reachable: false });
    expect(world.slackOf('M01B').message('第1回').kind).toBe('dm');
    expect(mentor.messages().filter((one) => mentor.textOf(one).includes('第1回'))).toEqual([]);
    await world.playUntil('2024-11-05T12:00:00+09:00');
    await mentor.user.reactivate();
    await world.playUntil('2024-11-05T19:59:00+09:00');
    expect(mentor.message('第1回').kind).toBe('group');
  });

  it('refuses a roster in which two people share an e-mail, naming both lines', () => {
    const twice = smallRoster.replace('m01b@example.org', 'M01A@example.org ');
    const table = readCsv(Buffer.from(twice));
    if (!table.ok) throw new Error('the file cannot be read');
    const rows = parseRoster(table.value, { zone: 'Asia/Tokyo', language: 'ja' });
    expect(rows).toMatchObject({
      ok: false,
      error: [{ line: 5, column: 'email', reason: { kind: 'duplicateEmail', earlierLine: 4 } }],
    });
  });
});
