import type {
  InputBlock,
  KnownBlock,
  ModalView,
  PlainTextInput,
  RadioButtons,
  StaticSelect,
} from '@slack/types';
import type { Modal, ModalField } from '../../use-cases/ports/slack.ts';
import { renderParts } from './render.ts';

const titleLimit = 24;
const wordsLimit = 3000;

/** The modal as Slack draws it; text inputs report while typing, so that a closed modal loses next to nothing. */
export function renderModal(modal: Modal): ModalView {
  const short = (text: string) => plain(text.slice(0, titleLimit));
  return {
    type: 'modal',
    callback_id: modal.callbackId,
    private_metadata: modal.metadata,
    notify_on_close: false,
    title: short(modal.title),
    close: short(modal.close),
    ...(modal.submit === null ? {} : { submit: short(modal.submit) }),
    blocks: modal.fields.flatMap(renderField),
  };
}

type Field<Kind extends ModalField['kind']> = Extract<ModalField, { kind: Kind }>;
type Asking = Exclude<ModalField, { kind: 'note' | 'quote' }>;

function renderField(field: ModalField): KnownBlock[] {
  switch (field.kind) {
    case 'note':
      return [{ type: 'section', text: { type: 'mrkdwn', text: field.text.slice(0, wordsLimit) } }];
    case 'quote':
      return renderParts([field]);
    case 'rating':
      return [{ ...input(field, renderRating(field)), optional: true }];
    case 'select':
      return [input(field, renderSelect(field))];
    case 'day':
      return [input(field, { type: 'datepicker', action_id: 'v', initial_date: field.initial })];
    case 'words':
      return [{ ...input(field, renderWords(field)), optional: true, dispatch_action: true }];
  }
}

function plain(text: string) {
  return { type: 'plain_text', text, emoji: false } as const;
}

function input({ key, label, hint }: Asking, element: InputBlock['element']): InputBlock {
  return { type: 'input', block_id: key, label: plain(label), hint: plain(hint), element };
}

/** Options with the one that is chosen at first, if any. */
function choices({ options, initial }: Field<'rating' | 'select'>) {
  const drawn = options.map(({ label, value }) => ({ text: plain(label), value }));
  const chosen = drawn.find(({ value }) => value === initial);
  return { options: drawn, ...(chosen === undefined ? {} : { initial_option: chosen }) };
}

function renderRating(field: Field<'rating'>): RadioButtons {
  return { type: 'radio_buttons', action_id: 'v', ...choices(field) };
}

function renderSelect(field: Field<'select'>): StaticSelect {
  return { type: 'static_select', action_id: 'v', ...choices(field) };
}

function renderWords({ initial }: Field<'words'>): PlainTextInput {
  return {
    type: 'plain_text_input',
    action_id: 'v',
    multiline: true,
    max_length: wordsLimit,
    dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
    ...(initial === null || initial === '' ? {} : { initial_value: fitting(initial) }),
  };
}

/** A draft may be longer than a field takes back; no pair of surrogates is cut. */
function fitting(text: string): string {
  return text.slice(0, wordsLimit).replace(/[\uD800-\uDBFF]$/, '');
}
