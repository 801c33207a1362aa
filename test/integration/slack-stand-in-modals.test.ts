import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JsonObject, objectAt, objectsAt, textAt } from '../../playground/slack/json.ts';
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

async function openReflection(view = reflection()): Promise<{ id: string; hash: string }> {
  const opened = await fixture.client.views.open({ trigger_id: await pressForTrigger(), view });
  return { id: opened.view?.id ?? '', hash: opened.view?.hash ?? '' };
}

const answerSubmissionWith = (answer: JsonObject) =>
  fixture.receiver.answerWith(({ body }) => ({
    status: 200,
    body: body.type === 'view_submission' ? JSON.stringify(answer) : '',
  }));

describe('typing and choosing', () => {
  it('reports every piece of a reporting input with the whole state, and choices only at submission', async () => {
    await openReflection();
    await aki.typeInView('sorted', '予算の組み方', { pieces: 3 });
    await aki.chooseInView('satisfaction', '5');
    const typed = fixture.receiver.ofType('block_actions').slice(1);
    expect(typed.map((payload) => objectsAt(payload, 'actions')[0]?.value)).toEqual([
      '予算',
      '予算の組',
      '予算の組み方',
    ]);
    expect(typed[0]).toMatchObject({
      container: { type: 'view' },
      view: { state: { values: { satisfaction: { v: { selected_option: { value: '4' } } } } } },
    });
    expect(await aki.submitView()).toEqual({ accepted: true });
    const submitted = objectAt(fixture.receiver.ofType('view_submission')[0] ?? {}, 'view');
    expect(submitted).toMatchObject({
      callback_id: 'reflection',
      private_metadata: 'run-1',
      state: {
        values: {
          satisfaction: { v: { type: 'radio_buttons', selected_option: { value: '5' } } },
          sorted: { v: { type: 'plain_text_input', value: '予算の組み方' } },
        },
      },
    });
    expect(aki.currentView()).toBeNull();
  });

  it('keeps an empty required input and a too long text in the client', async () => {
    await openReflection();
    expect((await aki.submitView()).errors).toHaveProperty('sorted');
    await aki.typeInView('sorted', 'x'.repeat(21));
    expect((await aki.submitView()).errors).toHaveProperty('sorted');
    expect(fixture.receiver.ofType('view_submission')).toEqual([]);
    await expect(aki.chooseInView('satisfaction', '9')).rejects.toThrow('no option 9');
  });
});

describe('answers to a submission', () => {
  beforeEach(async () => {
    await openReflection();
    await aki.typeInView('sorted', '整理');
  });

  it('errors: stay in the modal with what was typed', async () => {
    answerSubmissionWith({ response_action: 'errors', errors: { sorted: 'この回は見送りになりました。' } });
    const outcome = await aki.submitView();
    expect(outcome).toEqual({ accepted: false, errors: { sorted: 'この回は見送りになりました。' } });
    expect(aki.currentView()?.values).toMatchObject({ sorted: { v: { value: '整理' } } });
    answerSubmissionWith({ response_action: 'errors', errors: { nowhere: 'x' } });
    expect(await aki.submitView()).toMatchObject({
      accepted: false,
      failure: 'errors that fit no input block',
    });
    expect(fixture.slack.violations).toHaveLength(1);
  });

  it('update: replaces the view under the same id', async () => {
    const before = aki.currentView()?.id;
    answerSubmissionWith({
      response_action: 'update',
      view: JSON.parse(JSON.stringify(reflection({ callback_id: 'next' }))),
    });
    expect(await aki.submitView()).toEqual({ accepted: true });
    expect(aki.currentView()).toMatchObject({ id: before, callbackId: 'next' });
  });

  it('push: puts up to three on top of each other, and closing leads back', async () => {
    answerSubmissionWith({
      response_action: 'push',
      view: JSON.parse(JSON.stringify(reflection({ callback_id: 'next' }))),
    });
    for (const callbackId of ['reflection', 'next']) {
      expect(aki.currentView()?.callbackId).toBe(callbackId);
      await aki.typeInView('sorted', '整理');
      expect((await aki.submitView()).accepted).toBe(true);
    }
    await aki.typeInView('sorted', '整理');
    expect(await aki.submitView()).toMatchObject({ accepted: false, failure: 'push_limit_reached' });
    await aki.closeView();
    await aki.closeView();
    expect(aki.currentView()?.callbackId).toBe('reflection');
    expect(fixture.receiver.ofType('view_closed')).toMatchObject([
      { is_cleared: false },
      { is_cleared: false },
    ]);
  });

  it('clear: closes everything; an answer that is not one is a violation', async () => {
    answerSubmissionWith({ response_action: 'push', view: { type: 'modal' } });
    expect((await aki.submitView()).accepted).toBe(false);
    expect(fixture.slack.violations.join()).toContain('missing required field [json-pointer:/view/blocks]');
    answerSubmissionWith({ response_action: 'clear' });
    expect((await aki.submitView()).accepted).toBe(true);
    expect(aki.currentView()).toBeNull();
  });
});

