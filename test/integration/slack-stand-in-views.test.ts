import { describe, expect, it } from 'vitest';
import { findViewProblems } from '../../playground/slack/blocks/validate-view.ts';
import type { JsonObject } from '../../playground/slack/json.ts';
import { actions, button, input, modal, text, textInput } from '../support/slack-blocks.ts';
import { section } from '../support/slack-stand-in-fixture.ts';

describe('views', () => {
  const accepted: readonly (readonly [string, JsonObject])[] = [
    ['a full modal', modal({ private_metadata: 'x'.repeat(3000), callback_id: 'c'.repeat(255) })],
    ['100 blocks', modal({ blocks: Array.from({ length: 100 }, () => ({ type: 'divider' })) })],
    ['a modal that only shows', { type: 'modal', title: text(1), blocks: [section('x')] }],
    ['a home', { type: 'home', blocks: [section('x'), actions(button())] }],
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
