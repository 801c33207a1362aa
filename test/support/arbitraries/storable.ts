import type { ReceivedEvent } from '../../../src/use-cases/ports/inbox.ts';

/** Whether PostgreSQL takes every column: text without NUL and half surrogates, an id that fits, an instant it knows. */
export function isStorable({ eventId, personKey, body, occurredAt }: ReceivedEvent): boolean {
  const isText = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');
  const at = occurredAt.getTime();
  return (
    [eventId, personKey].every((id) => /^[\x21-\x7e]{1,200}$/.test(id)) &&
    isText(body) &&
    JSON.parse(body) !== undefined &&
    at >= 0 &&
    at < Date.UTC(10_000, 0, 1)
  );
}
