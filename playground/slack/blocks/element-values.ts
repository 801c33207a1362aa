import { type JsonObject, numberAt, objectsAt, textAt } from '../json.ts';
import { findInteractiveElements, type InteractiveElement, optionsOf } from './interactive-elements.ts';

/** What a person has typed or chosen, by block and action. */
export type ElementValues = Map<string, JsonObject>;

/** The key of an element in its values. */
export function valueKey(element: Pick<InteractiveElement, 'blockId' | 'actionId'>): string {
  return JSON.stringify([element.blockId, element.actionId]);
}

/** What an element holds before anybody touches it; null for buttons and overflow menus, which hold nothing. */
export function initialValue(element: JsonObject): JsonObject | null {
  const type = textAt(element, 'type') ?? '';
  switch (type) {
    case 'plain_text_input':
      return { type, value: textAt(element, 'initial_value') };
    case 'radio_buttons':
    case 'static_select':
      return { type, selected_option: element.initial_option ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: objectsAt(element, 'initial_options') };
    case 'datepicker':
      return { type, selected_date: textAt(element, 'initial_date') };
    case 'timepicker':
      return { type, selected_time: textAt(element, 'initial_time') };
    case 'datetimepicker':
      return { type, selected_date_time: numberAt(element, 'initial_date_time') };
    default:
      return null;
  }
}

/**
 * What an element holds after a person typed or chose; throws RangeError when no client could do that.
 * Several choices come as an array, instants as Unix seconds in a text, which is '' for a picker that was emptied.
 */
export function chosenValue(element: JsonObject, chosen: string | readonly string[]): JsonObject {
  const type = textAt(element, 'type') ?? '';
  const many = typeof chosen === 'string' ? [chosen] : chosen;
  const one = many[0] ?? '';
  const found = many.map((value) => {
    const option = optionsOf(element).find((candidate) => textAt(candidate, 'value') === value);
    return option ?? null;
  });
  const options = found.filter((option) => option !== null);
  switch (type) {
    case 'plain_text_input':
      return { type, value: one === '' ? null : one };
    case 'radio_buttons':
    case 'static_select':
    case 'overflow':
      if (options.length !== 1 || options.length !== many.length) throw new RangeError(`no option ${one}`);
      return { type, selected_option: options[0] };
    case 'checkboxes':
    case 'multi_static_select':
      if (options.length !== many.length) throw new RangeError(`no option among ${many.join(', ')}`);
      return { type, selected_options: options };
    case 'datepicker':
      if (!isDay(one)) throw new RangeError(`no day ${one}`);
      return { type, selected_date: one };
    case 'timepicker':
      return { type, selected_time: one };
    case 'datetimepicker':
      return { type, selected_date_time: one === '' ? null : readMinute(one) };
    default:
      throw new RangeError(`nothing can be chosen in ${type ?? 'an element without a type'}`);
  }
}

/** A day of the calendar, the only thing a client's date picker gives. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(`${text}T`);
}

/** A client picks whole minutes, in the ten digits that `initial_date_time` may have. */
function readMinute(text: string): number {
  const seconds = /^\d{10}$/.test(text) ? Number(text) : Number.NaN;
  if (seconds % 60 !== 0) throw new RangeError(`no client picks the second ${text}`);
  return seconds;
}

/** `state.values` as interaction payloads carry it. */
export function stateValues(blocks: readonly JsonObject[], values: ElementValues): JsonObject {
  const state: Record<string, Record<string, JsonObject>> = {};
  for (const element of findInteractiveElements(blocks)) {
    const value = values.get(valueKey(element)) ?? initialValue(element.element);
    if (value === null) continue;
    const block = state[element.blockId] ?? {};
    block[element.actionId] = value;
    state[element.blockId] = block;
  }
  return state;
}

/** The values that survive when blocks are replaced: those whose block, action and kind of element are still there. */
export function keepKnownValues(blocks: readonly JsonObject[], values: ElementValues): ElementValues {
  const types = new Map(findInteractiveElements(blocks).map((one) => [valueKey(one), one.type]));
  return new Map([...values].filter(([key, value]) => types.get(key) === textAt(value, 'type')));
}
