import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import type { Phone } from '../support/flows/flow-phone.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { addSecondProgramme } from '../support/flows/second-programme.ts';
import { isKept, pushesTo } from '../support/line/line-records.ts';

describe('a participant of two programmes', () => {
  let world: FlowWorld;
  let phone: Phone;
  let secondCode = '';

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url });
    secondCode = await addSecondProgramme(world, {
      roster:
        'code,team,role,name,organisation,email,zone,language,quiet\nP01A,X1,participant,Participant 01A,Org A,p01a@example.org,Asia/Tokyo,ja,\n',
      sessions:
        'team,number,kind,date,start,minutes,link\nX1,1,mentoring,2024-11-05,12:00,40,https://meet.example.org/x1\n',
      codeFor: 'P01A',
    });
    phone = await world.join('P01A');
  });
  afterAll(() => world.close());

  const consents = async (): Promise<readonly unknown[]> =>
    (
      await world.query(
        "select p.code, e.consent from enrolments e join people x on x.id = e.person_id join programmes p on p.id = e.programme_id where x.code = 'P01A' order by p.code",
      )
    ).map(({ code, consent }) => `${String(code)}: ${String(consent)}`);
  const reflections = () =>
    world.query(
      `select g.code, r.satisfaction, r.status from reflections r join people p on p.id = r.person_id
       join programmes g on g.id = r.programme_id where p.code = 'P01A' and r.session_id is not null order by 1`,
    );

  const beforeForms = () =>
    world.query(
      "select g.code from reflections r join programmes g on g.id = r.programme_id where r.form_key = 'before.participant' order by 1",
    );

  it('connects to the second with the same account and is asked anew who may read what', async () => {
    expect(await consents()).toEqual(['second: unanswered', 'test: agreed']);
    expect(await beforeForms()).toEqual([{ code: 'test' }]);
    await phone.say(secondCode);
    expect(phone.textsSince(0).join('\n')).toContain('二つ目のプログラムにもつながりました');
    expect(await consents()).toEqual(['second: unanswered', 'test: agreed']);
    await phone.say('同意してはじめる');
    expect(await consents()).toEqual(['second: agreed', 'test: agreed']);
    expect(await beforeForms()).toEqual([{ code: 'second' }, { code: 'test' }]);
  });

  it('reads with every meeting which programme it belongs to', async () => {
    await world.playUntil('2024-11-05T11:00:00+09:00');
    const texts = pushesTo(phone);
    expect(texts).toHaveLength(2);
    expect(texts.join('\n')).toContain('メンタリング（テスト 第1回）です');
    expect(texts.join('\n')).toContain('メンタリング（二つ目 第1回）です');
    await phone.say('次回');
    expect(phone.lastText()).toContain('次回（二つ目 第1回）は11月5日(火) 12:00');
  });

  it('has one form open at a time, and each answer goes to its own programme', async () => {
    await world.playUntil('2024-11-05T20:50:00+09:00');
    await phone.say('振り返り');
    expect(phone.labels()).toEqual(['テスト 第1回（11月5日）', '二つ目 第1回（11月5日）']);
    await phone.say('二つ目 第1回（11月5日）');
    await phone.say('2');
    await phone.say('振り返り');
    await phone.tap('テスト 第1回（11月5日）');
    await phone.say('5');
    await phone.say('送る');
    expect(await reflections()).toEqual([
      { code: 'second', satisfaction: 2, status: 'open' },
      { code: 'test', satisfaction: 5, status: 'sent' },
    ]);
    await phone.say('振り返り');
    expect(phone.textsSince(0).join('\n')).toContain('二つ目 第1回（11月5日）の続きです');
    await phone.say('送る');
    expect(await reflections()).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
  });

  it('takes back consent in one without touching the other', async () => {
    await phone.say('設定');
    await phone.say('預かる内容');
    await phone.say('お知らせだけにする');
    expect((await consents()).filter((one) => String(one).endsWith('agreed'))).toHaveLength(1);
    await phone.say('これはつぶやきです');
    expect(await isKept(world, 'これはつぶやきです')).toBe(true);
  });

  it('breaks no rule of LINE', () => {
    expect(world.line.violations).toEqual([]);
  });
});
