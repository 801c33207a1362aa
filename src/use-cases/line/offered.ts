import type { LineContent } from '../../domain/messaging/incoming.ts';
import type { Control, Message, Part } from '../../domain/messaging/message.ts';
import { normaliseTyped } from '../../domain/reflections/typed-words.ts';
import type { Talk } from '../ports/records/views.ts';

/** What can be tapped in these messages, by its label as typed: quick replies vanish and PCs do not show them. */
export function offersOf(messages: readonly Message[]): Talk['offered'] {
  const offered: Record<string, string> = {};
  for (const control of messages.flatMap(controlsOf)) {
    if (control.kind !== 'link') offered[normaliseTyped(control.label)] ??= control.data;
  }
  return offered;
}

/** A text that is wholly the label of something just offered, as the tap it stands for; everything else as it came. */
export function asTap(content: LineContent, { offered }: Pick<Talk, 'offered'>): LineContent {
  if (content.kind !== 'text') return content;
  const typed = normaliseTyped(content.text);
  const data = Object.hasOwn(offered, typed) ? offered[typed] : undefined;
  return data === undefined ? content : { kind: 'action', data };
}

function controlsOf({ parts, shortcuts = [] }: Message): readonly Control[] {
  return [...parts.flatMap(controlsIn), ...shortcuts];
}

function controlsIn(part: Part): readonly Control[] {
  switch (part.kind) {
    case 'controls':
      return part.controls;
    case 'grid':
      return part.rows.flat();
    case 'heading':
    case 'text':
    case 'quote':
    case 'note':
    case 'separator':
      return [];
  }
}
