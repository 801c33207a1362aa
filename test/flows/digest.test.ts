import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReceivedMessage } from '../../playground/slack/types.ts';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { createFlowWorld, type FlowOptions, type FlowWorld } from '../support/flow-world.ts';
import { createTestDatabase } from '../support/test-database.ts';

const monday = '2024-11-11T09:00:00+09:00';

describe('the weekly digest', () => {
  let world: FlowWorld;

  const open = async (more: Partial<FlowOptions> = {}): Promise<void> => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url, ...more });
    await world.join('P01A');
    await world.join('P02A');
    for (const code of ['M01A', 'M01B', 'M02A', 'M02B']) await world.slackOf(code).click('同意してはじめる');
    await world.playUntil('2024-11-06T23:30:00+09:00');
  };
  beforeEach(() => open());
  afterEach(async () => {
    expect(world.slack.violations).toEqual([]);
    await world.close();
  });

  const takeAt = async (at: string): Promise<void> => {
    await world.playUntil(at);
    await world.container.sweeps.makeDigests(world.programme.id);
    await world.settle();
    await world.playUntil(new Date(world.clock.now().getTime() + 60_000));
  };
  const digests = (): readonly ReceivedMessage[] =>
    world
      .slackOf('K1')
      .messages()
      .filter((one) => world.slackOf('K1').textOf(one).includes('週のまとめ'));
  const linesOf = (message: ReceivedMessage): readonly string[] =>
    message.blocks.flatMap((block) => readTexts(block)).flatMap((text) => text.split('\n'));
  const stateOf = async (key: string): Promise<unknown> =>
    (
      await world.query('select state, contradicted from sessions where id = $1', [
        await world.sessionId(key),
      ])
    )[0];

  it('comes to the desk’s channel on Monday at nine, in at most twenty lines, once', async () => {
    await world.slackOf('M01A').click('4 よかった');
    await takeAt(monday);
    await world.container.sweeps.makeDigests(world.programme.id);
    await world.settle();
    const latest = digests().at(-1);
    expect(latest?.channel).toBe(world.deskChannel);
    expect(latest === undefined ? [] : linesOf(latest)).toSatisfy((lines: string[]) => lines.length <= 20);
    const keys = await world.query('select iso_week from digests group by 1 having count(*) > 1');
    expect(keys).toEqual([]);
    const texts = latest === undefined ? '' : world.slackOf('K1').textOf(latest);
    expect(texts).toContain('予定2');
    expect(texts).toContain('メンター1/4');
    expect(texts).toContain('5人に満たないため平均は出していません（n=1）');
  });

  it('goes to each coordinator where the bot is not in the channel', async () => {
    await world.close();
    await open({ deskBotIsMember: false });
    await takeAt(monday);
    await world.playUntil('2024-11-11T12:00:00+09:00');
    expect(digests().at(-1)?.kind).toBe('dm');
  });

  it('counts what came late and what was corrected in the next one, and leaves the first as it was', async () => {
    await world.slackOf('M01A').click('4 よかった');
    await takeAt(monday);
    const [first] = await world.query("select figures from digests where iso_week = '2024-W45'");
    await world.slackOf('M01A').click('直す');
    const user = world.slackOf('M01A').user;
    const block = user
      .currentView()
      ?.blocks.find((one) => JSON.stringify(one).includes('どちらともいえない'));
    await user.chooseInView(typeof block?.block_id === 'string' ? block.block_id : '', '3');
    await user.submitView();
    await world.settle();
    await world.slackOf('M02A').click('5 とてもよかった');
    await takeAt('2024-11-18T09:00:00+09:00');
    expect(await world.query("select figures from digests where iso_week = '2024-W45'")).toEqual([first]);
    const second = digests().at(-1);
    const text = second === undefined ? '' : world.slackOf('K1').textOf(second);
    expect(text).toContain('後着1');
    expect(text).toContain('訂正1');
  });

  it('shows a session held when one of those who were there says so', async () => {
    await world.slackOf('M01A').click('4 よかった');
    expect(await stateOf('01/mentoring/1')).toEqual({ state: 'held', contradicted: false });
  });

  it('shows it missed when nobody met, and asks for a decision when people disagree', async () => {
    await world.slackOf('M01A').click('会えなかった');
    expect(await stateOf('01/mentoring/1')).toEqual({ state: 'missed', contradicted: false });
    await world.slackOf('M01B').click('5 とてもよかった');
    expect(await stateOf('01/mentoring/1')).toEqual({ state: 'held', contradicted: true });
    await takeAt(monday);
    const text = digests()
      .map((one) => world.slackOf('K1').textOf(one))
      .at(-1);
    expect(text).toContain('先に決めたいこと');
    expect(text).toContain('チーム01');
  });

  it('asks about a session of which nobody has said anything for three days', async () => {
    await takeAt(monday);
    const text =
      digests()
        .map((one) => world.slackOf('K1').textOf(one))
        .at(-1) ?? '';
    expect(text).toContain('確認待ち2');
    expect(text).toContain('チーム01');
    expect(text).toContain('チーム02');
  });

  it('counts who has not joined, who cannot be reached and what was not received', async () => {
    await world.phone('P02A').block();
    await world.slackOf('M02B').user.deactivate();
    await world.onSession('02/mentoring/1', (records, id) => cancelSession(records, id, world.clock.now()));
    await takeAt(monday);
    const text =
      digests()
        .map((one) => world.slackOf('K1').textOf(one))
        .at(-1) ?? '';
    expect(text).toContain('つながらない方：LINE1人　Slack1人　これから参加1人');
  });
});

function readTexts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(readTexts);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : readTexts(inner),
  );
}
