import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import type { SlackSeat } from '../support/flows/flow-slack.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';

describe('the slash command', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url });
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  const stateOf = async (team: string): Promise<unknown> =>
    (
      await world.query(
        'select s.state from sessions s join teams t on t.id = s.team_id where t.code = $1 and s.number = 1',
        [team],
      )
    )[0]?.state;

  it('answers a member’s command with what comes next, to them alone', async () => {
    for (const words of ['', 'next', '次回は？']) {
      const body = await commanded(world.slackOf('M02A'), words);
      expect(JSON.parse(body), words).toMatchObject({ response_type: 'ephemeral' });
      expect(body, words).toContain('11月6日(水) 20:00');
    }
  });

  it('lists every word of the command to whoever asks, or types anything else', async () => {
    for (const words of ['help', '使い方', 'なんでも😀'.repeat(500)]) {
      const body = await commanded(world.slackOf('M02A'), words);
      expect(JSON.parse(body)).toMatchObject({ response_type: 'ephemeral' });
      for (const word of ['次回', '日程', '変更', '中止', '会えた', 'お休み', 'schedule', 'away'])
        expect(body).toContain(word);
    }
    await world.slackOf('M02A').click('使い方');
    expect(world.slackOf('M02A').textOf(world.slackOf('M02A').message('/bansou 日程'))).toContain('away');
  });

  it('calls the next meeting off after one more question, and opens times, days away and reflection', async () => {
    const seat = world.slackOf('M02A');
    expect(await commanded(seat, '会えた')).toContain('いま書ける振り返りはありません');
    expect(await commanded(seat, 'お休み')).toBe('');
    await world.settle();
    expect(seat.user.currentView()?.callbackId).toBe('away');
    await seat.close();
    expect(await commanded(seat, '変更')).toBe('');
    await world.settle();
    expect(seat.user.currentView()?.callbackId).toBe('times');
    await seat.close();
    expect(await commanded(seat, '中止')).toContain('第1回（11月6日(水) 20:00）を見送りますか');
    expect(await stateOf('02')).toBe('planned');
    await seat.click('この回は見送る');
    expect(await stateOf('02')).toBe('cancelled');
    expect(await commanded(seat, '中止')).not.toContain('見送りますか');
  });

  it('shows the time that is called off on every clock of who would be there', async () => {
    await world.query("update people set zone = 'America/Los_Angeles' where code = 'M01B'");
    const [tokyo, away] = ['日本 11月5日(火) 20:00', 'ロサンゼルス 11月5日(火) 3:00'];
    expect(await commanded(world.slackOf('M01A'), '中止')).toContain(
      `第1回（${tokyo} ／ ${away}）を見送りますか`,
    );
    expect(await commanded(world.slackOf('M01B'), '中止')).toContain(
      `第1回（${away} ／ ${tokyo}）を見送りますか`,
    );
  });

  it('offers the desk no pause: nobody else reads what it is told', async () => {
    const desk = world.slackOf('K1');
    for (const words of ['away', 'お休み'])
      expect(await commanded(desk, words), words).toContain('/bansou 次回');
    await world.settle();
    expect(desk.user.currentView()).toBeNull();
  });

  it('tells a former member where to turn, as any other who is in no programme', async () => {
    await world.query(
      "update enrolments set ended_at = now() where person_id = (select id from people where code = 'M02B')",
    );
    for (const words of ['', 'schedule', 'help'])
      expect(await commanded(world.slackOf('M02B'), words), words).toContain('desk@example.org');
  });

  it('tells somebody in no programme where to turn, whatever they ask', async () => {
    const stranger = world.addSlack({ email: 'nobody@example.org', name: 'Nobody' });
    for (const words of [
      '',
      'next',
      '日程',
      'move',
      'cancel',
      'met',
      '会えなかった',
      'away',
      'help',
      '？？',
    ]) {
      const body = await commanded(stranger, words);
      expect(body, words).toContain('いまご参加のプログラムはありません。事務局：desk@example.org');
      expect(body, words).not.toContain('/bansou');
    }
  });
});

/** What a person reads after a slash command. */
async function commanded({ user }: SlackSeat, words: string): Promise<string> {
  const outcome = await user.command('/bansou', words);
  if (outcome.kind === 'failed') throw new Error(outcome.reason);
  expect(outcome.status).toBe(200);
  return outcome.body;
}
