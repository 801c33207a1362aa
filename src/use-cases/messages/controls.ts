import type { ActionKind } from '../../domain/messaging/actions.ts';
import { formatAction } from '../../domain/messaging/actions.ts';
import type { Control, Part, PickRange } from '../../domain/messaging/message.ts';

/** A button that acts; the label is also what the tap says. */
export function act(
  label: string,
  kind: ActionKind,
  ref: string,
  key: string,
  value: string,
): Control & { readonly kind: 'act' } {
  return { kind: 'act', label, data: formatAction(kind, ref, key, value) };
}

/** A button that opens the phone's choice of a day or time and acts with it. */
export function pick(button: Control & { readonly kind: 'act' }, range: PickRange): Control {
  return { ...button, ...range, kind: 'pick' };
}

/** A button that opens an address. */
export function link(label: string, url: string): Control {
  return { kind: 'link', label, url };
}

/** Buttons, one per row; nothing where there are none. */
export function controls(...items: readonly (Control | null)[]): readonly Part[] {
  const present = items.filter((item) => item !== null);
  return present.length === 0 ? [] : [{ kind: 'controls', controls: present }];
}

/** `-` stands for "no particular thing" in a button that belongs to the person as such. */
export const anyRef = '-';
