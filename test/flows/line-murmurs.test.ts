import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { isKept, joinAll, murmursOf, pushesTo } from '../support/line/line-records.ts';
import { manyParticipants } from '../support/line/many-participants.ts';

const { codes, files } = manyParticipants(11);

describe('what is written on LINE outside a form', () => {
  let world: FlowWorld;
  let taken = 0;

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url, ...files });
    await joinAll(world, codes);
    // The question from the beginning is out of the way: nobody is in a form.
    await world.playUntil('2024-11-03T10:00:00+09:00');
  });
  afterAll(() => world.close());

  const somebody = () => {
    const code = codes[taken] ?? '';
    taken += 1;
    return { code, phone: world.phone(code) };
  };
  const later = (minutes: number): Promise<void> =>
    world.playUntil(new Date(world.clock.now().getTime() + minutes * 60_000));
  const everythingRead = (): string =>
    ['K1', 'M01A', 'M01B', 'M02A', 'M03A']
      .flatMap((seat) => [
        ...world
          .slackOf(seat)
          .messages()
          .map((one) => world.slackOf(seat).textOf(one)),
        world.slackOf(seat).modalText(),
      ])
      .join('\n');
  const sentOn = async (code: string): Promise<readonly unknown[]> =>
    (
      await world.query(
        'select m.sent_on_at is not null as sent from murmurs m join people p on p.id = m.person_id where p.code = $1 order by m.at, m.text',
        [code],
      )
    ).map(({ sent }) => sent);

  it('is answered for free with the next meeting, the reflection, the coordinators and where help is', async () => {
    const { code, phone } = somebody();
    const before = phone.received.length;
    await phone.say('なんだか落ちつかない');
    expect(phone.lastText()).toContain('だれも読みません');
    expect(phone.labels()).toEqual([
      '事務局に伝える',
      '次回を見る',
      '振り返りを書く',
      '相談先を見る',
      '消す',
    ]);
    expect(phone.received.slice(before).map(({ via }) => via)).toEqual(['reply']);
    expect(await murmursOf(world, code)).toEqual(['なんだか落ちつかない']);
    await phone.tap('次回を見る');
    expect(phone.lastText()).toContain('11月5日(火) 20:00');
    expect(phone.labels()).toContain('ミーティングを開く');
    await phone.tap('相談先を見る');
    expect(phone.lastText()).toContain('いつも人が見ているわけではありません');
    expect(phone.lastText()).toContain('desk@example.org');
    expect(phone.lastText()).toContain('平日 10:00〜17:00');
  });

  it('is acknowledged in full once a burst, in one line after that, and in full again later', async () => {
    const { code, phone } = somebody();
    const before = phone.received.length;
    for (const text of ['ひとつ', 'ふたつ', 'みっつ']) await phone.say(text);
    expect(phone.textsSince(before).filter((text) => text.includes('だれも読みません'))).toHaveLength(1);
    expect(phone.lastText()).toBe('これも、あなただけに残しました。');
    await later(11);
    await phone.say('またひとつ');
    expect(phone.lastText()).toContain('預かりました');
    const bursts = await world.query(
      'select m.burst_id from murmurs m join people p on p.id = m.person_id where p.code = $1 group by 1',
      [code],
    );
    expect(bursts).toHaveLength(2);
  });

  it('stays the person’s own: no notice to anybody, no word in Slack', async () => {
    const { phone } = somebody();
    const before = world.slack.ledger.length;
    await phone.say('だれにも言わないで');
    await later(60);
    expect(world.slack.ledger).toHaveLength(before);
    expect(everythingRead()).not.toContain('だれにも言わないで');
  });

  it('reaches the coordinators as a notice only, the words behind a button, when sent on, tapped or typed', async () => {
    const { code, phone } = somebody();
    await phone.say('相談したいことがあります');
    await phone.say('事務局に伝える');
    expect(phone.lastText()).toContain(
      '事務局に渡しました。いつも見ているわけではなく、平日 10:00〜17:00に読みます',
    );
    expect(await sentOn(code)).toEqual([true]);
    await later(1);
    expect(everythingRead()).not.toContain('相談したいこと');
    await world.slackOf('K1').click('読む');
    expect(world.slackOf('K1').modalText()).toContain('相談したいことがあります');
    await world.slackOf('K1').close();
  });

  it('sends on what was written until then, not what follows', async () => {
    const { code, phone } = somebody();
    await phone.say('伝えてよいこと');
    await phone.tap('事務局に伝える');
    await later(1);
    await phone.say('これは自分だけに');
    expect(await murmursOf(world, code)).toEqual(['伝えてよいこと', 'これは自分だけに']);
    expect(await sentOn(code)).toEqual([true, false]);
    await later(1);
    await world.slackOf('K1').click('読む');
    expect(world.slackOf('K1').modalText()).toContain('伝えてよいこと');
    expect(world.slackOf('K1').modalText()).not.toContain('これは自分だけに');
    await world.slackOf('K1').close();
  });

  it('reaches the coordinators once, however often it is tapped, and so does the wish to be contacted', async () => {
    const { phone } = somebody();
    const desk = world.slackOf('K1');
    const notices = () => desk.messages().length;
    const before = notices();
    await phone.say('二度押してしまう');
    await phone.tap('事務局に伝える');
    await phone.tap('事務局に伝える');
    expect(phone.lastText()).toContain('事務局に渡しました');
    await phone.say('相談先');
    await phone.tap('事務局に連絡してほしい');
    await phone.tap('事務局に連絡してほしい');
    expect(phone.lastText()).toContain('連絡がほしいと、事務局に伝えました');
    await later(1);
    expect(notices()).toBe(before + 2);
    await later(60);
    await phone.tap('事務局に連絡してほしい');
    await later(1);
    expect(notices()).toBe(before + 3);
  });

  it('can be taken back after it was sent on, and be deleted for good', async () => {
    const { code, phone } = somebody();
    await phone.say('やっぱり言わない');
    await phone.say('事務局に伝える');
    await phone.say('取り消す');
    expect(await sentOn(code)).toEqual([false]);
    await phone.tap('事務局に伝える');
    await phone.say('連絡がほしい');
    expect(phone.lastText()).toContain('連絡がほしいと、事務局に伝えました');
    await phone.say('消えてよい');
    await phone.say('消す');
    expect(phone.lastText()).toBe('消しました。');
    expect(await murmursOf(world, code)).toEqual(['やっぱり言わない']);
    expect(await isKept(world, '消えてよい')).toBe(false);
    await phone.tap('事務局に伝える');
    expect(phone.lastText()).toContain('もう残っていません');
  });

  it('is emptied when the message is taken back on the phone, and the next reply says so', async () => {
    const { code, phone } = somebody();
    const { messageId } = await phone.say('送るつもりではなかった');
    await phone.unsend(messageId ?? '');
    expect(await murmursOf(world, code)).toEqual([]);
    expect(await isKept(world, '送るつもりではなかった')).toBe(false);
    const before = phone.received.length;
    await phone.say('次回');
    expect(phone.textsSince(before)[0]).toContain('取り消された文章は、こちらからも消しました');
    await phone.unsend('0');
    await phone.say('次回');
    expect(phone.textsSince(before).join('\n').split('取り消された文章')).toHaveLength(2);
  });

  it('belongs to its writer: the buttons below it do nothing from another phone', async () => {
    const { code, phone } = somebody();
    await phone.say('わたしのことば');
    const [tell, remove] = ['事務局に伝える', '消す'].map((label) => phone.button(label).data ?? '');
    const other = somebody();
    for (const data of [tell, remove]) {
      await other.phone.tapData(data ?? '');
      expect(other.phone.lastText()).toContain('別の方あてのもの');
    }
    expect(await murmursOf(world, code)).toEqual(['わたしのことば']);
    expect(await sentOn(code)).toEqual([false]);
  });

  it('takes no pictures, sounds, files or places, says so, and thanks for a sticker', async () => {
    const { code, phone } = somebody();
    for (const kind of ['image', 'video', 'audio', 'file', 'location'] as const) {
      await phone.sendMedia(kind);
      expect(phone.lastText(), kind).toContain('受け取れず、保存もしていません');
    }
    await phone.sendSticker();
    expect(phone.lastText()).toContain('スタンプ、ありがとうございます');
    expect(phone.labels()).toEqual(['次回', '振り返り', '相談先']);
    expect(await murmursOf(world, code)).toEqual([]);
  });

  it('cost nothing, and broke no rule of LINE', () => {
    for (const code of codes) expect(pushesTo(world.phone(code))).toEqual([]);
    expect(world.line.violations).toEqual([]);
    expect(world.slack.violations).toEqual([]);
  });
});
