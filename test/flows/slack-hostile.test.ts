import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { clickBody, interactionBody, postInteraction } from '../support/slack/slack-payloads.ts';

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

describe('what Slack’s webhook must take or refuse', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url });
    await world.slackOf('M01A').click('同意してはじめる');
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  const now = (): number => Math.floor(world.clock.now().getTime() / 1000);
  const stored = async (): Promise<number> => (await world.query('select 1 from inbox')).length;
  const waiting = () => world.query('select body from inbox where processed_at is null');
  const consent = async (): Promise<unknown> =>
    (
      await world.query(
        "select e.consent from enrolments e join people p on p.id = e.person_id where p.code = 'M01A'",
      )
    )[0]?.consent;
  /** M01A changes their mind, as a signed click would say it. */
  const changeOfMind = async (): Promise<string> => {
    const [row] = await world.query(
      "select e.id from enrolments e join people p on p.id = e.person_id where p.code = 'M01A'",
    );
    const greeting = world.slackOf('M01A').message('はじめまして');
    return clickBody({
      userId: world.slackOf('M01A').user.id,
      value: `b1:c:${String(row?.id)}:consent:reminders_only`,
      channel: greeting.channel,
      messageTs: greeting.ts,
      actionTs: `${now()}.000001`,
    });
  };

  it('refuses a click that is unsigned, wrongly signed, stale, or from the future, and changes nothing', async () => {
    const [body, before] = [await changeOfMind(), await stored()];
    const { postRaw } = world.slack.hostile;
    const attempts = [
      { signature: null },
      { signature: '' },
      { signature: 'v0=' },
      { signature: `v0=${'0'.repeat(64)}` },
      { signature: `v1=${'a'.repeat(64)}` },
      { timestamp: null },
      { timestamp: 'soon' },
      { timestamp: '' },
      { timestamp: -1 },
      { timestamp: '1e9' },
      { timestamp: now() - 301 },
      { timestamp: now() + 301 },
    ];
    for (const attempt of attempts) {
      expect((await postRaw({ body, contentType: form, ...attempt })).status, JSON.stringify(attempt)).toBe(
        401,
      );
    }
    expect(await stored()).toBe(before);
    expect(await consent()).toBe('agreed');
  });

  it('takes the same click within five minutes either way', async () => {
    const body = await changeOfMind();
    const early = { body, contentType: form, timestamp: now() - 299 };
    expect((await world.slack.hostile.postRaw(early)).status).toBe(200);
    await world.settle();
    expect(await consent()).toBe('reminders_only');
    await world.slackOf('M01A').click('同意してはじめる');
    expect((await world.slack.hostile.postRaw({ ...early, timestamp: now() + 299 })).status).toBe(200);
    await world.settle();
    expect(await consent()).toBe('agreed');
  });

  it('refuses what is signed and no message of Slack', async () => {
    const before = await stored();
    const refused: readonly (readonly [string, string])[] = [
      [json, ''],
      [json, 'not json'],
      [json, '[]'],
      [json, 'null'],
      [json, '"text"'],
      [form, 'payload=not%20json'],
      [form, 'payload=%5B%5D'],
    ];
    for (const [contentType, body] of refused) {
      expect((await world.slack.hostile.postRaw({ body, contentType })).status, body).toBe(400);
    }
    const large = await world.slack.hostile.postRaw({ body: 'x'.repeat(2_000_000), contentType: json });
    expect([413, 0]).toContain(large.status);
    expect(await stored()).toBe(before);
  });

  it('answers Slack’s own questions about the address', async () => {
    expect(await world.slack.hostile.verifyUrl('challenge-123')).toMatchObject({ status: 200 });
    expect((await world.slack.hostile.verifyUrl('challenge-123')).body).toContain('challenge-123');
    expect((await world.slack.hostile.checkTls()).status).toBe(200);
    const unsigned = { type: 'url_verification', challenge: 'challenge-456' };
    const answer = await world.slack.hostile.postRaw({
      body: JSON.stringify(unsigned),
      contentType: json,
      signature: null,
    });
    expect(answer.status).toBe(401);
  });

  it('takes what it does not know, does nothing, and keeps nothing of it', async () => {
    const said = world.slack.ledger.length;
    const { id: userId } = world.slackOf('M01A').user;
    for (const event of [
      { type: 'telepathy', event_ts: '1.1' },
      {
        type: 'message',
        channel_type: 'im',
        subtype: 'message_changed',
        channel: 'D1',
        ts: '1.1',
        event_ts: '1.1',
      },
      {
        type: 'message',
        channel_type: 'mpim',
        channel: 'G1',
        user: userId,
        text: 'in the group',
        ts: '1.2',
        event_ts: '1.2',
      },
      { type: 'reaction_added', user: userId, reaction: 'eyes', item: {}, event_ts: '1.3' },
      { type: 'user_change', user: { id: 'U-nobody', deleted: true }, event_ts: '1.4' },
    ]) {
      await world.slack.hostile.sendEvent(event);
    }
    const user = { id: userId, username: 'x', name: 'x', team_id: 'T1' };
    const base = { user, team: { id: 'T1', domain: 'x' }, api_app_id: 'A1', token: 't', trigger_id: 'x' };
    for (const payload of [
      { ...base, type: 'telepathy' },
      { ...base, type: 'shortcut', callback_id: 'none', action_ts: '1.1' },
      { ...base, type: 'block_actions', trigger_id: 'y', container: { type: 'message' }, actions: [] },
      { ...base, type: 'view_closed', view: { id: 'V9', callback_id: 'x' } },
      {
        ...base,
        type: 'view_submission',
        view: { id: 'V8', callback_id: 'reflection', private_metadata: 'no-id', state: { values: {} } },
      },
      { type: 'block_actions' },
      {},
    ]) {
      expect(await postInteraction(world.slack, interactionBody(payload)), JSON.stringify(payload)).toBe(200);
    }
    await world.settle();
    expect(await waiting()).toEqual([]);
    expect(world.slack.ledger).toHaveLength(said);
    expect(await world.query("select 1 from inbox where body <> ''")).toEqual([]);
    expect(world.slack.lostEvents).toEqual([]);
  });

  it('counts an event once, whatever the retry headers say', async () => {
    const mentor = world.slackOf('M01A');
    world.slack.faults.forgetAcknowledgements(1);
    await mentor.sendDm('一度だけのつぶやき');
    for (let time = 0; time < 3; time += 1) await world.slack.hostile.repeatEvent();
    await world.playUntil(new Date(world.clock.now().getTime() + 120_000));
    const kept = await world.query("select text from murmurs where text = '一度だけのつぶやき'");
    expect(kept).toHaveLength(1);
    expect(mentor.messages().filter((one) => mentor.textOf(one).includes('預かりました'))).toHaveLength(1);
  });

  it('keeps the order in which somebody wrote when an older event comes late', async () => {
    const mentor = world.slackOf('M01B');
    await mentor.click('同意してはじめる');
    world.slack.faults.delayEvents(1, 30);
    await mentor.sendDm('先に書いたこと');
    await world.playUntil(new Date(world.clock.now().getTime() + 2_000));
    await mentor.sendDm('あとに書いたこと');
    await world.playUntil(new Date(world.clock.now().getTime() + 60_000));
    await mentor.click('事務局に伝える');
    await world.playUntil(new Date(world.clock.now().getTime() + 60_000));
    await world.slackOf('K1').click('読む');
    expect(world.slackOf('K1').modalText()).toMatch(/先に書いたこと.*あとに書いたこと/u);
  });

  it('tells somebody in no programme where to turn, and stores nothing that they say', async () => {
    const stranger = world.addSlack({ email: 'nobody@example.org', name: 'Nobody' });
    const outcome = await stranger.user.command('/bansou', 'next');
    expect(outcome).toMatchObject({ kind: 'answered', status: 200 });
    expect(outcome.kind === 'answered' ? outcome.body : '').toContain('desk@example.org');
    await stranger.openHome();
    expect(JSON.stringify(stranger.user.currentHome()?.blocks)).toContain('desk@example.org');
    await stranger.sendDm('知らない人のことば');
    await world.settle();
    expect(stranger.messages().filter(({ ephemeral }) => !ephemeral)).toEqual([]);
    const kept = await world.query(
      "select 1 from inbox where body like '%知らない人%' union all select 1 from murmurs where text like '%知らない人%'",
    );
    expect(kept).toEqual([]);
  });
});
