import type { ModalView } from '@slack/web-api';
import type { JsonObject } from '../../../playground/slack/json.ts';

/** A plain text of so many signs. */
export const text = (length: number): JsonObject => ({ type: 'plain_text', text: 'あ'.repeat(length) });
/** A button with the action id `a`. */
export const button = (more: JsonObject = {}): JsonObject => ({
  type: 'button',
  text: text(5),
  action_id: 'a',
  ...more,
});
/** So many options with the values 0, 1, 2... */
export const options = (count: number, type = 'plain_text'): readonly JsonObject[] =>
  Array.from({ length: count }, (_, index) => ({ text: { type, text: `n${index}` }, value: `${index}` }));
/** An `actions` block. */
export const actions = (...elements: readonly JsonObject[]): JsonObject => ({ type: 'actions', elements });
/** An `input` block around an element. */
export const input = (element: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'input',
  label: text(5),
  element,
  ...more,
});
/** A `plain_text_input`. */
export const textInput = (more: JsonObject = {}): JsonObject => ({
  type: 'plain_text_input',
  action_id: 'v',
  ...more,
});
/** A `datetimepicker`. */
export const picker = (more: JsonObject = {}): JsonObject => ({
  type: 'datetimepicker',
  action_id: 'v',
  ...more,
});
/** A modal whose texts are as long as they may be. */
export const modal = (more: JsonObject = {}): JsonObject => ({
  type: 'modal',
  title: text(24),
  submit: text(24),
  close: text(24),
  blocks: [input(textInput())],
  ...more,
});

/** A `plain_text` object. */
export const plain = (text: string) => ({ type: 'plain_text' as const, text });
/** A rating button of the reflection message. */
export const rating = (value: string) => ({
  type: 'button' as const,
  action_id: `rate:${value}`,
  text: plain(`${value} よかった`),
  value,
});

/** A modal like the mentors' reflection: a choice with a default and a required text that reports characters. */
export function reflection(more: Partial<ModalView> = {}): ModalView {
  const satisfied = { text: plain('4 よかった'), value: '4' };
  return {
    type: 'modal',
    callback_id: 'reflection',
    private_metadata: 'run-1',
    notify_on_close: true,
    title: plain('第2回の振り返り'),
    submit: plain('これで送る'),
    blocks: [
      {
        type: 'input',
        block_id: 'satisfaction',
        optional: true,
        label: plain('満足度'),
        element: {
          type: 'radio_buttons',
          action_id: 'v',
          initial_option: satisfied,
          options: [{ text: plain('5'), value: '5' }, satisfied],
        },
      },
      {
        type: 'input',
        block_id: 'sorted',
        dispatch_action: true,
        label: plain('整理できたこと'),
        element: {
          type: 'plain_text_input',
          action_id: 'v',
          multiline: true,
          max_length: 20,
          dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
        },
      },
    ],
    ...more,
  };
}
