/** Everything a person can read in one message. */
export type VisibleText = {
  /** The lock screen or notification: LINE's altText, Slack's text, or a text message itself. */
  readonly summary: string;
  /** Every text in it, from top to bottom, labels of buttons included. */
  readonly texts: readonly string[];
};

const readableKeys: ReadonlySet<string> = new Set(['text', 'altText', 'label', 'title', 'alt_text']);
/** Never on a screen. */
const hiddenKeys: ReadonlySet<string> = new Set([
  'data',
  'displayText',
  'metadata',
  'value',
  'action_id',
  'block_id',
]);

/** What one LINE message object shows. */
export function textsOfLineMessage(message: unknown): VisibleText {
  const texts = collect(message);
  return { summary: textAt(message, 'altText') ?? textAt(message, 'text') ?? '', texts };
}

/** What one Slack message shows; Slack's three escapes are undone, as its client does. */
export function textsOfSlackMessage(message: {
  readonly text: string;
  readonly blocks: unknown;
}): VisibleText {
  return {
    summary: unescapeSlack(message.text),
    texts: [message.text, ...collect(message.blocks)].map(unescapeSlack),
  };
}

function collect(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(collect);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (hiddenKeys.has(key)) return [];
    if (typeof inner === 'string') return readableKeys.has(key) ? [inner] : [];
    return collect(inner);
  });
}

function textAt(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const found = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === 'string' ? found : null;
}

function unescapeSlack(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
