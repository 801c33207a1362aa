import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Phone } from '../support/flow-phone.ts';
import { createFlowWorld, type FlowWorld } from '../support/flow-world.ts';
import { createTestDatabase } from '../support/test-database.ts';

const afterSession = '2024-11-05T20:45:00+09:00';

describe('a reflection on LINE', () => {
  let world: FlowWorld;
  let phone: Phone;

  beforeEach(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url });
    phone = await world.join('P01A');
    await world.playUntil(afterSession);
  });
  afterEach(async () => {
    expect(world.line.violations).toEqual([]);
    await world.close();
  });

  const answers = async (): Promise<Readonly<Record<string, unknown>>> => {
    const rows = await world.query(
      `select a.question, a.value from answers a join reflections r on r.id = a.reflection_id
       join people p on p.id = r.person_id where p.code = 'P01A' and r.form_key = 'mentoring.participant'
       order by a.at, a.revision`,
    );
    const found: Record<string, unknown> = {};
    for (const { question, value } of rows) {
      const list = found[String(question)];
      found[String(question)] = Array.isArray(list) ? [...(list as unknown[]), value] : [value];
    }
    return found;
  };
  const reflection = async () =>
    (
      await world.query(
        `select r.status, r.position, r.met, r.satisfaction, r.sent_at from reflections r
         join people p on p.id = r.person_id where p.code = 'P01A' and r.form_key = 'mentoring.participant'`,
      )
    )[0];
  const begin = () => phone.tap('終わったら振り返る');

  it('takes a rating however it is given: tapped, typed, in full width, by its label', async () => {
    await begin();
    for (const typed of ['4', '４', '四', 'よかった', ' 4。']) await phone.say(typed);
    expect(await reflection()).toMatchObject({ met: true, satisfaction: 4 });
    await phone.say('よくなかった');
    expect(await reflection()).toMatchObject({ satisfaction: 4 });
  });

  it('sets and never toggles: the same tap twice changes nothing, and shows the question that is open', async () => {
    await begin();
    const rate = phone.button('4 よかった').data ?? '';
    await phone.tapData(rate);
    await phone.tapData(rate);
    expect(await reflection()).toMatchObject({ satisfaction: 4, position: 'topics' });
    const topic = phone.button('運営のこと').data ?? '';
    await phone.tapData(topic);
    await phone.tapData(topic);
    await phone.say('これで送る');
    expect(await reflection()).toMatchObject({ status: 'sent' });
    expect(phone.lastText()).toContain('4 よかった／運営のこと');
  });

  it('corrects with another value, also from an old bubble, and says what stands now', async () => {
    await begin();
    const three = phone.button('3 どちらともいえない').data ?? '';
    await phone.tap('5 とてもよかった');
    await phone.tap('これで送る');
    await phone.tapData(three);
    expect(await reflection()).toMatchObject({ satisfaction: 3 });
    expect(phone.textsSince(0).join('\n')).toContain('「3 どちらともいえない」に直しました');
  });

  it('collects bubbles for a text until it is told to go on', async () => {
    await begin();
    await phone.say('4');
    await phone.say('運営、キャリア');
    await phone.say('ひとこと残して送る');
    await phone.say('一行目');
    await phone.say('二行目');
    expect(phone.lastText()).toContain('続けて送ると書き足せます');
    await phone.say('次へ');
    await phone.say('とばす');
    await phone.say('送る');
    expect(await reflection()).toMatchObject({ status: 'sent' });
    expect(JSON.stringify((await answers()).words)).toContain('一行目');
    expect(JSON.stringify((await answers()).words)).toContain('二行目');
  });

  it('keeps five thousand signs with emoji and line breaks whole', async () => {
    const long = `${'あ😀e\u0301\n"\\'.repeat(720)}終`.slice(0, 5_000);
    await begin();
    await phone.say('4');
    await phone.say('ひとこと残して送る');
    expect(await phone.say(long)).toMatchObject({ status: 200 });
    const [value] = ((await answers()).words ?? []) as { text?: string }[];
    expect(value?.text).toBe(long);
    expect(phone.lastText()).toContain('そのまま預かりました');
  });

  it('goes back, skips, and waits for days', async () => {
    await begin();
    await phone.say('4');
    await phone.say('もどる');
    expect(phone.lastText()).toContain('いかがでしたか');
    await phone.say('5');
    await phone.say('あとにする');
    expect(await reflection()).toMatchObject({ satisfaction: 5, status: 'open' });
    await world.playUntil('2024-11-11T12:00:00+09:00');
    await phone.say('振り返り');
    expect(phone.textsSince(0).join('\n')).toContain('の続きです');
    await phone.say('運営');
    await phone.say('送る');
    expect(await reflection()).toMatchObject({ status: 'sent', satisfaction: 5 });
  });

  it('is not lost to whatever else arrives: stickers, pictures, files, commands', async () => {
    await begin();
    await phone.say('4');
    await phone.sendSticker();
    for (const kind of ['image', 'video', 'audio', 'file', 'location'] as const) await phone.sendMedia(kind);
    expect(phone.textsSince(0).join('\n')).toContain('写真はここでは受け取れず');
    await phone.say('次回');
    await phone.say('相談先');
    expect(await reflection()).toMatchObject({ satisfaction: 4, position: 'topics', status: 'open' });
    await phone.say('振り返り');
    expect(phone.textsSince(0).join('\n')).toContain('話したこと');
  });

  it('does not ask again who said not this time', async () => {
    await begin();
    await phone.say('今回は書かない');
    const before = world.line.ledger.length;
    await world.playUntil('2024-11-09T12:00:00+09:00');
    expect(
      world.line.ledger
        .slice(before)
        .filter(({ via, userId }) => via === 'push' && userId === phone.user.userId),
    ).toEqual([]);
  });

  it('asks two hours after the end who has not begun, nudges once after two days, and stops', async () => {
    await world.playUntil('2024-11-13T12:00:00+09:00');
    const pushes = world.line.ledger.filter(
      ({ via, userId }) => via === 'push' && userId === phone.user.userId,
    );
    expect(pushes.map(({ at }) => at.toISOString())).toEqual([
      '2024-11-04T11:00:00.000Z',
      '2024-11-06T03:00:00.000Z',
      '2024-11-08T03:00:00.000Z',
    ]);
  });

  it('empties a bubble that was taken back, everywhere, and says so with the next answer', async () => {
    await begin();
    await phone.say('4');
    await phone.say('ひとこと残して送る');
    const { messageId } = await phone.say('消えてほしい言葉');
    await phone.unsend(messageId ?? '');
    expect(JSON.stringify(await answers())).not.toContain('消えてほしい言葉');
    const bodies = await world.query("select 1 from inbox where position('消えてほしい言葉' in body) > 0");
    expect(bodies).toEqual([]);
    await phone.say('次へ');
    expect(phone.textsSince(0).join('\n')).toContain('取り消された文章は、こちらからも消しました');
  });

  it('says before the end when to come back, and of an old button what is true now', async () => {
    const other = await world.join('P02A');
    await other.say('振り返り');
    expect(other.lastText()).toContain('いま書ける振り返りはありません');
    const reminder = phone.button('行けなくなった').data ?? '';
    await phone.tapData(reminder);
    expect(phone.lastText()).toContain('この回は終わっています');
  });

  it('changes nothing when somebody else taps the button', async () => {
    await begin();
    const rate = phone.button('1 よくなかった').data ?? '';
    const other = await world.join('P02A');
    await other.tapData(rate);
    expect(other.lastText()).toContain('別の方あてのもの');
    expect(await reflection()).toMatchObject({ satisfaction: null });
  });
});
