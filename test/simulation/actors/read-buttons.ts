import { type Action, parseAction } from '../../../src/domain/messaging/actions.ts';
import type { Control, Message, Part } from '../../../src/domain/messaging/message.ts';

export type Button = { readonly data: string; readonly label: string; readonly action: Action };

/** Every button of a message with what it carries, from top to bottom, quick replies last. */
export function readButtons({ parts, shortcuts = [] }: Message): readonly Button[] {
  return [...parts.flatMap(controlsOf), ...shortcuts].flatMap((control): Button[] => {
    if (control.kind !== 'act') return [];
    const action = parseAction(control.data);
    return action === null ? [] : [{ data: control.data, label: control.label, action }];
  });
}

function controlsOf(part: Part): readonly Control[] {
  if (part.kind === 'controls') return part.controls;
  return part.kind === 'grid' ? part.rows.flat() : [];
}
