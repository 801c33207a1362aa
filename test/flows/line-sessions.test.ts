import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { moveSession } from '../../src/use-cases/sessions/move-session.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { joinAll, murmursOf, pushesTo } from '../support/line/line-records.ts';

const teams = ['01', '02', '03', '04', '05', '06', '07', '08'];
const roster = [
  'code,team,role,name,organisation,email,zone,language,quiet',
  ...teams.flatMap((team) => [
    `P${team}A,${team},participant,Participant ${team}A,Org ${team},,Asia/Tokyo,ja,`,
    `P${team}B,${team},participant,Participant ${team}B,Org ${team},,Asia/Tokyo,ja,`,
    `M${team}A,${team},mentor,Mentor ${team}A,,m${team}a@example.org,Asia/Tokyo,ja,`,
    `M${team}B,${team},mentor,Mentor ${team}B,,m${team}b@example.org,Asia/Tokyo,ja,`,
  ]),
  'K1,,coordinator,Coordinator 1,,k1@example.org,Asia/Tokyo,ja,',
].join('\n');
const sessions = [
  'team,number,kind,date,start,minutes,link',
  ...teams.map((team) => `${team},1,mentoring,2024-11-05,21:00,40,https://meet.example.org/team${team}`),
].join('\n');
const codes = teams.flatMap((team) => [`P${team}A`, `P${team}B`]);

