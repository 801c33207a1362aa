import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import type { Phone } from '../support/flows/flow-phone.ts';
import type { SlackSeat } from '../support/flows/flow-slack.ts';
import { rosterOfTeams, sessionsFile, teamCodes } from '../support/flows/flow-teams.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';

const teams = teamCodes(6);
const sessions = sessionsFile(teams.map((team) => ({ team, date: '2024-11-05', start: '16:00' })));

describe('what is shared after a session', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({
      databaseUrl: (await createTestDatabase()).url,
      roster: rosterOfTeams(teams.length),
      sessions,
    });
    for (const team of teams) await world.join(`P${team}A`);
    await world.playUntil('2024-11-05T16:55:00+09:00');
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    expect(world.line.violations).toEqual([]);
    await world.close();
  });

  const pause = (): Promise<void> => world.playUntil(new Date(world.clock.now().getTime() + 10_000));
  const pairOf = (team: string): readonly [SlackSeat, SlackSeat] => [
    world.slackOf(`M${team}A`),
    world.slackOf(`M${team}B`),
  ];
  const allOf = (seat: SlackSeat): string => seat.messages().map(seat.textOf).join('\n');
  const holds = (seat: SlackSeat, words: string): boolean => allOf(seat).includes(words);
  const begin = async (team: string): Promise<Phone> => {
    const phone = world.phone(`P${team}A`);
    await phone.tap('終わったら振り返る');
    await phone.say('5');
    return phone;
  };
  /** Answers everything; `words` is the words' message. */
  const reflect = async (team: string, words: string): Promise<{ phone: Phone; messageId: string }> => {
    const phone = await begin(team);
    await phone.tap('運営のこと');
    await phone.tap('ひとこと残して送る');
    const { messageId } = await phone.user.sendText(words);
    await world.settle();
    await phone.say('次へ');
    await phone.say('とばす');
    await phone.say('送る');
    return { phone, messageId: messageId ?? '' };
  };

  it('waits for sending, then for each mentor’s own rating, and goes to each alone', async () => {
    const [first, second] = pairOf('01');
    await reflect('01', '一番目の言葉');
    await pause();
    expect([holds(first, '一番目の言葉'), holds(second, '一番目の言葉')]).toEqual([false, false]);
    await first.click('4 よかった');
    await first.close();
    await pause();
    expect([holds(first, '一番目の言葉'), holds(second, '一番目の言葉')]).toEqual([true, false]);
    const shared = first.message('一番目の言葉');
    expect(shared.kind).toBe('dm');
    expect(first.textOf(shared)).toContain('運営のこと');
    expect(first.textOf(shared)).toContain('所属団体には見えません');
  });

  it('waits for that rating at most 48 hours', async () => {
    const [, second] = pairOf('01');
    expect(holds(second, '一番目の言葉')).toBe(false);
    const [row] = await world.query(
      `select d.due_at - r.sent_at as waits from deliveries d
       join reflections r on r.id = (d.subject ->> 'reflectionId')::uuid
       where d.kind = 'shared.mentor' and d.state = 'planned' limit 1`,
    );
    expect(JSON.stringify(row)).toBe('{"waits":{"days":2}}');
  });

  it('reaches a mentor who has rated already as soon as it is sent', async () => {
    const [first] = pairOf('02');
    await first.click('3 どちらともいえない');
    await first.close();
    const phone = await begin('02');
    await phone.tap('ひとこと残して送る');
    await phone.say('二番目の言葉');
    await pause();
    expect(holds(first, '二番目の言葉')).toBe(false);
    await phone.say('次へ');
    await phone.say('とばす');
    await phone.say('送る');
    await pause();
    expect(holds(first, '二番目の言葉')).toBe(true);
  });

  it('is drawn again when the participant corrects it, without a new message', async () => {
    const [first] = pairOf('02');
    const before = first.messages().length;
    const phone = world.phone('P02A');
    await phone.say('直す');
    await phone.tap('心に残った言葉');
    await phone.say('書き足した言葉');
    await pause();
    expect(first.textOf(first.message('二番目の言葉'))).toContain('書き足した言葉');
    await phone.tap('書き直す');
    await phone.say('書き直した言葉');
    await phone.say('次へ');
    await phone.say('送る');
    await pause();
    expect(holds(first, '書き直した言葉')).toBe(true);
    expect(holds(first, '二番目の言葉')).toBe(false);
    expect(first.messages()).toHaveLength(before);
  });

  it('leaves no word in Slack when the participant takes the message back', async () => {
    const [first] = pairOf('03');
    await first.click('5 とてもよかった');
    await first.close();
    const phone = await begin('03');
    await phone.tap('ひとこと残して送る');
    const { messageId } = await phone.user.sendText('取り消す言葉');
    await world.settle();
    await phone.say('次へ');
    await phone.say('とばす');
    await phone.say('送る');
    await pause();
    expect(holds(first, '取り消す言葉')).toBe(true);
    await phone.unsend(messageId ?? '');
    await pause();
    expect(holds(first, '取り消す言葉')).toBe(false);
    expect(holds(first, '取り消されました')).toBe(true);
    const left = await world.query(
      `select 1 from answers where value::text like '%取り消す言葉%'
       union all select 1 from inbox where body like '%取り消す言葉%'`,
    );
    expect(left).toEqual([]);
  });

  it('says nothing while only the rating was sent, and reaches the mentors when words follow', async () => {
    const [first] = pairOf('04');
    await first.click('4 よかった');
    await first.close();
    const before = first.messages().length;
    const phone = await begin('04');
    await phone.say('送る');
    await pause();
    expect(first.messages()).toHaveLength(before);
    await phone.say('直す');
    await phone.tap('話したこと');
    await phone.tap('キャリア');
    await phone.say('送る');
    await pause();
    expect(allOf(first)).toContain('キャリア');
  });

  it('carries a mentor’s notes to the partner once they have rated, and never their rating or worry', async () => {
    const [first, second] = pairOf('05');
    await first.click('2 あまりよくなかった');
    await first.type('整理できたこと', '整理したメモ');
    await first.type('次の一歩', '次のメモ');
    await first.type('気がかり', '事務局だけへの気がかり');
    await first.submit();
    await pause();
    expect(holds(second, '整理したメモ')).toBe(false);
    await second.click('4 よかった');
    await second.close();
    await pause();
    expect(second.textOf(second.message('整理したメモ'))).toContain('次のメモ');
    expect(holds(second, 'あまりよくなかった を')).toBe(false);
    expect(holds(second, '事務局だけへの気がかり')).toBe(false);
    expect(first.messages().filter((one) => first.textOf(one).includes('整理したメモ'))).toEqual([]);
  });

  it('opens a worry for coordinators alone, behind a button, and follows what its writer does', async () => {
    const desk = world.slackOf('K1');
    const [first, second] = pairOf('05');
    const notice = desk.message('気がかりが1件あります');
    expect(notice.channel).toBe(world.deskChannel);
    expect(holds(desk, '事務局だけへの気がかり')).toBe(false);
    await desk.click('読む');
    expect(desk.modalText()).toContain('事務局だけへの気がかり');
    expect(desk.modalText()).toContain('Person M05Aさん');
    await desk.close();
    await first.click('直す');
    await first.type('気がかり', '');
    await first.submit();
    await desk.click('読む');
    expect(desk.user.currentView()).toBeNull();
    expect(desk.message('取り消されました').ephemeral).toBe(true);
    const readers = new Set(
      world.slack.ledger.filter(({ text }) => text.includes('気がかりが')).flatMap((one) => one.readers),
    );
    expect(readers).toEqual(new Set([desk.user.id]));
    expect(holds(second, '気がかりが1件')).toBe(false);
  });

  it('shows a rating to nobody in Slack, whatever was answered', () => {
    const everything = [...world.slack.ledger, ...world.slack.updates];
    const ratings = ['5 とてもよかった', '2 あまりよくなかった'];
    const shown = everything.filter(({ text, blocks, readers }) => {
      const raw = text + JSON.stringify(blocks);
      const own = raw.includes('預かりました') && readers.length === 1;
      const asked = raw.includes('"b1:a:');
      return !own && !asked && ratings.some((rating) => raw.includes(rating));
    });
    expect(shown.map(({ text }) => text)).toEqual([]);
  });

  it('goes to no other team, and to the partner at the latest after two days', async () => {
    await reflect('06', '六番目の言葉');
    await world.playUntil('2024-11-08T12:00:00+09:00');
    const seeing = teams.flatMap((team) => pairOf(team)).filter((seat) => holds(seat, '六番目の言葉'));
    expect(seeing.map(({ user }) => user.name)).toEqual(['Person M06A', 'Person M06B']);
    expect(holds(pairOf('01')[1], '一番目の言葉')).toBe(true);
    const groups = world.slack.ledger.filter(({ readers }) => readers.length > 1);
    expect(JSON.stringify(groups)).not.toContain('目の言葉');
  });
});
