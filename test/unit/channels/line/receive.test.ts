import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineReceiver } from '../../../../src/channels/line/receive.ts';
import type { ReceivedEvent } from '../../../../src/use-cases/ports/inbox.ts';
import { anyJson, lineEvents, spoiledLineEvents } from '../../../support/arbitraries/line-events.ts';
import { isStorable } from '../../../support/arbitraries/storable.ts';

const channelSecret = 'channel secret';
const sign = (body: Buffer): string => createHmac('sha256', channelSecret).update(body).digest('base64');

/** The receiver before an inbox in memory. */
async function post(body: Buffer, signature = sign(body)) {
  const stored: ReceivedEvent[] = [];
  let woken = 0;
  const receive = createLineReceiver({
    channelSecret,
    inbox: { store: async (events) => void stored.push(...events), storeForNow: async () => false },
    wake: () => {
      woken += 1;
    },
  });
  const { status } = await receive({ headers: { 'x-line-signature': signature }, body });
  return { status, stored, woken };
}

describe('the LINE webhook', () => {
  it('stores every event of a body by its own id and person', async () => {
    const { status, stored, woken } = await post(
      Buffer.from(JSON.stringify({ destination: 'x', events: [lineEvents.text, lineEvents.joinedRoom] })),
    );
    expect([status, woken]).toEqual([200, 1]);
    expect(stored.map(({ personKey }) => personKey)).toEqual(['U0123456789abcdef', '-']);
    expect(stored.map(({ eventId }) => eventId)).toEqual(Array(2).fill('01JCG0000000000000000000AA'));
    expect(JSON.parse(stored[0]?.body ?? '')).toEqual(lineEvents.text);
  });

  it('answers a body without events, as LINE’s own check sends it, and wakes nobody', async () => {
    expect(await post(Buffer.from('{"events":[]}'))).toEqual({ status: 200, stored: [], woken: 0 });
  });

  it('refuses what is not signed, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.string(), async (bytes, signature) => {
        expect(await post(Buffer.from(bytes), signature)).toEqual({ status: 401, stored: [], woken: 0 });
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a good signature that goes on, or is written in other signs', async () => {
    const body = Buffer.from('{"events":[]}');
    const good = sign(body);
    const odd = [good + good, `${good} `, `${good}=`, good.slice(0, -1), Buffer.from(good).toString('hex')];
    for (const signature of odd) expect((await post(body, signature)).status, signature).toBe(401);
    expect((await post(body, good)).status).toBe(200);
  });

  it('answers whatever is signed, stores each event as the database can hold it, and the same one alike', async () => {
    const events = fc.array(fc.oneof(anyJson, spoiledLineEvents), { maxLength: 4 });
    const bodies = fc.oneof(
      events.map((all) => ({ text: JSON.stringify({ events: all }), count: all.length })),
      anyJson.map((value) => ({ text: JSON.stringify(value), count: null })),
      fc.string({ unit: 'binary' }).map((text) => ({ text, count: null })),
    );
    await fc.assert(
      fc.asyncProperty(bodies, async ({ text, count }) => {
        const first = await post(Buffer.from(text));
        expect(first.status).toBe(count === null ? first.status : 200);
        expect([200, 400]).toContain(first.status);
        if (count !== null) expect(first.stored).toHaveLength(count);
        expect(first.stored.filter((event) => !isStorable(event))).toEqual([]);
        expect(await post(Buffer.from(text))).toEqual(first);
      }),
      { numRuns: 1_500 },
    );
  });
});
