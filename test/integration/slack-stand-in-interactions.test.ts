import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textAt } from '../../playground/slack/json.ts';
import type { SlackUser } from '../../playground/slack/types.ts';
import { plain, rating, reflection } from '../support/slack/slack-blocks.ts';
import { refusalOf, type SlackFixture, startSlack } from '../support/slack/slack-stand-in-fixture.ts';

let fixture: SlackFixture;
let aki: SlackUser;
let channel: string;
let ts: string;

beforeEach(async () => {
  fixture = await startSlack();
  aki = fixture.slack.addUser({ email: 'aki@example.org', name: 'メンター01A', tz: 'Asia/Tokyo' });
  const posted = await fixture.client.chat.postMessage({
    channel: aki.id,
    text: '振り返り',
    blocks: [{ type: 'actions', block_id: 'q1', elements: [rating('4'), rating('5')] }],
  });
  channel = posted.channel ?? '';
  ts = posted.ts ?? '';
  await fixture.slack.untilIdle();
});
afterEach(() => fixture.close());

async function pressForTrigger(): Promise<string> {
  await aki.click({ channel, ts, value: '4' });
  return textAt(fixture.receiver.ofType('block_actions').at(-1) ?? {}, 'trigger_id') ?? '';
}

describe('triggers', () => {
  it('open one modal, within three seconds', async () => {
    const trigger = await pressForTrigger();
    const open = (trigger_id: string) => fixture.client.views.open({ trigger_id, view: reflection() });
    await fixture.advance(3);
    expect((await open(trigger)).ok).toBe(true);
    expect(await refusalOf(open(trigger))).toBe('exchanged_trigger_id');
    const late = await pressForTrigger();
    await fixture.advance(3.001);
    expect(await refusalOf(open(late))).toBe('expired_trigger_id');
    expect(await refusalOf(open('1.2.3'))).toBe('invalid_trigger_id');
  });

  it('are not used up by a view that is refused', async () => {
    const trigger_id = await pressForTrigger();
    const wrong = fixture.client.views.open({
      trigger_id,
      view: reflection({ title: plain('x'.repeat(25)) }),
    });
    expect(await refusalOf(wrong)).toBe('invalid_arguments');
    expect((await fixture.client.views.open({ trigger_id, view: reflection() })).ok).toBe(true);
  });
});

describe('presses', () => {
  it('carry who, where and what, and keep the same names as the platform', async () => {
    await aki.click({ channel, ts, label: '5 よかった' });
    expect(fixture.receiver.ofType('block_actions')).toMatchObject([
      {
        user: { id: aki.id, team_id: fixture.slack.teamId },
        container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
        channel: { id: channel },
        message: { ts, text: '振り返り' },
        actions: [{ type: 'button', action_id: 'rate:5', block_id: 'q1', value: '5' }],
      },
    ]);
  });

  it('are refused on what is not there, and on old versions unless the client is stale', async () => {
    await fixture.client.chat.update({ channel, ts, text: '預かりました' });
    await expect(aki.click({ channel, ts, value: '5' })).rejects.toThrow('nothing to press');
    expect(await aki.click({ channel, ts, value: '5', stale: true })).toMatchObject({ kind: 'answered' });
    const ben = fixture.slack.addUser({ email: 'ben@example.org', name: 'ben', tz: 'Asia/Tokyo' });
    await expect(ben.click({ channel, ts, value: '5', stale: true })).rejects.toThrow('is not in');
  });

  it('that the app does not take show a warning and are not sent again', async () => {
    fixture.receiver.answerWith(() => ({ status: 500 }));
    expect(await aki.click({ channel, ts, value: '5' })).toEqual({ kind: 'failed', reason: 'status 500' });
    await fixture.advance(600);
    expect(fixture.receiver.ofType('block_actions')).toHaveLength(1);
    expect(fixture.slack.interactionFailures).toMatchObject([{ userId: aki.id, type: 'block_actions' }]);
  });
});
