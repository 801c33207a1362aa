import type { InputBlock, KnownBlock, ModalView, PlainTextElement, RadioButtons } from '@slack/types';
import type { Modal, ModalField } from '../../use-cases/ports/slack.ts';
import { renderParts } from './render.ts';

type Field<Kind extends ModalField['kind']> = Extract<ModalField, { kind: Kind }>;

const titleLimit = 24;
const wordsLimit = 3000;

/** The modal as Slack draws it; text inputs report while typing, so that a closed modal loses next to nothing. */
export function renderModal(modal: Modal): ModalView {
  const title = (text: string) => plain(text.slice(0, titleLimit));
  return {
    type: 'modal',
    callback_id: modal.callbackId,
    private_metadata: modal.metadata,
    notify_on_close: false,
    title: title(modal.title),
    close: title(modal.close),
    ...(modal.submit === null ? {} : { submit: title(modal.submit) }),
    blocks: modal.fields.flatMap(renderField),
  };
}

function renderField(field: ModalField): KnownBlock[] {
  switch (field.kind) {
    case 'note':
      return [{ type: 'section', text: { type: 'mrkdwn', text: field.text.slice(0, wordsLimit) } }];
    case 'quote':
      return renderParts([field]);
    case 'aside':
      return renderParts([{ kind: 'note', text: field.text }]);
    case 'rating':
      return [input(field, { optional: true, element: radios(field) })];
    case 'choice':
      return [input(field, { optional: false, element: radios(field) })];
    case 'select':
      return [
        input(field, {
          optional: false,
          element: { type: 'static_select', action_id: 'v', ...choices(field) },
        }),
      ];
    case 'day':
      return [
        input(field, {
          optional: false,
          element: { type: 'datepicker', action_id: 'v', initial_date: field.initial },
        }),
      ];
    case 'moment':
      return [
        input(field, {
          optional: field.optional,
          dispatch_action: true,
          element: {
            type: 'datetimepicker',
            action_id: 'v',
            ...(field.initial === null
              ? {}
              : { initial_date_time: Math.floor(field.initial.getTime() / 1000) }),
          },
        }),
      ];
    case 'line': {
      const max = Math.min(field.maxLength, wordsLimit);
      return [
        input(field, {
          optional: field.optional,
          element: {
            type: 'plain_text_input',
            action_id: 'v',
            multiline: false,
            max_length: max,
            ...initialText(field.initial, max),
          },
        }),
      ];
    }
    case 'words':
      return [
        input(field, {
          optional: true,
          dispatch_action: true,
          element: {
            type: 'plain_text_input',
            action_id: 'v',
            multiline: true,
            max_length: wordsLimit,
            dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
            ...initialText(field.initial, wordsLimit),
          },
        }),
      ];
  }
}

/** The block of a field, named by its key so that a modal drawn anew keeps what is filled in. */
function input(
  field: { readonly key: string; readonly label: string; readonly hint: string | null },
  rest: Pick<InputBlock, 'optional' | 'dispatch_action' | 'element'>,
): InputBlock {
  return {
    type: 'input',
    block_id: field.key,
    label: plain(field.label),
    ...(field.hint === null ? {} : { hint: plain(field.hint) }),
    ...rest,
  };
}

function radios(field: Field<'rating' | 'choice'>): RadioButtons {
  return { type: 'radio_buttons', action_id: 'v', ...choices(field) };
}

/** Options with the one that is chosen at first, if any. */
function choices(field: Field<'rating' | 'choice' | 'select'>) {
  const options = field.options.map((option) => ({ text: plain(option.label), value: option.value }));
  const initial = options.find((option) => option.value === field.initial);
  return { options, ...(initial === undefined ? {} : { initial_option: initial }) };
}

function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

function initialText(text: string | null, max: number): { readonly initial_value?: string } {
  return text === null || text === '' ? {} : { initial_value: fitting(text, max) };
}

/** A draft may be longer than a field takes back; no pair of surrogates is cut. */
function fitting(text: string, max: number): string {
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}
