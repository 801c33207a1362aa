import { isObject, type JsonObject, objectAt, objectsAt, textAt } from '../json.ts';

/** One thing a person can press, choose in or type into. */
export type InteractiveElement = {
  readonly blockId: string;
  readonly actionId: string;
  readonly type: string;
  /** What a button says; for an input its block's label; else an empty text. */
  readonly label: string;
  /** A button's value, or null. */
  readonly value: string | null;
  /** Values and labels of what can be chosen; empty for buttons and text inputs. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** The input block around it, or null. */
  readonly input: JsonObject | null;
  readonly element: JsonObject;
};

/** Everything interactive in blocks, from top to bottom. */
export function findInteractiveElements(blocks: readonly JsonObject[]): readonly InteractiveElement[] {
  return blocks.flatMap((block) => {
    const input = textAt(block, 'type') === 'input' ? block : null;
    const candidates = [...objectsAt(block, 'elements'), block.element, block.accessory].filter(isObject);
    return candidates.flatMap((element) => {
      const actionId = textAt(element, 'action_id');
      return actionId === null ? [] : [describeElement(block, element, { actionId, input })];
    });
  });
}

/** The options of an element as the app wrote them, groups flattened. */
export function optionsOf(element: JsonObject): readonly JsonObject[] {
  const groups = objectsAt(element, 'option_groups');
  return [...objectsAt(element, 'options'), ...groups.flatMap((group) => objectsAt(group, 'options'))];
}

function describeElement(
  block: JsonObject,
  element: JsonObject,
  known: { readonly actionId: string; readonly input: JsonObject | null },
): InteractiveElement {
  const labelled = known.input === null ? objectAt(element, 'text') : objectAt(known.input, 'label');
  return {
    blockId: textAt(block, 'block_id') ?? '',
    actionId: known.actionId,
    type: textAt(element, 'type') ?? '',
    label: textAt(labelled, 'text') ?? '',
    value: textAt(element, 'value'),
    options: optionsOf(element).map((option) => ({
      value: textAt(option, 'value') ?? '',
      label: textAt(objectAt(option, 'text'), 'text') ?? '',
    })),
    input: known.input,
    element,
  };
}
