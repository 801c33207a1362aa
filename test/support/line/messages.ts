import type { Json } from '../../../playground/line/json.ts';
import { asMessage, type LineFixture, refusalOf } from './line-stand-in-fixture.ts';

/** An address that LINE may fetch. */
export const https = 'https://example.org/a.png';

/** So many UTF-16 units of Japanese. */
export function long(length: number): string {
  return 'あ'.repeat(length);
}

/** The same thing so many times. */
export function times<Item>(count: number, item: Item): Item[] {
  return Array.from({ length: count }, () => item);
}

/** A plain text message, without the SDK's types. */
export function plain(words: string): Json {
  return { type: 'text', text: words };
}

/** A good action, and what differs from it. */
export function postback(more: Json = {}): Json {
  return { type: 'postback', label: '押す', data: 'd', ...more };
}

/** A picker that lacks its mode, and what else differs. */
export function picker(more: Json = {}): Json {
  return { type: 'datetimepicker', label: '日時', data: 'd', ...more };
}

export function button(action: Json): Json {
  return { type: 'button', action };
}

export function box(...contents: readonly Json[]): Json {
  return { type: 'box', layout: 'vertical', contents };
}

export function bubble(more: Json): Json {
  return { type: 'bubble', ...more };
}

export function flex(contents: Json): Json {
  return { type: 'flex', altText: '代わり', contents };
}

/** A flex message with these components in its body. */
export function inBody(...contents: readonly Json[]): Json {
  return flex(bubble({ body: box(...contents) }));
}

export function template(inner: Json): Json {
  return { type: 'template', altText: '代わり', template: inner };
}

export function buttons(more: Json = {}): Json {
  return template({ type: 'buttons', text: '本文', actions: [postback()], ...more });
}

export function column(more: Json = {}): Json {
  return { text: '本文', actions: [postback()], ...more };
}

export function carousel(...columns: readonly Json[]): Json {
  return template({ type: 'carousel', columns });
}

/** A text with the same quick reply so many times. */
export function quick(action: Json, count = 1): Json {
  return { ...plain('x'), quickReply: { items: times(count, { type: 'action', action }) } };
}

/** A film for a hero. */
export const video: Json = {
  type: 'video',
  url: https,
  previewUrl: https,
  altContent: { type: 'image', url: https },
};

/** What is wrong with a message, as LINE words it; fails when nothing is. */
export async function faultsIn(fixture: LineFixture, message: Json): Promise<readonly unknown[]> {
  const refusal = await refusalOf(fixture.client.validatePush({ messages: [asMessage(message)] }));
  return refusal.status === 400 ? refusal.details : [refusal.status];
}
