import type { Readable } from 'node:stream';
import type { WebClientOptions } from '@slack/web-api';
import { request } from 'undici';

/** What Slack's client calls instead of `fetch`. */
export type SlackFetch = NonNullable<WebClientOptions['fetch']>;

/** A `fetch` for one call, and whether it kept the call back. */
export type FencedFetch = { readonly fetch: SlackFetch; readonly wasHeld: () => boolean };

/**
 * Asks right before the last byte is written whether the call may still be made: nobody acts upon a call that is a byte
 * short. Between a decision to send and that moment lie the client's own queue, a connection being opened and the
 * writing itself: long enough for a process to be suspended there, and for somebody else to send in its place.
 */
export function createFencedFetch(mayBeMade: () => boolean): FencedFetch {
  let held = false;
  async function* fence(body: Buffer): AsyncGenerator<Buffer> {
    yield body.subarray(0, -1);
    held ||= !mayBeMade();
    if (held) throw new Error('the call may not be made any more');
    yield body.subarray(-1);
  }
  return {
    fetch: async (url, { headers = {}, body, signal } = {}) => {
      if (typeof body !== 'string') throw new TypeError('only calls that carry text are fenced');
      const bytes = Buffer.from(body);
      const answer = await request(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': String(bytes.length) },
        // undici writes each part as it comes; its types do not mention iterables, which it documents.
        body: fence(bytes) as unknown as Readable,
        signal: signal ?? null,
      });
      return new Response(await answer.body.text(), {
        status: answer.statusCode,
        headers: Object.entries(answer.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]),
      });
    },
    wasHeld: () => held,
  };
}
