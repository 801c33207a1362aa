import type { KnownBlock, ModalView } from '@slack/types';
import type { Modal, ModalField } from '../../use-cases/ports/slack.ts';
import { renderParts } from './render.ts';

const titleLimit = 24;
const wordsLimit = 3000;

/** The modal as Slack draws it; text inputs report while typing, so that a closed modal loses next to nothing. */
export function renderModal(modal: Modal): ModalView {
  const plain = (text: string) => ({
    type: 'plain_text' as const,
    text: text.slice(0, titleLimit),
    emoji: false,
  });
  return {
    type: 'modal',
    callback_id: modal.callbackId,
    private_metadata: modal.metadata,
    notify_on_close: false,
    title: plain(modal.title),
    close: plain(modal.close),
    ...(modal.submit === null ? {} : { submit: plain(modal.submit) }),
    blocks: modal.fields.flatMap(renderField),
  };
}

function renderField(field: ModalField): KnownBlock[] {
  const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false });
  switch (field.kind) {
    case 'note':
      return [{ type: 'section', text: { type: 'mrkdwn', text: field.text.slice(0, wordsLimit) } }];
    case 'quote':
      return renderParts([field]);
    case 'rating': {
      const options = field.options.map((option) => ({ text: plain(option.label), value: option.value }));
      const initial = options.find((option) => option.value === field.initial);
      return [
        {
          type: 'input',
          block_id: field.key,
          optional: true,
          label: plain(field.label),
          hint: plain(field.hint),
          element: {
            type: 'radio_buttons',
            action_id: 'v',
            options,
            ...(initial === undefined ? {} : { initial_option: initial }),
          },
        },
      ];
    }
    case 'words':
      return [
        {
          type: 'input',
          block_id: field.key,
          optional: true,
          dispatch_action: true,
          label: plain(field.label),
          hint: plain(field.hint),
          element: {
            type: 'plain_text_input',
            action_id: 'v',
            multiline: true,
            max_length: wordsLimit,
            dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
            ...(field.initial === null || field.initial === ''
              ? {}
              : { initial_value: fitting(field.initial) }),
          },
        },
      ];
  }
}

/** A draft may be longer than a field takes back; no pair of surrogates is cut. */
function fitting(text: string): string {
  return text.slice(0, wordsLimit).replace(/[\uD800-\uDBFF]$/, '');
}
