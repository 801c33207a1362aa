import type { ModalView } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { objectAt, objectsAt, textAt } from '../../playground/slack/json.ts';
import type { SlackUser } from '../../playground/slack/types.ts';
import { plain } from '../support/slack/slack-blocks.ts';
import { refusalOf, type SlackFixture, startSlack } from '../support/slack/slack-stand-in-fixture.ts';

const noon = new Date('2024-11-26T12:00:00Z');
const evening = new Date('2024-11-26T21:00:00Z');
const seconds = (at: Date): number => at.getTime() / 1000;

let fixture: SlackFixture;
let aki: SlackUser;
let opened: { readonly id: string; readonly hash: string };

beforeEach(async () => {
  fixture = await startSlack();
  aki = fixture.slack.addUser({ email: 'aki@example.org', name: 'メンター01A', tz: 'Asia/Tokyo' });
  await aki.command('/bansou', 'schedule');
  const trigger = new URLSearchParams(fixture.receiver.requests.at(-1)?.raw).get('trigger_id') ?? '';
  const { view } = await fixture.client.views.open({ trigger_id: trigger, view: times() });
  opened = { id: view?.id ?? '', hash: view?.hash ?? '' };
});
afterEach(() => fixture.close());

const option = (value: string) => ({ text: plain(value), value });

type Element = Extract<ModalView['blocks'][number], { type: 'input' }>['element'];
const picker = { type: 'datetimepicker' as const, action_id: 'v' };

/** A required choice, a required picker that reports, and an optional one that does not. */
function times({
  title = '次回の日時',
  first = picker,
}: {
  title?: string;
  first?: Element;
} = {}): ModalView {
  const radios = { type: 'radio_buttons' as const, options: [option('offer'), option('agreed')] };
  return {
    type: 'modal',
    callback_id: 'times',
    title: plain(title),
    submit: plain('これで送る'),
    blocks: [
      { type: 'input', block_id: 'how', label: plain('決め方'), element: { ...radios, action_id: 'v' } },
      { type: 'input', block_id: 'first', label: plain('1'), dispatch_action: true, element: first },
      {
        type: 'input',
        block_id: 'second',
        label: plain('2'),
        optional: true,
        element: { ...picker, initial_date_time: seconds(noon) },
      },
    ],
  };
}

const reports = () => fixture.receiver.ofType('block_actions');
const stateOf = (report: ReturnType<typeof reports>[number] | undefined) =>
  objectAt(objectAt(objectAt(report ?? {}, 'view'), 'state'), 'values');

describe('a date and time picker in a modal', () => {
  it('tells the app of a change with the view as it stands, when its block says so', async () => {
    await aki.pickInView('second', evening);
    expect(reports()).toEqual([]);
    await aki.pickInView('first', noon);
    expect(reports()).toMatchObject([
      {
        container: { type: 'view', view_id: opened.id },
        view: { id: opened.id, hash: opened.hash, type: 'modal' },
        actions: [
          { type: 'datetimepicker', block_id: 'first', action_id: 'v', selected_date_time: seconds(noon) },
        ],
      },
    ]);
    expect(stateOf(reports()[0])).toEqual({
      how: { v: { type: 'radio_buttons', selected_option: null } },
      first: { v: { type: 'datetimepicker', selected_date_time: seconds(noon) } },
      second: { v: { type: 'datetimepicker', selected_date_time: seconds(evening) } },
    });
  });

  it('names every change by another instant, and may be emptied', async () => {
    for (const at of [noon, evening, noon, null]) await aki.pickInView('first', at);
    const actions = reports().flatMap((report) => objectsAt(report, 'actions'));
    expect(new Set(actions.map((action) => textAt(action, 'action_ts'))).size).toBe(4);
    expect(actions.at(-1)).toMatchObject({ selected_date_time: null });
    expect(stateOf(reports().at(-1))).toMatchObject({ first: { v: { selected_date_time: null } } });
  });

  it('is set to whole minutes, and only where there is one', async () => {
    await expect(aki.pickInView('first', new Date(noon.getTime() + 1000))).rejects.toThrow('no client picks');
    await expect(aki.pickInView('first', new Date(noon.getTime() + 500))).rejects.toThrow('no client picks');
    await expect(aki.chooseInView('first', 'tomorrow')).rejects.toThrow('no client picks');
    await expect(aki.pickInView('how', noon)).rejects.toThrow('no date and time picker');
    await expect(aki.pickInView('third', noon)).rejects.toThrow('nothing to fill in');
    expect(reports()).toEqual([]);
  });

  it('is kept in the client with an empty choice beside it until both are filled in', async () => {
    const required = 'Please complete this required field.';
    expect(await aki.submitView()).toEqual({
      accepted: false,
      errors: { how: required, first: required },
    });
    await aki.chooseInView('how', 'agreed');
    await aki.pickInView('first', noon);
    await aki.pickInView('first', null);
    expect((await aki.submitView()).errors).toEqual({ first: required });
    expect(fixture.receiver.ofType('view_submission')).toEqual([]);
    await aki.pickInView('first', noon);
    await aki.pickInView('second', null);
    expect(await aki.submitView()).toEqual({ accepted: true });
    expect(stateOf(fixture.receiver.ofType('view_submission')[0])).toEqual({
      how: { v: { type: 'radio_buttons', selected_option: expect.objectContaining({ value: 'agreed' }) } },
      first: { v: { type: 'datetimepicker', selected_date_time: seconds(noon) } },
      second: { v: { type: 'datetimepicker', selected_date_time: null } },
    });
  });
});

describe('a modal drawn anew while somebody picks', () => {
  const update = (view: ModalView, hash: string) =>
    fixture.client.views.update({ view_id: opened.id, hash, view });

  it('keeps what was picked, against another initial date too, until the block is another', async () => {
    await aki.pickInView('first', noon);
    const dated = { ...picker, initial_date_time: seconds(evening) };
    const drawn = await update(times({ title: '新しい', first: dated }), opened.hash);
    expect(aki.currentView()).toMatchObject({
      title: '新しい',
      values: { first: { v: { selected_date_time: seconds(noon) } } },
    });
    const text = { type: 'plain_text_input' as const, action_id: 'v' };
    await update(times({ first: text }), drawn.view?.hash ?? '');
    expect(aki.currentView()?.values).toMatchObject({
      first: { v: { type: 'plain_text_input', value: null } },
    });
  });

  it('is refused under the hash of an earlier drawing, and changes nothing', async () => {
    await update(times({ title: '新しい' }), opened.hash);
    expect(await refusalOf(update(times({ title: '古い' }), opened.hash))).toBe('hash_conflict');
    expect(aki.currentView()?.title).toBe('新しい');
    await aki.pickInView('first', noon);
    const hash = textAt(objectAt(reports().at(-1) ?? {}, 'view'), 'hash') ?? '';
    expect(hash).not.toBe(opened.hash);
    expect((await update(times({ title: '今の' }), hash)).ok).toBe(true);
  });
});
