import { isObject, type Json, listAt, objectAt, textAt } from './json.ts';
import type { LineButton, RawMessage } from './types.ts';

const blocks = ['header', 'hero', 'body', 'footer', 'contents', 'columns'];

/** The fields of a menu below the talk, in reading order. */
export function findMenuButtons(menu: Json): readonly LineButton[] {
  return listAt(menu, 'areas')
    .filter(isObject)
    .flatMap(({ action }) => toButton(action, 'menu'));
}

/** Everything that can be tapped in a message, in reading order; quick replies last. */
export function findButtons(message: RawMessage): readonly LineButton[] {
  const inside =
    message.type === 'template' ? collect(message.template, 'template') : collect(message.contents, 'bubble');
  const quick = listAt(objectAt(message, 'quickReply'), 'items')
    .filter(isObject)
    .flatMap((item) => toButton(item.action, 'quick'));
  return [...inside, ...quick];
}

/** Every text that stands in a message, in reading order: what a person reads. */
export function readTexts(message: RawMessage): readonly string[] {
  const text = textAt(message, 'text');
  if (text !== null) return [text];
  return message.type === 'template' ? textsOfPanel(message.template) : textsOf(message.contents);
}

function textsOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (!isObject(node)) return [];
  const own = node.type === 'text' || node.type === 'span' ? textAt(node, 'text') : null;
  return [...(own === null ? [] : [own]), ...blocks.flatMap((key) => textsOf(node[key]))];
}

/** A template, or one column of it: title above text. */
function textsOfPanel(node: unknown): readonly string[] {
  if (!isObject(node)) return [];
  const own = ['title', 'text'].map((key) => textAt(node, key)).filter((text) => text !== null);
  return [...own, ...listAt(node, 'columns').flatMap(textsOfPanel)];
}

function collect(node: unknown, where: 'bubble' | 'template'): readonly LineButton[] {
  if (Array.isArray(node)) return node.flatMap((one) => collect(one, where));
  if (!isObject(node)) return [];
  return [
    ...toButton(node.action, where),
    ...toButton(node.defaultAction, where),
    ...listAt(node, 'actions').flatMap((one) => toButton(one, where)),
    ...blocks.flatMap((key) => collect(node[key], where)),
  ];
}

function toButton(action: unknown, where: LineButton['where']): readonly LineButton[] {
  if (!isObject(action)) return [];
  const label = textAt(action, 'label') ?? '';
  switch (action.type) {
    case 'postback':
      return [{ label, kind: 'postback', where, ...dataOf(action), ...displayTextOf(action) }];
    case 'uri':
      return [{ label, kind: 'uri', where, ...uriOf(action) }];
    case 'message':
      return [{ label, kind: 'message', where, ...textOf(action) }];
    case 'datetimepicker':
      return [{ label, kind: 'datetimepicker', where, ...dataOf(action), ...rangeOf(action) }];
    default:
      return [];
  }
}

// An absent text leaves its key out: a button has no key that says undefined.
const dataOf = ({ data }: Json) => (typeof data === 'string' ? { data } : {});
const uriOf = ({ uri }: Json) => (typeof uri === 'string' ? { uri } : {});
const textOf = ({ text }: Json) => (typeof text === 'string' ? { text } : {});
const rangeOf = ({ mode, initial, min, max }: Json) => ({
  ...(typeof mode === 'string' ? { mode } : {}),
  ...(typeof initial === 'string' ? { initial } : {}),
  ...(typeof min === 'string' ? { min } : {}),
  ...(typeof max === 'string' ? { max } : {}),
});
const displayTextOf = ({ displayText }: Json) => (typeof displayText === 'string' ? { displayText } : {});
