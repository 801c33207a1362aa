import type { Button, KnownBlock, SectionBlock } from '@slack/types';
import type { Control, Message, Part } from '../../domain/messaging/message.ts';

const sectionLimit = 2900;
const quoteMark = '>';
const buttonLimit = 75;
const buttonsPerBlock = 25;

export type SlackMessage = { readonly text: string; readonly blocks: KnownBlock[] };

/** Draws messages for Slack as one message: text as sections, small lines as context, controls as buttons. */
export function renderSlackMessage(messages: readonly Message[]): SlackMessage {
  return {
    text: escapeText(messages[0]?.summary ?? ''),
    blocks: messages.flatMap((message, index) => renderParts(message.parts, index)),
  };
}

/** Blocks of parts; `index` keeps block ids unique within a message. */
export function renderParts(parts: readonly Part[], index = 0): KnownBlock[] {
  return parts.flatMap((part, position) => renderPart(part, `${index}-${position}`));
}

function renderPart(part: Part, blockId: string): KnownBlock[] {
  switch (part.kind) {
    case 'heading':
      return [section(`*${escapeText(part.text)}*`)];
    case 'text':
      return chunks(escapeText(part.text)).map(section);
    case 'quote':
      return chunks(escapeText(part.text), quoteMark.length).map((chunk) =>
        section(chunk.replace(/^/gm, quoteMark)),
      );
    case 'note':
      return [
        { type: 'context', elements: [{ type: 'mrkdwn', text: escapeText(part.text).slice(0, 2900) }] },
      ];
    case 'controls':
      return actionBlocks(part.controls, blockId);
    case 'grid':
      return actionBlocks(part.rows.flat(), blockId);
    case 'separator':
      return [{ type: 'divider' }];
  }
}

function section(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

function actionBlocks(controls: readonly Control[], blockId: string): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  for (let from = 0; from < controls.length; from += buttonsPerBlock) {
    blocks.push({
      type: 'actions',
      block_id: `b-${blockId}-${from}`,
      elements: controls.slice(from, from + buttonsPerBlock).map(renderButton),
    });
  }
  return blocks;
}

function renderButton(control: Control): Button {
  const text = { type: 'plain_text', text: control.label.slice(0, buttonLimit), emoji: false } as const;
  switch (control.kind) {
    case 'act':
    case 'pick':
      return { type: 'button', text, action_id: control.data, value: control.data };
    case 'link':
      return { type: 'button', text, action_id: `link:${control.label}`.slice(0, 255), url: control.url };
  }
}

/** Slack's own three escapes; with them no words of a person can mention or notify anyone. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Pieces that fit a section when each of their lines gets `perLine` more characters, cut between lines where that can be;
 * never within a surrogate pair nor one of our escapes.
 */
function chunks(text: string, perLine = 0): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let length = 0;
  const next = (): void => {
    pieces.push(piece.replace(/\n$/, ''));
    piece = '';
    length = 0;
  };
  for (const line of text.split(/(?<=\n)/)) {
    if (length > 0 && length + perLine + line.length > sectionLimit) next();
    length += perLine;
    for (const sign of line.match(/&(?:amp|lt|gt);|[\s\S]/gu) ?? []) {
      if (length + sign.length > sectionLimit) {
        next();
        length = perLine;
      }
      piece += sign;
      length += sign.length;
    }
  }
  next();
  return pieces.filter((one) => one.trim() !== '');
}