/** One evening, eight teams: the day before nothing has happened yet, then each team has its own story. */
describe('before a meeting, from the participant’s LINE', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url, roster, sessions });
    await joinAll(
      world,
      codes.filter((code) => code !== 'P08B'),
    );
    await world.phone('P08B').follow();
    await world.phone('P08B').say(await world.issueCode('P08B'));
  });
  afterAll(() => world.close());

  const keyOf = (team: string): string => `${team}/mentoring/1`;
  const groupOf = (team: string): readonly string[] => {
    const seat = world.slackOf(`M${team}A`);
    return seat
      .messages()
      .filter(({ kind }) => kind === 'group')
      .map((one) => seat.textOf(one));
  };
  const holding = (team: string, text: string): number =>
    groupOf(team).filter((one) => one.includes(text)).length;
  const stateOf = async (team: string): Promise<unknown> =>
    (await world.query('select state from sessions where id = $1', [await world.sessionId(keyOf(team))]))[0]
      ?.state;
  const attendanceOf = async (code: string): Promise<unknown> =>
    (
      await world.query(
        'select s.attendance from seats s join people p on p.id = s.person_id where p.code = $1',
        [code],
      )
    )[0]?.attendance;
  const move = (team: string, startsAt: string) =>
    world.onSession(keyOf(team), (records, sessionId) =>
      moveSession(records, { sessionId, startsAt: new Date(startsAt), minutes: 40, now: world.clock.now() }),
    );

  it('a session that moves or is called off before the reminder needs no correction', async () => {
    await world.playUntil('2024-11-03T12:00:00+09:00');
    await move('01', '2024-11-05T20:30:00+09:00');
    await move('02', '2024-11-07T20:30:00+09:00');
    await world.onSession(keyOf('03'), (records, id) => cancelSession(records, id, world.clock.now()));
    await world.playUntil('2024-11-04T20:10:00+09:00');
    expect(pushesTo(world.phone('P01A'))).toHaveLength(1);
    expect(pushesTo(world.phone('P01A'))[0]).toContain('明日 11月5日(火) 20:30');
    expect(pushesTo(world.phone('P02A'))).toEqual([]);
    expect(pushesTo(world.phone('P03A'))).toEqual([]);
  });

  it('is announced with one push: date, link, and buttons that stay', () => {
    const phone = world.phone('P04A');
    expect(pushesTo(phone)).toHaveLength(1);
    expect(phone.labels()).toEqual([
      'ミーティングを開く',
      'まず聴いてほしい',
      '一緒に整理したい',
      '助言がほしい',
      '行けなくなった',
      '終わったら振り返る',
    ]);
    expect(phone.button('ミーティングを開く')).toMatchObject({
      kind: 'uri',
      uri: 'https://meet.example.org/team04',
    });
    expect(phone.user.screen().quick).toEqual([]);
  });

  it('without consent carries neither stance nor reflection, and the question once more', () => {
    const phone = world.phone('P08B');
    const texts = pushesTo(phone);
    expect(texts.join('\n')).not.toContain('どんなふうに聴いてほしい');
    expect(texts.join('\n')).toContain('この内容ではじめてよいですか');
    const pushed = world.line.ledger.filter(
      ({ via, userId }) => via === 'push' && userId === phone.user.userId,
    );
    expect(pushed).toHaveLength(1);
    expect(pushed[0]?.cost).toBe(1);
  });

  it('lets the mentors see how somebody would like to be heard, tapped or typed, changed or taken back', async () => {
    const phone = world.phone('P04A');
    await world.playUntil('2024-11-04T21:30:00+09:00');
    await phone.tap('まず聴いてほしい');
    expect(phone.lastText()).toContain('「まず聴いてほしい」ですね');
    await phone.tap('まず聴いてほしい');
    expect(holding('04', 'まず聴いてほしい')).toBe(1);
    await phone.say('別のものにする');
    await phone.say('助言がほしい');
    expect(holding('04', '助言がほしい')).toBe(1);
    expect(holding('04', 'まず聴いてほしい')).toBe(0);
    await phone.say('やっぱりなし');
    expect(holding('04', '助言がほしい')).toBe(0);
    await world.phone('P04B').say('一緒に整理したい');
    expect(holding('04', '一緒に整理したい')).toBe(1);
    expect(await murmursOf(world, 'P04B')).toEqual([]);
  });

  it('tells nobody after one tap, the mentors at once after two, and once however often it is tapped', async () => {
    await world.playUntil('2024-11-05T09:00:00+09:00');
    const phone = world.phone('P05A');
    await phone.tap('行けなくなった');
    expect(phone.lastText()).toContain('理由は書かなくて大丈夫です');
    expect(await attendanceOf('P05A')).toBe('expected');
    expect(holding('05', '行けなくなった')).toBe(0);
    const tell = phone.button('伝える').data ?? '';
    await phone.tapData(tell);
    await phone.tapData(tell);
    expect(phone.lastText()).toContain('伝えました。このあとどうしたいですか');
    expect(await attendanceOf('P05A')).toBe('cannot');
    expect(
      holding('05', 'Participant 05Aさんから、11月5日(火) 21:00の回は行けなくなったと連絡がありました'),
    ).toBe(1);
    expect(holding('05', 'Participant 05Bさんは参加の予定です')).toBe(1);
    await phone.tap('別の日にしたい');
    expect(holding('05', '別の日を希望しています')).toBe(1);
    expect(await stateOf('05')).toBe('planned');
  });

  it('works by typing alone, in every state, and names the meeting that is meant', async () => {
    const phone = world.phone('P08B');
    await phone.say('行けなくなった');
    expect(phone.textsSince(0).at(-2)).toContain('第1回は11月5日(火) 21:00の予定です');
    await phone.say('伝える');
    expect(await attendanceOf('P08B')).toBe('cannot');
    expect(holding('08', 'Participant 08Bさんから')).toBe(1);
    await phone.say('やっぱり行けます');
    expect(await attendanceOf('P08B')).toBe('expected');
    const agreed = world.phone('P08A');
    await agreed.say('行けなくなった');
    await agreed.say('間違えて押した');
    expect(agreed.lastText()).toContain('何も伝えていません');
    expect(await attendanceOf('P08A')).toBe('expected');
    expect(await murmursOf(world, 'P08A')).toEqual([]);
  });

  it('waits for a decision when both say so, even in the same moment', async () => {
    const both = [world.phone('P06A'), world.phone('P06B')];
    for (const phone of both) await phone.tap('行けなくなった');
    await Promise.all(both.map((phone) => phone.user.tap(phone.button('伝える'))));
    await world.settle();
    expect(await stateOf('06')).toBe('unsettled');
    const planned = await world.query(
      "select kind from deliveries where session_id = $1 and state = 'planned' and kind <> 'cannot.pair'",
      [await world.sessionId(keyOf('06'))],
    );
    expect(planned).toEqual([]);
  });

  it('found another day, expects both again and tells each once', async () => {
    await move('06', '2024-11-08T21:00:00+09:00');
    expect(await stateOf('06')).toBe('planned');
    for (const code of ['P06A', 'P06B']) {
      expect(await attendanceOf(code)).toBe('expected');
      expect(pushesTo(world.phone(code))).toHaveLength(2);
      expect(pushesTo(world.phone(code))[1]).toContain('11月8日(金) 21:00に変わりました');
    }
  });

  it('moved after the reminder: one correction for each, and the old button names the new date instead', async () => {
    const phone = world.phone('P07A');
    const old = phone.button('行けなくなった').data ?? '';
    await move('07', '2024-11-08T19:30:00+09:00');
    expect(pushesTo(phone)).toHaveLength(2);
    expect(pushesTo(phone)[1]).toContain('11月8日(金) 19:30に変わりました');
    expect(holding('07', '11月8日(金) 19:30に変わりました')).toBe(1);
    const before = phone.received.length;
    await phone.tapData(old);
    expect(phone.textsSince(before)[0]).toBe('この回は11月8日(金) 19:30に変わっています。');
    expect(phone.textsSince(before).join('\n')).not.toContain('伝えますか');
    await phone.tap('行けなくなった');
    expect(phone.lastText()).toContain('伝えますか');
    await phone.tap('間違えて押した');
  });

  it('called off: planned notices are dropped, and the old buttons say so', async () => {
    const phone = world.phone('P04B');
    await world.onSession(keyOf('04'), (records, id) => cancelSession(records, id, world.clock.now()));
    expect(pushesTo(phone)).toHaveLength(2);
    expect(pushesTo(phone)[1]).toContain('見送りになりました');
    for (const label of ['まず聴いてほしい', '行けなくなった', '終わったら振り返る']) {
      await phone.tap(label);
      expect(phone.lastText(), label).toContain('この回は見送りになりました');
    }
    expect(await attendanceOf('P04B')).toBe('expected');
  });

  it('asks afterwards only who was expected and has agreed, and says of an old button that it is over', async () => {
    await world.playUntil('2024-11-05T22:00:00+09:00');
    const phone = world.phone('P01A');
    await phone.tap('行けなくなった');
    expect(phone.lastText()).toContain('この回は終わっています');
    expect(await attendanceOf('P01A')).toBe('expected');
    await world.playUntil('2024-11-09T13:00:00+09:00');
    const asked = await world.query(
      `select p.code from deliveries d join people p on p.id = d.person_id
       where d.kind = 'ask.participant' and d.state = 'sent' order by 1`,
    );
    const askable = ['P01A', 'P01B', 'P02A', 'P02B', 'P05B', 'P06A', 'P06B', 'P07A', 'P07B', 'P08A'];
    expect(asked.map(({ code }) => code)).toEqual(askable);
  });

  it('pushed one reminder each, one correction for who knew, ask and nudge after it, and nothing else', async () => {
    const sent = await world.query(
      "select kind, count(*)::int as n from deliveries where platform = 'line' and state = 'sent' group by 1 order by 1",
    );
    const counts = Object.fromEntries(sent.map(({ kind, n }) => [String(kind), n]));
    expect(Object.keys(counts).sort()).toEqual([
      'ask.participant',
      'cancelled.participant',
      'moved.participant',
      'nudge.participant',
      'reminder.participant',
    ]);
    expect(counts).toMatchObject({ 'moved.participant': 4, 'cancelled.participant': 2 });
    const pushes = world.line.ledger.filter(({ via }) => via === 'push');
    const hours = pushes.map(({ at }) => (at.getUTCHours() + 9) % 24);
    expect(hours.filter((hour) => hour >= 21 || hour < 8)).toEqual([]);
    expect(pushes).toHaveLength(Object.values(counts).reduce<number>((sum, n) => sum + Number(n), 0));
    expect(world.line.violations).toEqual([]);
    expect(world.slack.violations).toEqual([]);
  });
});
