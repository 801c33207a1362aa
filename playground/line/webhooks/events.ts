import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../src/shared/clock.ts';
import type { Json } from '../json.ts';

const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const stampLength = 10;
const chanceLength = 16;

/** An event with LINE's common fields; `act` is what differs by type. */
export function makeEvent(
  clock: Clock,
  event: { readonly act: Json; readonly source: Json; readonly replyToken: string | null },
): Json {
  const now = clock.now();
  return {
    ...event.act,
    timestamp: now.getTime(),
    source: event.source,
    webhookEventId: makeUlid(now),
    deliveryContext: { isRedelivery: false },
    mode: 'active',
    ...(event.replyToken === null ? {} : { replyToken: event.replyToken }),
  };
}

/** The same event sent again: nothing differs but `isRedelivery`. */
export function asRedelivery(event: Json): Json {
  return { ...event, deliveryContext: { isRedelivery: true } };
}

/** A webhook as bytes. LINE writes everything outside ASCII as \uXXXX; who parses before verifying will notice. */
export function writeWebhook(destination: string, events: readonly Json[]): string {
  const text = JSON.stringify({ destination, events });
  return text.replace(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A ULID: ten signs of time, sixteen of chance. */
function makeUlid(at: Date): string {
  let time = at.getTime();
  let stamp = '';
  for (let index = 0; index < stampLength; index += 1) {
    stamp = base32.charAt(time % base32.length) + stamp;
    time = Math.floor(time / base32.length);
  }
  return (
    stamp + Array.from(randomBytes(chanceLength), (byte) => base32.charAt(byte % base32.length)).join('')
  );
}
