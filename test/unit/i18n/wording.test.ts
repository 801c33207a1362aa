import { describe, expect, it } from 'vitest';
import { textsFor } from '../../../src/i18n/index.ts';

const ja = textsFor('ja');
const en = textsFor('en');
const zone = 'Asia/Tokyo';
const second = { kind: 'mentoring', number: 2, at: new Date('2024-11-12T12:00:00Z'), zone } as const;
const eve = new Date('2024-11-11T11:00:00Z');

describe('what a participant reads', () => {
  it('names the session by number and date', () => {
    expect(ja.names.title(second)).toBe('第2回（11月12日）');
    expect(en.names.title(second)).toBe('meeting 2 (12 Nov)');
    expect(ja.names.title({ ...second, kind: 'closing' })).toBe('振り返りの会（11月12日）');
  });

  it("puts the programme's short name first for who is in two", () => {
    expect(ja.names.session({ ...second, programme: 'NPO2024' })).toBe('NPO2024 第2回');
  });

  it('is reminded with who listens and for how long', () => {
    const reminder = { number: 2, mentors: ['佐藤', '鈴木'], minutes: 40 };
    expect(ja.reminders.participant.mentoring(reminder)).toBe(
      'メンタリング（第2回）です。佐藤さんと鈴木さんがお話をうかがいます。40分ほどです。',
    );
    expect(en.reminders.participant.mentoring(reminder)).toBe(
      'Mentoring, meeting 2, with 佐藤 and 鈴木, about 40 minutes.',
    );
    expect(ja.reminders.participant.summary(second)).toBe('11月12日(火) 21:00のご案内です');
    expect(ja.reminders.stance.ask({ ...second, now: eve })).toBe(
      '明日は、どんなふうに聴いてほしいですか。押さなくてもかまいません。',
    );
    expect(ja.reminders.stance.kept({ stance: 'listen' })).toBe(
      '「まず聴いてほしい」ですね。メンターのおふたりに伝えます。',
    );
    expect(en.reminders.stance.kept({ stance: 'listen' })).toBe("'Just listen' – your mentors will see it.");
  });

  it('is thanked once, with what was chosen', () => {
    const answers = [
      { kind: 'choices', label: '満足度', labels: ['4 よかった'] },
      { kind: 'choices', label: '話したこと', labels: ['運営のこと', 'キャリア'] },
      { kind: 'words', label: '心に残った言葉', text: '一人で抱えなくていい' },
      { kind: 'none', label: '次の一歩' },
    ] as const;
    expect(ja.reflections.done({ answers })).toBe(
      '受け取りました。ありがとうございます。4 よかった／運営のこと・キャリア。あとからでも直せます。',
    );
    expect(ja.reflections.check({ answers })).toBe(
      'これで送りますか。\n満足度：4 よかった\n話したこと：運営のこと・キャリア\n心に残った言葉：「一人で抱えなくていい」\n次の一歩：–',
    );
    expect(ja.reflections.resume({ ...second, answers: answers.slice(0, 1) })).toBe(
      '第2回（11月12日）の続きです。ここまで：4 よかった。',
    );
    expect(ja.reflections.resume({ ...second, answers: [] })).toBe('第2回（11月12日）の続きです。');
  });

  it('is thanked in English with choices as parts of the sentence', () => {
    const answers = [
      { kind: 'choices', label: 'Satisfaction', labels: ['4 Good'] },
      { kind: 'choices', label: 'Topics', labels: ['Running the group', 'Career'] },
    ] as const;
    expect(en.reflections.done({ answers })).toBe(
      'Received, thank you. 4 Good / running the group, career. You can change it later, too.',
    );
    expect(en.reflections.resume({ ...second, answers: answers.slice(0, 1) })).toBe(
      'Meeting 2 (12 Nov), where you left off. So far: 4 Good.',
    );
  });

  it('hears how long a long text was', () => {
    expect(ja.reflections.keptLong({ count: 1240 })).toBe('長い文章も、そのまま預かりました（1,240文字）。');
    expect(en.reflections.keptLong({ count: 1240 })).toBe('Kept in full (1,240 characters).');
  });

  it('is asked which question a late text belongs to', () => {
    expect(ja.reflections.which.ask({ kind: 'mentoring', number: 2, label: '心に残った言葉' })).toBe(
      '今の文章は、第2回の「心に残った言葉」の答えですか。',
    );
    expect(en.reflections.which.ask({ kind: 'mentoring', number: 2, label: 'Words that stayed' })).toBe(
      "Is this your answer to 'words that stayed' (meeting 2)?",
    );
  });

  it('finds the next session with how many are left', () => {
    const third = {
      ...second,
      number: 3,
      at: new Date('2024-11-26T12:00:00Z'),
      zones: ['Asia/Tokyo'],
      mentors: ['A', 'B'],
      left: 4,
      endsOn: new Date('2025-02-13T15:00:00Z'),
    };
    expect(ja.menu.next(third)).toBe(
      '次回（第3回）は11月26日(火) 21:00です。メンターはAさんとBさん。残り4回（2月14日まで）です。',
    );
    expect(en.menu.next(third)).toBe(
      'Next (meeting 3): Tue 26 Nov, 21:00, with A and B. 4 to go until 14 Feb.',
    );
  });
});

