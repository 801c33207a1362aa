import { createHmac } from 'node:crypto';
import { request } from 'node:http';

/** A request that must be refused, or do nothing more than it did before. */
export type Attack = {
  readonly what: string;
  readonly path: '/line/webhook' | '/slack/events';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** What the sender must be answered. */
  readonly status: number;
};

const tenMegabytes = 10_000_000;

/** Everything that somebody without the channel secret, or with an old webhook, can send as LINE. */
export function attacksOnLine(secret: string, event: Readonly<Record<string, unknown>>): readonly Attack[] {
  const body = Buffer.from(JSON.stringify({ destination: 'U0', events: [event] }));
  const sign = (bytes: Buffer, key = secret): string =>
    createHmac('sha256', key).update(bytes).digest('base64');
  const good = sign(body);
  const attack = (what: string, signature: string | null, status: number, bytes: Buffer = body): Attack => ({
    what: `LINE: ${what}`,
    path: '/line/webhook',
    headers: {
      'content-type': 'application/json',
      ...(signature === null ? {} : { 'x-line-signature': signature }),
    },
    body: bytes,
    status,
  });
  const signed = (what: string, status: number, bytes: Buffer): Attack =>
    attack(what, sign(bytes), status, bytes);
  return [
    attack('no signature', null, 401),
    attack('an empty signature', '', 401),
    attack('a signature with another secret', sign(body, 'another secret'), 401),
    attack('a signature of other bytes', sign(Buffer.from('{}')), 401),
    attack('a signature that is too short', good.slice(0, 20), 401),
    attack('a signature that is too long', good + good, 401),
    attack('a signature that is no base64', '!'.repeat(44), 401),
    attack('one byte changed under a good signature', good, 401, changed(body)),
    signed('no JSON', 400, Buffer.from('{"events":[')),
    signed('no object', 400, Buffer.from('[]')),
    signed('events that are no list', 400, Buffer.from('{"events":{}}')),
    signed('bytes that are no UTF-8', 400, Buffer.from([0xff, 0xfe, 0x00, 0x7b])),
    attack('ten megabytes', good, 413, Buffer.alloc(tenMegabytes, 'a')),
  ];
}

/** The same for Slack, whose signature holds a time. */
export function attacksOnSlack(secret: string, body: Buffer, nowSeconds: number): readonly Attack[] {
  const sign = (bytes: Buffer, seconds: string, key = secret): string =>
    `v0=${createHmac('sha256', key).update(`v0:${seconds}:`).update(bytes).digest('hex')}`;
  const attack = (
    what: string,
    status: number,
    change: { readonly seconds?: string; readonly signature?: string | null; readonly bytes?: Buffer },
  ): Attack => {
    const { seconds = String(nowSeconds), bytes = body } = change;
    const signature = change.signature === undefined ? sign(bytes, seconds) : change.signature;
    return {
      what: `Slack: ${what}`,
      path: '/slack/events',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': seconds,
        ...(signature === null ? {} : { 'x-slack-signature': signature }),
      },
      body: bytes,
      status,
    };
  };
  const now = String(nowSeconds);
  return [
    attack('no signature', 401, { signature: null }),
    attack('a signature with another secret', 401, { signature: sign(body, now, 'another secret') }),
    attack('a signature of another time', 401, { signature: sign(body, String(nowSeconds - 1)) }),
    attack('a signature that is too short', 401, { signature: sign(body, now).slice(0, 40) }),
    attack('a signature that is too long', 401, { signature: `${sign(body, now)}00` }),
    attack('another version', 401, { signature: sign(body, now).replace('v0=', 'v1=') }),
    attack('stale by six minutes', 401, { seconds: String(nowSeconds - 360) }),
    attack('six minutes in the future', 401, { seconds: String(nowSeconds + 360) }),
    attack('a day in the future', 401, { seconds: String(nowSeconds + 86_400) }),
    attack('a time that is no number', 401, { seconds: 'now' }),
    attack('a negative time', 401, { seconds: `-${now}` }),
    attack('one byte changed under a good signature', 401, {
      bytes: changed(body),
      signature: sign(body, now),
    }),
    attack('no JSON', 400, { bytes: Buffer.from('{"type":') }),
    attack('no object', 400, { bytes: Buffer.from('"event_callback"') }),
    attack('ten megabytes', 413, { bytes: Buffer.alloc(tenMegabytes, 'a') }),
  ];
}

/** Sends it over a connection of its own; status 0 when there was no answer. */
export function send({ path, headers, body }: Attack, base: string): Promise<number> {
  return new Promise((resolve) => {
    const outgoing = request(`${base}${path}`, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': String(body.length) },
    });
    outgoing.on('response', (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode ?? 0);
    });
    // Whoever is refused in the middle of a large body may find the connection broken.
    outgoing.on('error', () => resolve(0));
    outgoing.end(body);
  });
}

/** The last letter of the content is another one: the JSON stays whole. */
function changed(body: Uint8Array): Buffer<ArrayBuffer> {
  const copy = Buffer.from(body);
  const at = copy.lastIndexOf('m');
  copy[at] = 'n'.charCodeAt(0);
  return copy;
}