describe('updating a view', () => {
  it('keeps what is typed in the same block, guards by hash, and knows no closed view', async () => {
    const seen: string[] = [];
    aki.onView((view) => void seen.push(view.title));
    const { id, hash } = await openReflection();
    await aki.typeInView('sorted', '整理');
    const update = (more: { hash?: string }) =>
      fixture.client.views.update({ view_id: id, view: reflection({ title: plain('新しい') }), ...more });
    const updated = await update({ hash });
    expect(updated.view?.hash).not.toBe(hash);
    expect(await refusalOf(update({ hash }))).toBe('hash_conflict');
    await fixture.slack.untilIdle();
    expect(seen).toEqual(['第2回の振り返り', '新しい']);
    expect(aki.currentView()?.values).toMatchObject({ sorted: { v: { value: '整理' } } });
    await aki.closeView({ all: true });
    expect(fixture.receiver.ofType('view_closed')).toMatchObject([{ is_cleared: true, view: { id } }]);
    expect(await refusalOf(update({}))).toBe('not_found');
  });

  it('pushes only with a trigger that came from a modal', async () => {
    const root = await openReflection();
    const push = (trigger_id: string) =>
      fixture.client.views.push({ trigger_id, view: reflection({ callback_id: 'second' }) });
    expect(await refusalOf(push(await pressForTrigger()))).toBe('invalid_trigger_id');
    await aki.typeInView('sorted', 'x');
    const trigger = textAt(fixture.receiver.ofType('block_actions').at(-1) ?? {}, 'trigger_id') ?? '';
    const pushed = await push(trigger);
    expect(pushed.view).toMatchObject({ root_view_id: root.id, previous_view_id: root.id });
    expect(await refusalOf(push(trigger))).toBe('exchanged_trigger_id');
    expect(aki.currentView()?.callbackId).toBe('second');
  });
});

describe('the App Home', () => {
  it('is published for one person and its buttons tell the app', async () => {
    await aki.openHome();
    expect(fixture.receiver.ofType('app_home_opened')).toMatchObject([{ user: aki.id, tab: 'home' }]);
    const blocks = [{ type: 'actions' as const, elements: [{ ...rating('3'), action_id: 'settings' }] }];
    const view = { type: 'home' as const, blocks };
    const published = await fixture.client.views.publish({ user_id: aki.id, view });
    expect(aki.currentHome()?.id).toBe(published.view?.id);
    const outdated = fixture.client.views.publish({ user_id: aki.id, view, hash: '1.2' });
    expect(await refusalOf(outdated)).toBe('hash_conflict');
    await aki.clickInHome('settings');
    expect(fixture.receiver.ofType('block_actions')).toMatchObject([
      { container: { type: 'view', view_id: published.view?.id }, actions: [{ action_id: 'settings' }] },
    ]);
  });
});
