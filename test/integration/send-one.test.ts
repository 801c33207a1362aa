import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NewDelivery, priorities } from '../../src/domain/messaging/delivery.ts';
import { platformLimits } from '../../src/domain/messaging/rate-limits.ts';
import { createPlaces } from '../../src/shared/places.ts';
import { createOutbox } from '../../src/storage/deliveries/outbox.ts';
import { createRateGates } from '../../src/storage/deliveries/rate-gates.ts';
import { gatesOf } from '../../src/use-cases/deliveries/gates-of.ts';
import type { SenderDependencies } from '../../src/use-cases/deliveries/send-deliveries.ts';
import { createSendOne } from '../../src/use-cases/deliveries/send-one.ts';
import type { SendOutcome } from '../../src/use-cases/ports/channels.ts';
import type { RateGates } from '../../src/use-cases/ports/sending/rate-gates.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';

const due = new Date('2024-11-20T12:00:00Z');
const later = (ms: number): Date => new Date(due.getTime() + ms);
const someId = '00000000-0000-4000-8000-000000000001';
const target = { platform: 'line', userId: 'U1' } as const;

describe('sending one message', () => {
  const database = createTestDatabase();
  let storage: Storage;
  beforeAll(async () => {
    storage = await openStorage(database);
  });
  afterAll(() => storage.close());

  /** Planned, and taken by somebody who asks these gates. */
  const sendFirst = async (options: {
    readonly owner: string;
    readonly planned: Pick<NewDelivery, 'dedupeKey' | 'subject' | 'address'>;
    readonly uncertain?: true;
    readonly gates: RateGates;
    readonly outcome: SendOutcome;
    readonly prepare: SenderDependencies['prepare'];
    readonly now: () => Date;
  }): Promise<boolean> => {
    const { pool } = storage;
    const outbox = createOutbox({ pool, owner: options.owner });
    const common = {
      programmeId: null,
      sessionId: null,
      priority: priorities.reminder,
      dueAt: due,
      expiresAt: later(600_000),
    };
    await storage.transact(({ deliveries }) => deliveries.plan([{ ...options.planned, ...common }], due));
    if (options.uncertain === true) await pool.query('update deliveries set uncertain_since = due_at');
    const channel = { send: async () => options.outcome };
    const sendOne = createSendOne(
      {
        outbox,
        gates: options.gates,
        limits: platformLimits,
        channels: { line: channel, slack: channel },
        prepare: options.prepare,
        aftermath: { undeliverable: async () => undefined, held: async () => undefined },
        clock: { now: options.now },
        report: () => undefined,
      },
      { line: createPlaces(1), slack: createPlaces(1) },
    );
    const [delivery] = await outbox.claim(due, 1);
    if (delivery === undefined) throw new Error('nothing was due');
    return sendOne(delivery);
  };

  it('keeps its turn when it took long to prepare: the gates are asked as of then', async () => {
    const gates = createRateGates(storage.pool, { patienceMs: 300 });
    let now = due;
    const sent = await sendFirst({
      owner: 'one',
      planned: {
        dedupeKey: 'slow',
        subject: { kind: 'reminder.participant', seatId: someId },
        address: { kind: 'line', personId: someId },
      },
      gates,
      outcome: { kind: 'sent', externalId: 'x', externalChannel: null },
      prepare: async () => {
        // Meanwhile two seconds went by, and others have used the gate up to the present.
        now = later(2_000);
        await gates.take(gatesOf(target, platformLimits, { looks: false }), now);
        return { kind: 'send', target, messages: [], shows: null };
      },
      now: () => now,
    });
    expect(sent).toBe(true);
    const { rows } = await storage.pool.query('select state, due_at as "dueAt" from deliveries');
    expect(rows).toEqual([{ state: 'sent', dueAt: due }]);
  });

  it('keeps only others who look waiting, when Slack limits looking', async () => {
    const gates = createRateGates(storage.pool);
    const group = { platform: 'slack', channelId: 'G1' } as const;
    const sent = await sendFirst({
      owner: 'two',
      planned: {
        dedupeKey: 'uncertain',
        subject: { kind: 'reminder.pair', sessionId: someId, offset: 'eve' },
        address: { kind: 'pair', teamId: someId },
      },
      uncertain: true,
      gates,
      outcome: { kind: 'limited', retryAfterMs: 30_000, whileLooking: true },
      prepare: async () => ({ kind: 'send', target: group, messages: [], shows: null }),
      now: () => due,
    });
    expect(sent).toBe(false);
    const another = { platform: 'slack', channelId: 'G2' } as const;
    expect(await gates.take(gatesOf(another, platformLimits, { looks: true }), due)).toEqual(later(30_000));
    expect(await gates.take(gatesOf(another, platformLimits, { looks: false }), due)).toBeNull();
  });
});
