import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import type { Phone } from '../support/flows/flow-phone.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { isKept, pushesTo } from '../support/line/line-records.ts';
import { manyParticipants } from '../support/line/many-participants.ts';

const { files } = manyParticipants(16, [{ number: 1, date: '2024-11-12', start: '20:00' }]);

describe('joining on LINE', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url, ...files });
  });
  afterAll(() => world.close());

  const consentOf = async (code: string): Promise<unknown> =>
    (
      await world.query(
        'select e.consent from enrolments e join people p on p.id = e.person_id where p.code = $1',
        [code],
      )
    )[0]?.consent;
  const lineOf = async (code: string): Promise<unknown> =>
    (await world.query('select line_user_id from people where code = $1', [code]))[0]?.line_user_id;
  const reachable = async (code: string): Promise<unknown> =>
    (await world.query('select line_reachable as is from people where code = $1', [code]))[0]?.is;
  const later = (minutes: number): Promise<void> =>
    world.playUntil(new Date(world.clock.now().getTime() + minutes * 60_000));
  const connected = async (code: string): Promise<Phone> => {
    const phone = world.phone(code);
    await phone.follow();
    await phone.say(await world.issueCode(code));
    return phone;
  };

  it('greets a new friend with what to do and where to turn, again when they come again, and keeps nothing', async () => {
    const phone = world.addPhone('stranger');
    const { webhookEventId } = await phone.follow();
    expect(phone.lastText()).toContain('参加コードを送ってください');
    expect(phone.labels()).toEqual(['コードがわからない', '相談先']);
    await phone.tap('コードがわからない');
    expect(phone.lastText()).toContain('desk@example.org');
    for (const text of ['こんにちは、知らない人です', 'ABCDEFGHIJ', '次回', '同意する']) {
      await phone.say(text);
      expect(phone.lastText()).toContain('参加コードを送ってください');
    }
    await phone.sendMedia('image');
    await phone.sendSticker();
    expect(phone.lastText()).toContain('参加コードを送ってください');
    expect(await isKept(world, '知らない人です')).toBe(false);
    expect(await world.query('select 1 from wrong_tries')).toEqual([]);
    const seen = phone.received.length;
    const again = {
      ...world.line.hostile.makeEvent(
        { type: 'follow', follow: { isUnblocked: false } },
        { type: 'user', userId: phone.user.userId },
      ),
      webhookEventId,
    };
    await world.line.hostile.postEvents([again]);
    await world.settle();
    expect(phone.received).toHaveLength(seen);
    await phone.follow();
    expect(phone.lastText()).toContain('はじめまして');
  });

  it('takes the code in full width, lower case, with spaces and any hyphen, and stores only its hash', async () => {
    const odd: readonly ((code: string) => string)[] = [
      (code) => code.toLowerCase().replace('-', ' '),
      (code) =>
        Array.from(code.replace('-', '－'))
          .map((sign) =>
            /[0-9A-Z]/u.test(sign) ? String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0) : sign,
          )
          .join(''),
      (code) => `　${Array.from(code.replace('-', '')).join(' ')}\n`,
      (code) => code.replace('-', 'ー'),
    ];
    for (const [index, write] of odd.entries()) {
      const who = ['P01', 'P02', 'P03', 'P04'][index] ?? '';
      const code = await world.issueCode(who);
      const phone = world.phone(who);
      await phone.follow();
      await phone.say(write(code));
      expect(phone.textsSince(0).join('\n'), write(code)).toContain(`Participant ${who}さん、つながりました`);
      expect(await lineOf(who)).toBe(phone.user.userId);
      expect(await isKept(world, code.replace('-', ''))).toBe(false);
    }
  });

  it('says who will read what before it asks, and keeps nothing that is written before the answer', async () => {
    const phone = world.phone('P01');
    expect(phone.textsSince(0).join('\n')).toMatch(/■メンターのおふたりと事務局.*■事務局だけ.*■あなただけ/su);
    expect(phone.labels()).toEqual(['同意してはじめる', 'お知らせだけにする', 'くわしく読む']);
    await phone.say('まだ同意していない秘密のことば');
    await phone.say('4');
    await phone.sendMedia('image');
    for (const command of ['つぶやき', '振り返り']) {
      await phone.say(command);
      expect(phone.textsSince(0).at(-2), command).toContain('お返事の前に書かれたことは残しません');
    }
    for (const data of ['b1:k:-:murmur:open', 'b1:k:-:reflect:open']) {
      await phone.tapData(data);
      expect(phone.textsSince(0).at(-2), data).toContain('お返事の前に書かれたことは残しません');
    }
    await phone.say('二つ目の秘密のことば');
    expect(await isKept(world, '秘密のことば')).toBe(false);
    expect(await world.query('select 1 from reflections')).toEqual([]);
    await phone.say('くわしく読む');
    expect(phone.textsSince(0).join('\n')).toContain('だれが何を読むか');
    expect(phone.labels()).toContain('同意してはじめる');
    expect(await consentOf('P01')).toBe('unanswered');
  });

  it('takes consent typed or tapped, then says when and with whom, and asks two questions of one tap each', async () => {
    const typed = world.phone('P01');
    await typed.say('同意してはじめる');
    expect(await consentOf('P01')).toBe('agreed');
    expect(typed.textsSince(0).join('\n')).toContain(
      '次のメンタリングは11月12日(火) 20:00、メンターはMentor M01AさんとMentor M01Bさんです',
    );
    const tapped = world.phone('P02');
    await tapped.tap('同意してはじめる');
    await tapped.tap('同意してはじめる');
    expect(await consentOf('P02')).toBe('agreed');
    expect(tapped.lastText()).toContain('お返事はいただいています');
    await tapped.tap('4 だいたいできている');
    await tapped.tap('1 いまはいない');
    await typed.say('３');
    await typed.say('いつでもいる');
    const rows = await world.query(
      "select p.code, r.status, count(a.*)::int as answers from reflections r join people p on p.id = r.person_id join answers a on a.reflection_id = r.id where r.form_key = 'before.participant' group by 1, 2 order by 1",
    );
    expect(rows).toEqual([
      { code: 'P01', status: 'sent', answers: 2 },
      { code: 'P02', status: 'sent', answers: 2 },
    ]);
  });

  it('makes reminders only of a no, keeps no words, changes at any time, and can go back again', async () => {
    const phone = world.phone('P03');
    await phone.say('お知らせだけにする');
    expect(await consentOf('P03')).toBe('reminders_only');
    await phone.say('残らないことば');
    expect(phone.lastText()).toContain('書かれたことは残していません');
    expect(await isKept(world, '残らないことば')).toBe(false);
    await phone.say('次回');
    expect(phone.lastText()).toContain('11月12日');
    await phone.say('残らないことば');
    await phone.say('振り返りも使う');
    expect(await consentOf('P03')).toBe('agreed');
    await phone.say('設定');
    await phone.say('預かる内容');
    await phone.say('お知らせだけにする');
    expect(await consentOf('P03')).toBe('reminders_only');
    expect(phone.lastText()).toContain('これまでの記録はそのままです');
  });

  it('tells the pair once that somebody joined, knows who blocked the account, and tells when they are back', async () => {
    const phone = await connected('P11');
    await phone.tap('同意してはじめる');
    await later(1);
    const group = (): readonly string[] =>
      world
        .slackOf('M03A')
        .messages()
        .map((one) => world.slackOf('M03A').textOf(one));
    expect(group().filter((text) => text.includes('Participant P11さんがLINEにつながりました'))).toHaveLength(
      1,
    );
    await phone.block();
    expect(await reachable('P11')).toBe(false);
    const other = await connected('P12');
    await other.tap('同意してはじめる');
    await other.block();
    await later(1);
    await other.follow();
    await later(1);
    expect(await reachable('P12')).toBe(true);
    expect(other.textsSince(0).join('\n')).toContain('おかえりなさい。これまでの記録はそのままです。');
    expect(group().filter((text) => text.includes('Participant P12さんにまたLINEが届きます'))).toHaveLength(
      1,
    );
    expect(await consentOf('P12')).toBe('agreed');
  });

  it('reminds everybody who is connected; without a yes it carries no question but the one about consent', async () => {
    await connected('P13');
    await world.playUntil('2024-11-12T09:00:00+09:00');
    expect(pushesTo(world.phone('P01'))).toHaveLength(1);
    expect(pushesTo(world.phone('P01'))[0]).toContain('どんなふうに聴いてほしい');
    expect(pushesTo(world.phone('P03')).join()).toContain('11月12日(火) 20:00');
    expect(pushesTo(world.phone('P03')).join()).not.toMatch(/どんなふうに聴いてほしい|この内容ではじめて/u);
    expect(world.phone('P13').offers('同意してはじめる')).toBe(true);
    expect(pushesTo(world.phone('P11'))).toEqual([]);
    const group = world
      .slackOf('M03A')
      .messages()
      .map((one) => world.slackOf('M03A').textOf(one))
      .join('\n');
    expect(group).toContain('Participant P11さんに、LINEでお届けできない状態です');
    expect(group).not.toContain('ブロック');
  });

  it('asks nothing after the meeting of who wants reminders only or has not answered', async () => {
    await world.playUntil('2024-11-15T13:00:00+09:00');
    const asked = await world.query(
      "select distinct p.code from deliveries d join people p on p.id = d.person_id where d.kind in ('ask.participant', 'nudge.participant') and d.state = 'sent' order by 1",
    );
    expect(asked.map(({ code }) => code)).toEqual(['P01', 'P02', 'P12']);
  });

  it('pushed and broke nothing beyond what is wanted', async () => {
    const kinds = await world.query(
      "select distinct kind from deliveries where platform = 'line' and state = 'sent' order by 1",
    );
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'ask.participant',
      'nudge.participant',
      'reminder.participant',
    ]);
    expect(world.line.violations).toEqual([]);
  });
});
