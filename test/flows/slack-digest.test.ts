import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoWeekOf } from '../../src/domain/time.ts';
import { randomIds } from '../../src/shared/ids.ts';
import { createDigestStore } from '../../src/storage/digests/digest-store.ts';
import { windowOf } from '../../src/use-cases/make-digests.ts';
import { digestText } from '../../src/use-cases/messages/digest.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { rosterOfTeams, sessionsFile, teamCodes } from '../support/flows/flow-teams.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';

const teams = teamCodes(6);
/** Everybody meets on Tuesday 5 November; teams 01 and 02 again two weeks later. */
const sessions = sessionsFile([
  ...teams.map((team) => ({ team, date: '2024-11-05', start: '16:00' })),
  ...['01', '02'].map((team) => ({ team, number: 2, date: '2024-11-19', start: '16:00' })),
]);

const rate = async (world: FlowWorld, code: string, label: string): Promise<void> => {
  const mentor = world.slackOf(code);
  await mentor.click(label);
  if (mentor.user.currentView() !== null) await mentor.close();
};
const makeDigests = (world: FlowWorld) => world.container.sweeps.makeDigests(world.programme.id);
const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');
/** The lines of a message as the channel shows them. */
const shownLines = (message: { readonly blocks: readonly unknown[] }): readonly string[] =>
  linesOf(
    [...JSON.stringify(message.blocks).matchAll(/"text":"((?:[^"\\]|\\.)*)"/gu)]
      .map(([, text]) => JSON.parse(`"${text}"`))
      .join('\n'),
  );

