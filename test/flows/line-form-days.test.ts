import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { answersOf, joinAll, murmursOf, pushesTo, reflectionOf } from '../support/line/line-records.ts';
import { manyParticipants } from '../support/line/many-participants.ts';

/** A Tuesday and the Tuesday two weeks later. */
const { files } = manyParticipants(8, [
  { number: 1, date: '2024-11-05', start: '20:00' },
  { number: 2, date: '2024-11-19', start: '20:00' },
]);

describe('a reflection on LINE over the weeks', () => {
  let world: FlowWorld;
  const made = createTestDatabase();

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await made).url, ...files });
    await joinAll(world, ['P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'P07', 'P08']);
  });
  afterAll(() => world.close());

  const oldButtons = new Map<string, string>();
  const pushedAt = (code: string): readonly string[] =>
    world
      .phone(code)
      .received.filter(({ via }) => via === 'push')
      .map(({ at }) => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16));

  it('says when to come back while the meeting is still to come, tapped or typed', async () => {
    await world.playUntil('2024-11-05T09:00:00+09:00');
    const phone = world.phone('P01');
    await phone.tap('終わったら振り返る');
    expect(phone.lastText()).toContain('終わったら、もう一度このボタンを押してください');
    await phone.say('終わったら振り返る');
    expect(phone.lastText()).toContain('終わったら、もう一度このボタンを押してください');
    expect(await reflectionOf(world, 'P01')).toBeUndefined();
  });

  it('goes on with the two questions of the beginning, left for later, until the first meeting', async () => {
    const phone = world.phone('P02');
    await phone.say('振り返り');
    expect(phone.lastText()).toContain('整理できていると感じますか');
    await phone.say('2');
    await phone.say('いない');
    expect(phone.lastText()).toContain('ありがとうございます');
    const rows = await world.query(
      "select r.status from reflections r join people p on p.id = r.person_id where p.code = 'P02' and r.session_id is null",
    );
    expect(rows).toEqual([{ status: 'sent' }]);
    await phone.say('振り返り');
    expect(phone.lastText()).toContain('いま書ける振り返りはありません');
  });

  it('is asked two hours after the end only where nobody began, and never at night', async () => {
    await world.playUntil('2024-11-05T20:50:00+09:00');
    await world.phone('P01').say('終わったら振り返る');
    oldButtons.set('P01', world.phone('P01').button('3 どちらともいえない').data ?? '');
    await world.phone('P01').say('5');
    await world.phone('P01').say('送る');
    await world.phone('P02').say('振り返り');
    await world.phone('P02').say('今回は書かない');
    await world.playUntil('2024-11-06T13:00:00+09:00');
    // 22:40 would be in the quiet range, so it is noon of the next day.
    expect(pushedAt('P03')).toEqual(['2024-11-04T20:00', '2024-11-06T12:00']);
    oldButtons.set('P05', world.phone('P05').button('5 とてもよかった').data ?? '');
    expect(pushedAt('P01')).toEqual(['2024-11-04T20:00']);
    expect(pushedAt('P02')).toEqual(['2024-11-04T20:00']);
  });

  it('takes a digit typed under the ask, hours later, for the answer', async () => {
    const phone = world.phone('P03');
    await world.playUntil('2024-11-07T09:00:00+09:00');
    await phone.say('４');
    expect(await reflectionOf(world, 'P03')).toMatchObject({ satisfaction: 4 });
    expect(await murmursOf(world, 'P03')).toEqual([]);
  });

  it('keeps a text that comes days after the question for the person alone, without asking again', async () => {
    const phone = world.phone('P04');
    await phone.say('きのうはありがとうございました');
    expect(phone.lastText()).toContain('預かりました。あなただけに残ります');
    expect(await murmursOf(world, 'P04')).toEqual(['きのうはありがとうございました']);
    await phone.say('3');
    expect(await reflectionOf(world, 'P04')).toMatchObject({ satisfaction: 3 });
  });

  it('is nudged once after two days, only without an answer, with the words that it is the last', async () => {
    await world.playUntil('2024-11-18T12:00:00+09:00');
    expect(pushedAt('P05')).toEqual(['2024-11-04T20:00', '2024-11-06T12:00', '2024-11-08T12:00']);
    expect(pushesTo(world.phone('P05')).at(-1)).toContain('お知らせはこれで最後です');
    for (const code of ['P03', 'P04']) expect(pushedAt(code), code).toHaveLength(2);
    for (const code of ['P01', 'P02']) expect(pushedAt(code), code).toHaveLength(1);
  });

  it('goes on days later where it stood', async () => {
    const phone = world.phone('P03');
    await phone.say('振り返り');
    expect(phone.textsSince(0).join('\n')).toContain('第1回（11月5日）の続きです。ここまで：4 よかった');
    await phone.say('キャリア');
    await phone.say('送る');
    expect(await reflectionOf(world, 'P03')).toMatchObject({ status: 'sent', satisfaction: 4 });
  });

  it('offers the open ones by name when there are several; each answer goes to its own meeting', async () => {
    await world.playUntil('2024-11-19T21:00:00+09:00');
    const phone = world.phone('P04');
    await phone.say('振り返り');
    expect(phone.lastText()).toContain('どの回のことを書きますか');
    expect(phone.labels()).toEqual(['第2回（11月19日）', '第1回（11月5日）']);
    await phone.say('第2回（11月19日）');
    await phone.say('1');
    const two = phone.button('5 とてもよかった').data ?? '';
    await phone.say('振り返り');
    await phone.tap('第1回（11月5日）');
    await phone.say('運営');
    await phone.say('送る');
    await phone.tapData(two);
    expect(await reflectionOf(world, 'P04', 1)).toMatchObject({ status: 'sent', satisfaction: 3 });
    expect(await reflectionOf(world, 'P04', 2)).toMatchObject({ status: 'open', satisfaction: 5 });
    expect(await answersOf(world, 'P04', 1)).toMatchObject({ topics: { values: ['running'] } });
    expect(await answersOf(world, 'P04', 2)).not.toHaveProperty('topics');
  });

  it('takes what is typed for the form that was touched last', async () => {
    const phone = world.phone('P04');
    await phone.say('2');
    expect(await answersOf(world, 'P04', 2)).toMatchObject({ topics: { values: ['work'] } });
    expect(await answersOf(world, 'P04', 1)).toMatchObject({ topics: { values: ['running'] } });
  });

  it('follows the form as it was first asked to its end, however it is worded by then', async () => {
    const phone = world.phone('P06');
    await phone.say('第1回');
    await phone.say('振り返り');
    await phone.tap('第2回（11月19日）');
    const { form_hash } = (await reflectionOf(world, 'P06', 2)) ?? {};
    await world.query(
      `insert into form_definitions (hash, key, snapshot, created_at)
       select 'older', key, replace(snapshot::text, '話したことを、いくつでも押してください。', '前の年の問いです。')::jsonb, created_at
       from form_definitions where hash = $1`,
      [form_hash],
    );
    const { id } = (await reflectionOf(world, 'P06', 2)) ?? {};
    await world.query("update reflections set form_hash = 'older' where id = $1", [id]);
    await phone.say('5');
    expect(phone.lastText()).toContain('前の年の問いです。');
    await phone.tap('これで送る');
    expect(await reflectionOf(world, 'P06', 2)).toMatchObject({ form_hash: 'older', status: 'sent' });
  });

  it('takes a correction after the digest that counted it, says when it will show, and counts one correction', async () => {
    const phone = world.phone('P01');
    await world.playUntil('2024-11-25T09:00:00+09:00');
    await world.query(
      `with made as (insert into digests (id, programme_id, iso_week, starts_at, ends_at, taken_at, figures)
       select gen_random_uuid(), id, '2024-W45', '2024-11-03T15:00Z', '2024-11-10T15:00Z', $1, '{}'
       from programmes returning id)
       update reflections set digest_id = (select id from made) where answered_at is not null`,
      [world.clock.now()],
    );
    const three = oldButtons.get('P01') ?? '';
    await phone.tapData(three);
    expect(phone.textsSince(0).join('\n')).toContain('次の週の集計で反映します');
    expect(await reflectionOf(world, 'P01')).toMatchObject({ satisfaction: 3, status: 'sent' });
    await phone.tapData(three);
    expect(await world.query('select count(*)::int as n from corrections')).toEqual([{ n: 1 }]);
  });

  it('is closed after three weeks: its old button says so and changes nothing', async () => {
    await world.playUntil('2024-11-26T21:00:00+09:00');
    const phone = world.phone('P05');
    await phone.tapData(oldButtons.get('P05') ?? '');
    expect(phone.lastText()).toBe('第1回の受付は終わりました。いま思うことは、つぶやきで預かれます。');
    expect(await reflectionOf(world, 'P05', 1)).toMatchObject({ satisfaction: null });
    await phone.say('振り返り');
    expect(phone.lastText()).toContain('第2回（11月19日）は、いかがでしたか');
  });

  it('pushed at most reminder, ask and nudge for each meeting, never at night, and broke no rule of LINE', () => {
    for (const code of ['P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'P07', 'P08']) {
      const times = pushedAt(code);
      expect(times.length, code).toBeLessThanOrEqual(6);
      expect(times.filter((at) => at.slice(11) >= '21:00' || at.slice(11) < '08:00')).toEqual([]);
    }
    expect(world.line.violations).toEqual([]);
  });
});
