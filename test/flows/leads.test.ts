import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackSeat } from '../support/flow-slack.ts';
import { createFlowWorld, type FlowWorld } from '../support/flow-world.ts';
import { createTestDatabase } from '../support/test-database.ts';

const teams = ['01', '02', '03'];
const roster = [
  'code,team,role,name,organisation,email,zone,language,quiet',
  ...teams.flatMap((team) => [
    `P${team}A,${team},participant,Participant ${team}A,Org ${team},,Asia/Tokyo,ja,`,
    `M${team}A,${team},mentor,Mentor ${team}A,,m${team}a@example.org,Asia/Tokyo,ja,`,
    `M${team}B,${team},mentor,Mentor ${team}B,,m${team}b@example.org,Asia/Tokyo,ja,`,
  ]),
  'K1,,coordinator,Coordinator 1,,k1@example.org,Asia/Tokyo,ja,',
].join('\n');
const days = ['2024-11-05', '2024-11-19', '2024-12-03'];
const sessions = [
  'team,number,kind,date,start,minutes,link',
  ...teams.flatMap((team) =>
    days.map(
      (day, index) => `${team},${index + 1},mentoring,${day},14:00,40,https://meet.example.org/team${team}`,
    ),
  ),
].join('\n');

describe('who leads', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url, roster, sessions });
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  const pairOf = (team: string): readonly [SlackSeat, SlackSeat] => [
    world.slackOf(`M${team}A`),
    world.slackOf(`M${team}B`),
  ];
  const holding = (seat: SlackSeat, text: string) =>
    seat.messages().filter((one) => seat.textOf(one).includes(text));
  /** What the group's newest reminder says about the lead, as it stands now. */
  const leadInGroup = (team: string): string | undefined => {
    const [seat] = pairOf(team);
    const groups = seat.messages().filter(({ kind }) => kind === 'group');
    const texts = groups.map(seat.textOf).filter((text) => text.includes('進行 '));
    return /進行 (.+)さん/u.exec(texts.at(-1) ?? '')?.[1];
  };
  const reflect = async (seat: SlackSeat, note?: string): Promise<void> => {
    await seat.click('4 よかった');
    if (note !== undefined) await seat.type('申し送り', note);
    await seat.submit();
  };

  it('is named in the pair’s reminder, the first of the roster first', async () => {
    await world.playUntil('2024-11-04T22:00:00+09:00');
    for (const team of teams) expect(leadInGroup(team)).toBe(`Mentor ${team}A`);
    const [first, second] = pairOf('01');
    expect([holding(first, '今回の進行は'), holding(second, '今回の進行は')]).toEqual([[], []]);
  });

  it('asks who led, and nobody else, for a note to the next lead', async () => {
    await world.playUntil('2024-11-05T15:00:00+09:00');
    const [first, second] = pairOf('01');
    await reflect(first, '資料の続きから始めてください');
    await second.click('5 とてもよかった');
    expect(second.modalText()).toContain('整理できたこと');
    expect(second.modalText()).not.toContain('申し送り');
    await second.submit();
    const [ofTwo] = pairOf('02');
    await reflect(ofTwo, '二番目のチームの申し送り');
    const [ofThree] = pairOf('03');
    await reflect(ofThree);
  });

  it('hands the note to the next lead alone, once, on the evening before', async () => {
    await world.playUntil('2024-11-18T20:00:00+09:00');
    const [first, second] = pairOf('01');
    expect(holding(second, '資料の続き')).toEqual([]);
    await world.playUntil('2024-11-18T22:00:00+09:00');
    expect(leadInGroup('01')).toBe('Mentor 01B');
    const [handed, ...more] = holding(second, '資料の続きから始めてください');
    expect(more).toEqual([]);
    expect(handed?.kind).toBe('dm');
    expect(handed === undefined ? '' : second.textOf(handed)).toContain(
      '今回の進行はMentor 01Bさんです。前回の申し送り：',
    );
    expect(holding(first, '資料の続き')).toEqual([]);
    const [, ofThree] = pairOf('03');
    expect(leadInGroup('03')).toBe('Mentor 03B');
    expect(holding(ofThree, '今回の進行は')).toEqual([]);
  });
});