describe('what mentors read', () => {
  it('asks about the session with date, time and participant', () => {
    expect(ja.mentors.reflection.ask({ ...second, names: ['参加者07'] })).toBe(
      '第2回（11月12日 21:00、参加者07さん）、おつかれさまでした。2分ほどの振り返りです。',
    );
    expect(en.mentors.reflection.ask({ ...second, names: ['Ann'] })).toBe(
      'Meeting 2 (12 Nov, 21:00, Ann): thank you. This takes two minutes.',
    );
  });

  it('asks to pass details on, with a text that holds on any day', () => {
    expect(ja.sessions.relay.ask({ ...second, name: '参加者07', now: eve })).toBe(
      '参加者07さんに、LINEでお届けできない状態です。明日 11月12日(火) 21:00のことを、いつもの連絡先でお伝えいただけますか。文例をつけました。',
    );
    expect(en.sessions.relay.ask({ ...second, name: 'Ann', now: eve })).toBe(
      "LINE does not reach Ann at the moment. Could you pass on tomorrow's details by your usual contact? A text to copy is below.",
    );
    const copy = ja.sessions.relay.copy({ ...second, mentors: ['A', 'B'], link: 'https://example.org/m' });
    expect(copy).toContain('11月12日(火) 21:00から、第2回です。');
    expect(copy).not.toMatch(/今日|今夜|明日/u);
  });
});

describe('the digest', () => {
  const days = { from: new Date('2024-11-24T15:00:00Z'), to: new Date('2024-12-01T14:59:59Z'), zone };

  it('writes a filled week', () => {
    const { digest } = ja;
    expect(digest.header({ programme: 'NPOメンタリング2024', week: 48, ...days })).toBe(
      'NPOメンタリング2024 週のまとめ 第48週（11/25–12/1）',
    );
    expect(digest.decisions.heading({ count: 3 })).toBe('*先に決めたいこと*（3件）');
    expect(digest.sessions({ planned: 10, held: 8, notMet: 1, unsettled: 1, awaiting: 0 })).toBe(
      'メンタリング：予定10　実施8　会えず1　相談中1　確認待ち0',
    );
    expect(
      digest.reflections({
        ofMentors: { answered: 16, due: 18 },
        ofParticipants: { answered: 9, due: 11 },
        lastWeek: { answered: 22, due: 24 },
        late: 2,
        corrected: 1,
      }),
    ).toBe('振り返り：メンター16/18（89%）　参加者9/11（82%）　先週の最終22/24　後着2　訂正1');
    expect(digest.participantSatisfaction({ mean: 4.375, n: 8, counts: [4, 3, 1, 0, 0] })).toBe(
      '満足度・参加者：平均4.4（n=8）　5:4　4:3　3:1　2:0　1:0',
    );
    expect(digest.soFar({ held: 34, planned: 108, idleTeams: 1 })).toBe(
      'これまで：実施34/108　21日以上あいたチーム1',
    );
    expect(digest.unreachable({ line: 1, slack: 0, notJoined: 0, remindersOnly: 1 })).toBe(
      'つながらない方：LINE1人　Slack0人　これから参加0人　お知らせだけ1人',
    );
    const at = new Date('2024-12-01T03:00:00Z');
    expect(
      digest.undelivered({ count: 1, items: [{ kind: 'reminder.participant', why: 'relayed', at, zone }] }),
    ).toBe('*届かなかったもの* 1件：12/1の前日お知らせ（ペアに連絡を頼みました）');
    const monthly = [
      { month: 11, used: 91 },
      { month: 12, used: 3 },
    ];
    expect(digest.pushes({ monthly, target: 120, limit: 200, forecast: 96 })).toBe(
      'LINE：11月91/120（上限200）　12月3　月末見込み96',
    );
    expect(en.digest.pushes({ monthly, target: 120, limit: 200, forecast: 96 })).toBe(
      'LINE: Nov 91/120 (limit 200), Dec 3, forecast 96',
    );
    expect(digest.nextWeek({ ...days, count: 11, undated: 2 })).toBe(
      '*来週（11/25–12/1）* 11回　うち日時未確定2',
    );
    expect(digest.asOf({ at: new Date('2024-12-02T00:00:00Z'), zone })).toBe('12/2 9:00時点（日本時間）');
  });

  it('shows no average of fewer than five answers', () => {
    const few = { mean: null, n: 3, counts: [1, 1, 1, 0, 0] };
    expect(ja.digest.mentorSatisfaction(few)).toBe(
      '満足度・メンター：5人に満たないため平均は出していません（n=3）',
    );
    expect(en.digest.mentorSatisfaction(few)).toBe(
      'Satisfaction, mentors: fewer than 5 answers, no average shown (n=3)',
    );
  });

  it('lists at most three undelivered messages and counts the rest', () => {
    const at = new Date('2024-12-01T03:00:00Z');
    const items = Array.from(
      { length: 5 },
      () => ({ kind: 'ask.mentor', why: 'expired', at, zone }) as const,
    );
    const line = ja.digest.undelivered({ count: 5, items });
    expect(line.match(/振り返りのお願い/gu)).toHaveLength(3);
    expect(line).toMatch(/、ほか2件$/u);
  });

  it('writes a rate without dividing by nothing', () => {
    const none = { answered: 0, due: 0 };
    expect(
      ja.digest.reflections({ ofMentors: none, ofParticipants: none, lastWeek: null, late: 0, corrected: 0 }),
    ).toBe('振り返り：メンター0/0　参加者0/0　後着0　訂正0');
  });
});

describe('the join code mail', () => {
  it('holds code, last day and a link that types the code', () => {
    const mail = {
      name: '参加者07',
      programme: 'NPOメンタリング2024',
      code: 'KX7M2-9QTHR',
      account: '@bansou',
      contact: 'desk@example.org',
      at: new Date('2024-10-15T14:59:00Z'),
      zone,
    };
    for (const texts of [ja, en]) {
      const body = texts.cli.joinCodes.mail.body(mail);
      expect(body).toContain('https://line.me/R/oaMessage/%40bansou/?KX7M2-9QTHR');
      expect(body).toContain('desk@example.org');
    }
    expect(ja.cli.joinCodes.mail.body(mail)).toContain('10月15日(火) 23:59まで');
  });
});
