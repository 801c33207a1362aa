/**
 * What a button means, as carried in LINE postback data and Slack button values:
 * `b1:kind:ref:key:value`, under 90 characters (CONVERSATIONS 0.4). Values set, they never toggle.
 * `ref` is the unguessable id of a reflection run, a session seat, an enrolment or a murmur; `-` where none is needed.
 */
export type Action = {
  readonly kind: ActionKind;
  readonly ref: string;
  readonly key: string;
  readonly value: string;
};

/** answer, navigation, session, times, murmur, consent, settings. */
export type ActionKind = 'a' | 'n' | 's' | 't' | 'm' | 'c' | 'k';

const kinds: readonly ActionKind[] = ['a', 'n', 's', 't', 'm', 'c', 'k'];
const field = /^[A-Za-z0-9_.-]{1,40}$/;

/** The data of a button. Throws a RangeError when a field has other signs than letters, digits, `_.-`. */
export function formatAction(kind: ActionKind, ref: string, key: string, value: string): string {
  if (![ref, key, value].every((part) => field.test(part))) throw new RangeError('malformed action field');
  return `b1:${kind}:${ref}:${key}:${value}`;
}

/** Reads button data; null for anything that this version did not write. */
export function parseAction(data: string): Action | null {
  const [version, kind, ref, key, value, ...rest] = data.split(':');
  if (version !== 'b1' || rest.length > 0) return null;
  if (ref === undefined || key === undefined || value === undefined) return null;
  const known = kinds.find((candidate) => candidate === kind);
  if (known === undefined || ![ref, key, value].every((part) => field.test(part))) return null;
  return { kind: known, ref, key, value };
}

const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text can be an id of ours; nothing else is worth looking up. */
export function isPossibleId(text: string): boolean {
  return id.test(text);
}
