import type { messagingApi } from '@line/bot-sdk';
import type { Control, Message, Part } from '../../domain/messaging/message.ts';

const altTextLimit = 1500;
const displayTextLimit = 300;
const quickLabelLimit = 20;
const flexLabelLimit = 40;

/**
 * Draws messages for LINE: plain text where there are no controls, else a flex bubble with one button per row,
 * all of one style, every text scaling with the reader's own font size (CONVERSATIONS 0.2). Shortcuts become
 * quick replies on the last object, the only place where LINE shows them.
 */
export function renderLineMessages(messages: readonly Message[]): messagingApi.Message[] {
  return messages.map((message, index) => {
    const drawn = isPlain(message) ? renderText(message) : renderFlex(message);
    const shortcuts = message.shortcuts ?? [];
    if (index < messages.length - 1 || shortcuts.length === 0) return drawn;
    return { ...drawn, quickReply: { items: shortcuts.map(renderShortcut) } };
  });
}

function isPlain(message: Message): boolean {
  return message.parts.every((part) => part.kind === 'text');
}

function renderText(message: Message): messagingApi.TextMessage {
  const text = message.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('\n\n');
  return { type: 'text', text };
}

function renderFlex(message: Message): messagingApi.FlexMessage {
  return {
    type: 'flex',
    altText: message.summary.slice(0, altTextLimit),
    contents: {
      type: 'bubble',
      size: 'mega',
      body: {
        type: 'box',
        layout: 'vertical',
        spacing: 'md',
        contents: message.parts.flatMap(renderPart),
      },
    },
  };
}

function renderPart(part: Part): messagingApi.FlexComponent[] {
  switch (part.kind) {
    case 'heading':
      return [{ type: 'text', text: part.text, weight: 'bold', size: 'lg', wrap: true, scaling: true }];
    case 'text':
      return [{ type: 'text', text: part.text, wrap: true, scaling: true }];
    case 'quote':
      return [{ type: 'text', text: `「${part.text}」`, wrap: true, scaling: true }];
    case 'note':
      return [{ type: 'text', text: part.text, size: 'sm', color: '#555555', wrap: true, scaling: true }];
    case 'controls':
      return part.controls.map(renderButton);
    case 'grid':
      return part.rows.map(renderRow);
    case 'separator':
      return [{ type: 'separator' }];
  }
}

function renderButton(control: Control): messagingApi.FlexButton {
  return {
    type: 'button',
    style: 'secondary',
    height: 'md',
    scaling: true,
    action: toAction(control, flexLabelLimit),
  };
}

/** Cells of a row, each at least 44 px high so that a thumb can hit it. */
function renderRow(cells: readonly Control[]): messagingApi.FlexBox {
  return {
    type: 'box',
    layout: 'horizontal',
    spacing: 'sm',
    contents: cells.map(
      (cell): messagingApi.FlexBox => ({
        type: 'box',
        layout: 'vertical',
        height: '48px',
        justifyContent: 'center',
        alignItems: 'center',
        borderWidth: '1px',
        borderColor: '#999999',
        cornerRadius: 'md',
        flex: 1,
        action: toAction(cell, flexLabelLimit),
        contents: [{ type: 'text', text: cell.label, align: 'center', scaling: true }],
      }),
    ),
  };
}

function renderShortcut(control: Control): messagingApi.QuickReplyItem {
  return { type: 'action', action: toAction(control, quickLabelLimit) };
}

function toAction(control: Control, labelLimit: number): messagingApi.Action {
  const label = control.label.slice(0, labelLimit);
  switch (control.kind) {
    case 'act':
      return {
        type: 'postback',
        label,
        data: control.data,
        displayText: control.label.slice(0, displayTextLimit),
      };
    case 'pick': {
      const { data, mode, initial, min, max } = control;
      return { type: 'datetimepicker', label, data, mode, initial, min, max };
    }
    case 'link':
      return { type: 'uri', label, uri: control.url };
  }
}
