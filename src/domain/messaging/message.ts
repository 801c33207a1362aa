/**
 * A message in the one neutral shape that use cases compose and channels render.
 * LINE: text parts alone become a text message, anything with controls a flex bubble (one button per row).
 * Slack: text becomes sections, notes become context, each controls part one actions block.
 */
export type Message = {
  /** Lock screen and screen reader text: date and purpose, never an answer, a person's words or an organisation. */
  readonly summary: string;
  readonly parts: readonly Part[];
  /** Navigation for this moment: LINE quick replies (at most 13, labels of at most 20). Slack leaves them out. */
  readonly shortcuts?: readonly Control[];
};

export type Part =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** A person's own words: escaped, shown as a quotation, never able to notify anyone. */
  | { readonly kind: 'quote'; readonly text: string }
  /** The line that says who reads this, or another small line. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'controls'; readonly controls: readonly Control[] }
  /** Rows of short cells, for 0 to 10. */
  | { readonly kind: 'grid'; readonly rows: readonly (readonly Control[])[] }
  | { readonly kind: 'separator' };

export type Control =
  /** `data` is a formatted action (see actions.ts); the label is also what the tap says in the talk. */
  | { readonly kind: 'act'; readonly label: string; readonly data: string }
  /** Opens the phone's own choice of a day or of a day and time; it has no zone. Slack shows a plain button. */
  | ({ readonly kind: 'pick'; readonly label: string; readonly data: string } & PickRange)
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

/** What can be picked: `YYYY-MM-DD`, with the mode `datetime` `YYYY-MM-DDTHH:mm`; both ends can be. */
export type PickRange = {
  readonly mode: 'date' | 'datetime';
  readonly initial: string;
  readonly min: string;
  readonly max: string;
};

/** A message of plain text, whose summary is the text itself. Only for text that may stand on a lock screen. */
export function plainMessage(text: string, shortcuts?: readonly Control[]): Message {
  return {
    summary: text,
    parts: [{ kind: 'text', text }],
    ...(shortcuts === undefined || shortcuts.length === 0 ? {} : { shortcuts }),
  };
}
