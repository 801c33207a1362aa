import type { LineButton, RawMessage } from './types.ts';

type Json = Readonly<Record<string, unknown>>;

/** Everything that can be tapped in a message, in reading order; quick replies last. */
export function findButtons(message: RawMessage): readonly LineButton[] {
  const inside =
    message.type === 'template' ? collect(message.template, 'template') : collect(message.contents, 'bubble');
  const items = object(message.quickReply).items;
  const quick = Array.isArray(items) ? items.flatMap((item) => toButton(object(item).action, 'quick')) : [];
  return [...inside, ...quick];
}

/** Every text that stands in a message, in reading order: what a person reads. */
export function readTexts(message: RawMessage): readonly string[] {
  if (typeof message.text === 'string') return [message.text];
  return textsOf(message.contents ?? message.template);
}

function textsOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (typeof node !== 'object' || node === null) return [];
  const fields = object(node);
  const own = fields.type === 'text' || fields.type === 'buttons' ? fields.text : undefined;
  const deeper = ['header', 'hero', 'body', 'footer', 'contents'].flatMap((key) => textsOf(fields[key]));
  return typeof own === 'string' ? [own, ...deeper] : deeper;
}

function collect(node: unknown, where: 'bubble' | 'template'): readonly LineButton[] {
  if (Array.isArray(node)) return node.flatMap((one) => collect(one, where));
  if (typeof node !== 'object' || node === null) return [];
  const fields = object(node);
  const own = toButton(fields.action, where);
  const listed = Array.isArray(fields.actions) ? fields.actions.flatMap((one) => toButton(one, where)) : [];
  const deeper = ['header', 'hero', 'body', 'footer', 'contents', 'columns'].flatMap((key) =>
    collect(fields[key], where),
  );
  return [...own, ...listed, ...deeper];
}

function toButton(value: unknown, where: LineButton['where']): readonly LineButton[] {
  const action = object(value);
  const label = typeof action.label === 'string' ? action.label : '';
  const text = (key: string): string | undefined =>
    typeof action[key] === 'string' ? action[key] : undefined;
  switch (action.type) {
    case 'postback':
      return [
        {
          label,
          kind: 'postback',
          where,
          ...defined({ data: text('data'), displayText: text('displayText') }),
        },
      ];
    case 'uri':
      return [{ label, kind: 'uri', where, ...defined({ uri: text('uri') }) }];
    case 'message':
      return [{ label, kind: 'message', where, ...defined({ text: text('text') }) }];
    case 'datetimepicker':
      return [
        { label, kind: 'datetimepicker', where, ...defined({ data: text('data'), mode: text('mode') }) },
      ];
    default:
      return [];
  }
}

function defined<Fields extends Record<string, string | undefined>>(
  fields: Fields,
): { [Key in keyof Fields]?: string } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Fields]?: string };
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
