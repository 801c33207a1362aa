import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformLimits } from '../../src/domain/messaging/rate-limits.ts';
import { createPlaces } from '../../src/shared/places.ts';
import { createOutbox } from '../../src/storage/deliveries/outbox.ts';
import { createRateGates } from '../../src/storage/deliveries/rate-gates.ts';
import { gatesOf } from '../../src/use-cases/deliveries/gates-of.ts';
import { createSendOne } from '../../src/use-cases/deliveries/send-one.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';

const due = new Date('2024-11-20T12:00:00Z');
const later = (ms: number): Date => new Date(due.getTime() + ms);
const person = '00000000-0000-4000-8000-000000000001';
const target = { platform: 'line', userId: 'U1' } as const;

describe('sending one message', () => {
  const database = createTestDatabase();
  let storage: Storage;
  beforeAll(async () => {
    storage = await openStorage(database);
  });
  afterAll(() => storage.close());

  it('keeps its turn when it took long to prepare: the gates are asked as of then', async () => {
    const { pool } = storage;
    const outbox = createOutbox({ pool, owner: 'one' });
    const gates = createRateGates(pool, { patienceMs: 300 });
    await storage.transact(({ deliveries }) =>
      deliveries.plan(
        [
          {
            programmeId: null,
            dedupeKey: 'slow',
            subject: { kind: 'reminder.participant', seatId: person },
            address: { kind: 'line', personId: person },
            sessionId: null,
            priority: 1,
            dueAt: due,
            expiresAt: later(600_000),
          },
        ],
        due,
      ),
    );
    let now = due;
    const sendOne = createSendOne(
      {
        outbox,
        gates,
        limits: platformLimits,
        channels: {
          line: { send: async () => ({ kind: 'sent', externalId: 'x', externalChannel: null }) },
          slack: { send: async () => ({ kind: 'failed', code: 'nobody' }) },
        },
        prepare: async () => {
          // Meanwhile two seconds went by, and others have used the gate up to the present.
          now = later(2_000);
          await gates.take(gatesOf(target, platformLimits), now);
          return { kind: 'send', target, messages: [], shows: null };
        },
        aftermath: { undeliverable: async () => undefined, held: async () => undefined },
        clock: { now: () => now },
        report: () => undefined,
      },
      { line: createPlaces(1), slack: createPlaces(1) },
    );
    const [delivery] = await outbox.claim(due, 1);
    if (delivery === undefined) throw new Error('nothing was due');
    expect(await sendOne(delivery)).toBe(true);
    const { rows } = await pool.query('select state, due_at as "dueAt" from deliveries');
    expect(rows).toEqual([{ state: 'sent', dueAt: due }]);
  });
});
