import { describe, expect, it } from 'vitest';
import { findViewProblems } from '../../playground/slack/blocks/validate-view.ts';
import type { JsonObject } from '../../playground/slack/json.ts';
import {
  actions,
  button,
  input,
  modal,
  options,
  picker,
  text,
  textInput,
} from '../support/slack/slack-blocks.ts';
import { section } from '../support/slack/slack-stand-in-fixture.ts';

const at = '/view/blocks/0/element/initial_date_time';

describe('views', () => {
  const accepted: readonly (readonly [string, JsonObject])[] = [
    ['a full modal', modal({ private_metadata: 'x'.repeat(3000), callback_id: 'c'.repeat(255) })],
    ['100 blocks', modal({ blocks: Array.from({ length: 100 }, () => ({ type: 'divider' })) })],
    ['a modal that only shows', { type: 'modal', title: text(1), blocks: [section('x')] }],
    ['a home', { type: 'home', blocks: [section('x'), actions(button())] }],
    [
      'date and time pickers that report, in an input and among actions',
      modal({
        blocks: [
          input(picker({ initial_date_time: 1_731_409_200, focus_on_load: true }), { dispatch_action: true }),
          actions(picker()),
        ],
      }),
    ],
    [
      'a reporting input',
      modal({
        blocks: [
          input(
            textInput({
              max_length: 3000,
              dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
            }),
            {
              dispatch_action: true,
            },
          ),
        ],
      }),
    ],
  ];
  it.each(accepted)('accept %s', (_, view) => {
    expect(findViewProblems(view)).toEqual([]);
  });

  const refused: readonly (readonly [string, JsonObject, string])[] = [
    [
      '101 blocks',
      modal({ blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }),
      '/view/blocks',
    ],
    ['a title of 25', modal({ title: text(25) }), '/view/title/text'],
    ['a submit of 25', modal({ submit: text(25) }), '/view/submit/text'],
    ['a close of 25', modal({ close: text(25) }), '/view/close/text'],
    ['no title', { type: 'modal', blocks: [] }, '/view/title'],
    [
      'inputs without submit',
      { type: 'modal', title: text(1), blocks: [input(textInput())] },
      'submit is required',
    ],
    ['metadata of 3001', modal({ private_metadata: 'x'.repeat(3001) }), '/view/private_metadata'],
    ['a callback_id of 256', modal({ callback_id: 'x'.repeat(256) }), '/view/callback_id'],
    [
      'a hint of 2001',
      modal({ blocks: [input(textInput(), { hint: text(2001) })] }),
      '/view/blocks/0/hint/text',
    ],
    ['a max_length of 3001', modal({ blocks: [input(textInput({ max_length: 3001 }))] }), '/max_length'],
    [
      'a min above the max',
      modal({ blocks: [input(textInput({ min_length: 9, max_length: 3 }))] }),
      'min_length',
    ],
    [
      'a too long initial value',
      modal({ blocks: [input(textInput({ max_length: 3, initial_value: 'long' }))] }),
      'initial_value',
    ],
    [
      'a picked millisecond',
      modal({ blocks: [input(picker({ initial_date_time: 1_731_409_200_000 }))] }),
      at,
    ],
    ['a picked fraction', modal({ blocks: [input(picker({ initial_date_time: 1_731_409_200.5 }))] }), at],
    ['a picked text', modal({ blocks: [input(picker({ initial_date_time: '1731409200' }))] }), at],
    ['a picked nothing', modal({ blocks: [input(picker({ initial_date_time: null }))] }), at],
    [
      'a picker of nine digits',
      modal({ blocks: [input(picker({ initial_date_time: 999_999_999 }))] }),
      'initial_date_time',
    ],
    [
      'a picker with a zone',
      modal({ blocks: [input(picker({ timezone: 'Asia/Tokyo' }))] }),
      'invalid additional property: timezone',
    ],
    [
      'a picker with a placeholder',
      modal({ blocks: [input(picker({ placeholder: text(3) }))] }),
      'invalid additional property: placeholder',
    ],
    [
      'a picker with a dispatch config',
      modal({ blocks: [input(picker({ dispatch_action_config: {} }), { dispatch_action: true })] }),
      'invalid additional property: dispatch_action_config',
    ],
    ['an action_id of 256', modal({ blocks: [input(picker({ action_id: 'x'.repeat(256) }))] }), '/action_id'],
    [
      'a picker beside a section',
      modal({ blocks: [{ ...section('x'), accessory: picker() }] }),
      '/view/blocks/0/accessory',
    ],
    [
      'eleven radio buttons',
      modal({ blocks: [input({ type: 'radio_buttons', action_id: 'v', options: options(11) })] }),
      '/options',
    ],
    ['a button inside an input', modal({ blocks: [input(button())] }), 'unsupported type'],
    [
      'a silent dispatch config',
      modal({
        blocks: [input(textInput({ dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } }))],
      }),
      'dispatch_action',
    ],
    [
      'an unknown trigger',
      modal({
        blocks: [
          input(textInput({ dispatch_action_config: { trigger_actions_on: ['on_blur'] } }), {
            dispatch_action: true,
          }),
        ],
      }),
      'trigger_actions_on',
    ],
    [
      'two focused inputs',
      modal({
        blocks: [input(textInput({ focus_on_load: true })), input(textInput({ focus_on_load: true }))],
      }),
      'focus_on_load',
    ],
    ['markdown in a modal', modal({ blocks: [{ type: 'markdown', text: 'x' }] }), 'unsupported type'],
    [
      'a submit in a home',
      { type: 'home', blocks: [], submit: text(3) },
      'invalid additional property: submit',
    ],
    ['an unknown view', { type: 'drawer', blocks: [] }, 'unsupported type'],
  ];
  it.each(refused)('refuse %s', (_, view, problem) => {
    expect(findViewProblems(view).join('\n')).toContain(problem);
  });
});