describe('the weekly digest in the desk’s channel', () => {
  let world: FlowWorld;
  const made = createTestDatabase();

  beforeAll(async () => {
    world = await createFlowWorld({
      databaseUrl: (await made).url,
      roster: rosterOfTeams(teams.length),
      sessions,
    });
    await world.join('P01A');
    await world.playUntil('2024-11-05T16:55:00+09:00');
    const given = [
      '5 とてもよかった',
      '4 よかった',
      '4 よかった',
      '3 どちらともいえない',
      '5 とてもよかった',
    ];
    for (const [index, label] of given.entries()) await rate(world, `M0${index + 1}A`, label);
    await rate(world, 'M06A', '会えなかった');
    await world.phone('P01A').tap('終わったら振り返る');
    await world.phone('P01A').say('2');
    await world.playUntil('2024-11-11T08:59:59+09:00');
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  const inChannel = () =>
    world.slack.messagesIn(world.deskChannel).filter(({ text }) => text.includes('週のまとめ'));
  const take = async (at: string): Promise<readonly string[]> => {
    await world.playUntil(at);
    await makeDigests(world);
    // A channel takes one message a second.
    await world.playUntil(new Date(world.clock.now().getTime() + 30_000));
    const digest = inChannel().at(-1);
    if (digest === undefined) throw new Error('no digest');
    return shownLines(digest);
  };

  it('is not taken before Monday nine o’clock', async () => {
    await makeDigests(world);
    expect(await world.query('select 1 from digests')).toEqual([]);
  });

  it('can be looked at before, word for word, without a trace', async () => {
    const pool = new pg.Pool({ connectionString: (await made).url });
    const preview = async (takenAt: Date): Promise<string> => {
      const store = createDigestStore({ pool, ids: randomIds });
      const week = isoWeekOf(new Date('2024-11-05T00:00:00Z'), 'Asia/Tokyo');
      const window = await world.container.transact((records) =>
        windowOf(records, world.programme.id, week, takenAt),
      );
      const figures = await store.preview(window);
      const { name, zone, settings } = world.programme;
      return digestText({ ...window, ...settings, programmeName: name, zone, figures }, 'ja');
    };
    const previewed = await preview(new Date('2024-11-11T00:00:00Z'));
    await pool.end();
    expect(
      await world.query(
        'select 1 from digests union all select 1 from reflections where digest_id is not null',
      ),
    ).toEqual([]);
    const shown = await take('2024-11-11T09:00:00+09:00');
    expect(shown.map((line) => line.replaceAll('*', ''))).toEqual(linesOf(previewed));
  });

  it('comes once, however many processes take it, and has at most twenty lines without a name', async () => {
    await Promise.all([makeDigests(world), makeDigests(world), makeDigests(world)]);
    await makeDigests(world);
    await world.playUntil('2024-11-11T09:01:00+09:00');
    expect(inChannel()).toHaveLength(1);
    expect(await world.query('select iso_week from digests')).toEqual([{ iso_week: '2024-W45' }]);
    const lines = shownLines(inChannel()[0] ?? { blocks: [] });
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(lines.join('\n')).not.toMatch(/Person|Org /u);
    const [readers] = world.slack.ledger
      .filter(({ text }) => text.includes('週のまとめ'))
      .map((one) => one.readers);
    expect(readers).toEqual([world.slackOf('K1').user.id]);
  });

  it('shows means with their n per role, and nothing of fewer than five people', () => {
    const text = shownLines(inChannel()[0] ?? { blocks: [] }).join('\n');
    expect(text).toContain('予定6　実施5　会えず1　相談中0　確認待ち0');
    expect(text).toContain('メンター6/12（50%）　参加者1/1（100%）');
    expect(text).toContain('満足度・メンター：平均4.2（n=5）　5:2　4:2　3:1　2:0　1:0');
    expect(text).toContain('満足度・参加者：5人に満たないため平均は出していません（n=1）');
    expect(text).toContain('これから参加5人');
  });

  it('never changes once it was sent; what comes later stands in the next one', async () => {
    const before = [inChannel()[0], (await world.query('select figures from digests'))[0]];
    await rate(world, 'M02B', '4 よかった');
    await world.slackOf('M01A').click('続きを書く');
    await world.slackOf('M01A').user.chooseInView('q1', '1');
    await world.slackOf('M01A').submit();
    await world.slackOf('M01A').click('直す');
    await world.slackOf('M01A').user.chooseInView('q1', '2');
    await world.slackOf('M01A').submit();
    const next = await take('2024-11-18T09:00:00+09:00');
    expect(next.join('\n')).toContain('先週の最終8/13　後着1　訂正1');
    expect(next.join('\n')).toContain('満足度・メンター：5人に満たないため平均は出していません（n=0）');
    expect(inChannel()).toHaveLength(2);
    expect([inChannel()[0], (await world.query('select figures from digests order by iso_week'))[0]]).toEqual(
      before,
    );
  });

  it('makes up for the weeks that were missed, oldest first', async () => {
    await take('2024-12-02T12:00:00+09:00');
    expect(inChannel().map(({ text }) => /第\d+週/u.exec(text)?.[0])).toEqual([
      '第45週',
      '第46週',
      '第47週',
      '第48週',
    ]);
    expect(await world.container.sweeps.checkDigests()).toEqual({ checked: 4, differing: 0 });
    const last = shownLines(inChannel().at(-1) ?? { blocks: [] }).join('\n');
    expect(last).toContain('21日以上あいたチーム');
    expect(last.split('\n').length).toBeLessThanOrEqual(20);
  });
});

describe('the weekly digest where the bot is not in the channel', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    const second = 'K2,,coordinator,Person K2,,k2@example.org,Asia/Tokyo,en,\n';
    world = await createFlowWorld({
      databaseUrl: (await createTestDatabase()).url,
      roster: rosterOfTeams(2, 'en') + second,
      sessions: sessionsFile([{ team: '01', date: '2024-11-05', start: '16:00' }]),
      deskBotIsMember: false,
      language: 'en',
    });
    await world.playUntil('2024-11-05T16:55:00+09:00');
    await rate(world, 'M01A', '4 Good');
    await world.playUntil('2024-11-11T09:00:00+09:00');
    await makeDigests(world);
    await world.settle();
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  it('reaches each coordinator in their own DM, in the programme’s language', async () => {
    const [first, second] = [world.slackOf('K1'), world.slackOf('K2')];
    const digest = first.message('week 45');
    expect(digest.kind).toBe('dm');
    expect(second.message('week 45').kind).toBe('dm');
    expect(second.message('week 45').at.toISOString()).toBe('2024-11-11T00:00:00.000Z');
    const text = shownLines(digest).join('\n');
    expect(text).toContain('planned 1, held 1, not met 0, unsettled 0, awaiting word 0');
    expect(text).toContain('mentors: fewer than 5 answers, no average shown (n=1)');
    expect(text).toContain('Cannot be reached: LINE 0, Slack 0, still to join 2');
    expect(text).not.toMatch(/[ぁ-ん]/u);
    expect(first.messages().filter((one) => one.text.includes('week 45'))).toHaveLength(1);
    expect(world.slack.messagesIn(world.deskChannel)).toEqual([]);
  });
});
