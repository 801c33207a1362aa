import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';

const teams = ['01', '02', '03', '04'];
const zoneOf: Readonly<Record<string, string>> = { P02A: 'America/New_York', M01B: 'America/Los_Angeles' };
const person = (code: string, team: string, role: string): string =>
  `${code},${team},${role},Person ${code},${role === 'participant' ? `Org ${team}` : ''},${code.toLowerCase()}@example.org,${zoneOf[code] ?? 'Asia/Tokyo'},ja,`;
const roster = [
  'code,team,role,name,organisation,email,zone,language,quiet',
  ...teams.flatMap((team) => [
    person(`P${team}A`, team, 'participant'),
    person(`M${team}A`, team, 'mentor'),
    person(`M${team}B`, team, 'mentor'),
  ]),
  person('K1', '', 'coordinator'),
].join('\n');
const sessions = [
  'team,number,kind,date,start,minutes,link',
  ...teams.map((team) => `${team},1,mentoring,2024-11-20,20:00,40,https://meet.example.org/team${team}`),
].join('\n');
const first = '2024-11-26T21:00:00+09:00';

describe('times that people pick themselves', () => {
  const { world, dates } = datesAmong({
    roster,
    sessions,
    joined: ['P01A', 'P02A', 'P03A', 'P04A'],
    begin: async (opened, finding) => {
      for (const team of teams) await opened.phone(`P${team}A`).tap('あとにする');
      for (const team of ['01', '02']) await finding.schedule(team, { start1: seconds(first) });
      await finding.aMomentLater();
      for (const team of ['01', '02']) {
        const phone = opened.phone(`P${team}A`);
        await phone.say('こんにちは');
        await phone.tap('どれも難しい');
      }
    },
  });

  const ownTimesOf = async (team: string): Promise<readonly string[]> =>
    (
      await world().query(
        `select pt.starts_at from proposal_times pt join proposals p on p.id = pt.proposal_id
         join teams t on t.id = p.team_id where t.code = $1 and pt.role = 'participant' order by pt.starts_at`,
        [team],
      )
    ).map(({ starts_at }) => (starts_at instanceof Date ? starts_at.toISOString() : ''));

  it('are up to three, each put to the pair in one message; the last can be changed', async () => {
    const phone = world().phone('P01A');
    await phone.pick('日時を選ぶ', '2024-11-30T10:00');
    expect(phone.lastText()).toContain(
      '11月30日(土) 10:00（日本時間）ですね。メンターのおふたりに聞いてみます。',
    );
    expect(phone.labels()).toEqual(['もう1つ選ぶ', '直す', 'これでよい']);
    await dates().aMomentLater();
    const seen = dates().inGroup('01', '別の日時の希望がありました');
    await phone.pick('もう1つ選ぶ', '2024-11-30T11:00');
    await phone.pick('直す', '2024-12-01T11:00');
    expect(await ownTimesOf('01')).toEqual(['2024-11-30T01:00:00.000Z', '2024-12-01T02:00:00.000Z']);
    await phone.pick('もう1つ選ぶ', '2024-12-02T11:00');
    expect(phone.labels()).toEqual(['直す', 'これでよい']);
    await dates().aMomentLater();
    expect(dates().inGroup('01', '別の日時の希望がありました')).toBe(seen);
    const text = dates().mentorOf('01').textOf(dates().mentorOf('01').message('別の日時の希望がありました'));
    expect(text.match(/・日本 .* ／ ロサンゼルス .*/gu)).toEqual([
      '・日本 11月30日(土) 10:00 ／ ロサンゼルス 11月29日(金) 17:00',
      '・日本 12月1日(日) 11:00 ／ ロサンゼルス 11月30日(土) 18:00',
      '・日本 12月2日(月) 11:00 ／ ロサンゼルス 12月1日(日) 18:00',
    ]);
    await phone.tap('これでよい');
    expect(phone.lastText()).toContain('おふたりの返事をお待ちください');
  });

  it('are no more than three, whatever an old button says, and stand for themselves when tapped twice', async () => {
    const phone = world().phone('P01A');
    const before = await ownTimesOf('01');
    const more = phone.received
      .flatMap(({ message }) => JSON.stringify(message).match(/b1:t:[0-9a-f-]+:own:time/gu) ?? [])
      .at(-1);
    await phone.tapData(more ?? '', { datetime: '2024-12-03T11:00' });
    expect(phone.lastText()).toContain('選べる日時は3つまでです');
    await phone.tapData(more ?? '', { datetime: '2024-12-02T11:00' });
    expect(phone.labels()).toEqual(['直す', 'これでよい']);
    expect(await ownTimesOf('01')).toEqual(before);
  });

  it('are taken up by one tap of a mentor, and then an old picker tells what stands', async () => {
    const phone = world().phone('P01A');
    await dates().mentorOf('01').click('日本 12月1日(日) 11:00 ／ ロサンゼルス 11月30日(土) 18:00にする');
    await dates().aMomentLater();
    expect((await dates().sessionsOf('01')).map(({ starts_at }) => starts_at)).toContainEqual(
      new Date('2024-12-01T02:00:00Z'),
    );
    const [instead] = phone.received.flatMap(
      ({ message }) => JSON.stringify(message).match(/b1:t:[0-9a-f-]+:own:fix\.[0-9a-f-]+/gu) ?? [],
    );
    await phone.tapData(instead ?? '', { datetime: '2024-12-05T11:00' });
    expect(phone.lastText()).toContain('12月1日(日) 11:00に決まりました');
  });

  it.each([
    ['past', '2024-10-01T10:00', '過ぎた日時です'],
    ['two years ahead', '2026-11-20T10:00', 'プログラムの期間（〜2月14日）の外です'],
    ['after the phase', '2025-02-20T10:00', 'プログラムの期間（〜2月14日）の外です'],
    ['in the year-end break', '2024-12-30T10:00', 'はお休みです'],
    ['skipped by the clock', '2025-03-09T02:30', 'この時刻はありません'],
    ['shown twice by the clock', '2024-11-03T01:30', 'この時刻は2回あります'],
    ['during a session of the same person', '2024-11-20T06:20', 'Person P02Aさんの別の回と重なります'],
    ['nearer than the picker of now begins', '2024-11-01T06:00', '開始が近すぎます'],
    ['no time at all', 'tomorrow', '日時を1つ以上入れてください'],
  ])('is refused on LINE when it is %s, in words, and nothing is stored', async (_what, datetime, text) => {
    const phone = world().phone('P02A');
    const count = phone.received.length;
    await phone.tapData(pickerOf('P02A'), { datetime });
    expect(phone.textsSince(count).join('\n')).toContain(text);
    expect(phone.labels()).toEqual(['日時を選ぶ', 'メンターにまかせる']);
    expect(await ownTimesOf('02')).toEqual([]);
  });

  const pickerOf = (code: string): string =>
    world()
      .phone(code)
      .received.flatMap(({ message }) => JSON.stringify(message).match(/b1:t:[0-9a-f-]+:own:time/gu) ?? [])
      .at(-1) ?? '';

  it.each([
    ['past', '2024-10-01T10:00:00+09:00', '過ぎた日時です'],
    ['two years ahead', '2026-11-20T10:00:00+09:00', 'プログラムの期間（〜2月14日）の外です'],
    ['after the phase', '2025-02-20T10:00:00+09:00', 'プログラムの期間（〜2月14日）の外です'],
    [
      'the second of two equal times on a mentor’s clock',
      '2024-11-03T01:30:00-08:00',
      'この時刻は2回あります',
    ],
    [
      'the first of two equal times on a mentor’s clock',
      '2024-11-03T01:30:00-07:00',
      'この時刻は2回あります',
    ],
    ['during a session of the same person', '2024-11-20T19:30:00+09:00', 'の別の回と重なります'],
  ])('is refused in Slack when it is %s, at its field, and nothing is written', async (_what, at, text) => {
    const proposals = await world().query('select id, state from proposals order by id');
    const outcome = await dates().schedule('01', { start1: seconds(at) });
    await dates().mentorOf('01').close();
    expect(JSON.stringify(outcome)).toContain(text);
    expect(await world().query('select id, state from proposals order by id')).toEqual(proposals);
  });

  it('is put to the pair to pass on when the participant has blocked the account, before or after', async () => {
    await world().phone('P03A').block();
    await dates().schedule('03', { start1: seconds(first) });
    await dates().aMomentLater();
    expect(dates().inGroup('03', 'Person P03Aさんには、LINEでお届けできない状態です')).toBe(1);
    expect(dates().inGroup('03', 'お返事待ち')).toBe(0);
    await dates().schedule('04', { start1: seconds(first) });
    await dates().aMomentLater();
    expect(dates().inGroup('04', 'お返事待ち：Person P04Aさん')).toBe(1);
    await world().phone('P04A').block();
    await dates().aMomentLater();
    const told = dates()
      .mentorOf('04')
      .messages()
      .filter(({ kind }) => kind === 'group')
      .at(-1);
    expect(told === undefined ? '' : dates().mentorOf('04').textOf(told)).toContain(
      'Person P04Aさんには、LINEでお届けできない状態です。いつもの連絡先でお伝えいただけますか。',
    );
  });
});
