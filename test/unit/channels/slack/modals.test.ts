import { describe, expect, it } from 'vitest';
import { findViewProblems } from '../../../../playground/slack/blocks/validate-view.ts';
import { parseJson } from '../../../../playground/slack/json.ts';
import { renderModal } from '../../../../src/channels/slack/modals.ts';
import type { Modal, ModalField } from '../../../../src/use-cases/ports/slack.ts';

const startsAt = new Date('2024-11-26T12:00:00.999Z');
const options = [
  { value: 'offer', label: '候補を出す' },
  { value: 'agreed', label: 'その場で決まった' },
];
const choice = {
  kind: 'choice',
  key: 'how',
  label: '決め方',
  hint: null,
  options,
  initial: 'offer',
} as const;
const moment = {
  kind: 'moment',
  key: 'first',
  label: '候補1',
  hint: '参加者の時間',
  optional: false,
  initial: startsAt,
} as const;
const line = {
  kind: 'line',
  key: 'link',
  label: 'リンク',
  hint: null,
  optional: true,
  initial: 'https://example.org/meet',
  maxLength: 200,
} as const;

const modalOf = (...fields: readonly ModalField[]): Modal => ({
  callbackId: 'times',
  metadata: 'team-1',
  title: '次回の日時',
  submit: 'これで送る',
  close: '閉じる',
  fields,
});
const blockOf = (field: ModalField) => renderModal(modalOf(field)).blocks[0];

describe('a modal about times', () => {
  it('is one that Slack takes, whatever is filled in already', () => {
    const full = modalOf(choice, moment, { kind: 'aside', text: '参加者の時間：21:00' }, line);
    const empty = modalOf(
      { ...choice, hint: 'h', initial: null },
      { ...moment, hint: null, optional: true, initial: null },
      { ...line, hint: 'h', initial: '' },
    );
    for (const modal of [full, empty])
      expect(findViewProblems(parseJson(JSON.stringify(renderModal(modal))) ?? null)).toEqual([]);
    expect(renderModal(full)).toMatchObject({ callback_id: 'times', private_metadata: 'team-1' });
  });

  it('asks for one of the choices, with the one that stands chosen already', () => {
    expect(blockOf(choice)).toMatchObject({
      block_id: 'how',
      optional: false,
      element: { type: 'radio_buttons', initial_option: { value: 'offer' } },
    });
    expect(blockOf(choice)).not.toHaveProperty('dispatch_action');
    expect(blockOf(choice)).not.toHaveProperty('hint');
    expect(blockOf({ ...choice, initial: 'gone' })).not.toHaveProperty('element.initial_option');
  });

  it('shows an instant in whole Unix seconds and hears of every change', () => {
    expect(blockOf(moment)).toMatchObject({
      block_id: 'first',
      optional: false,
      dispatch_action: true,
      hint: { text: '参加者の時間' },
      element: { type: 'datetimepicker', initial_date_time: 1_732_622_400 },
    });
    expect(blockOf({ ...moment, optional: true, initial: null })).toMatchObject({
      optional: true,
      element: { type: 'datetimepicker', action_id: 'v' },
    });
    expect(blockOf({ ...moment, initial: null })).not.toHaveProperty('element.initial_date_time');
  });

  it('takes a line without hearing of its keys, and cuts what stands in it to what it takes back', () => {
    expect(blockOf(line)).toMatchObject({
      optional: true,
      element: { type: 'plain_text_input', multiline: false, max_length: 200, initial_value: line.initial },
    });
    expect(blockOf(line)).not.toHaveProperty('dispatch_action');
    expect(blockOf({ ...line, initial: 'ab😀', maxLength: 3 })).toMatchObject({
      element: { max_length: 3, initial_value: 'ab' },
    });
    expect(blockOf({ ...line, maxLength: 9_999 })).toMatchObject({ element: { max_length: 3000 } });
  });

  it('lets no name in a small line notify anyone', () => {
    expect(JSON.stringify(blockOf({ kind: 'aside', text: '<!channel>' }))).toContain('&lt;!channel&gt;');
  });
});
