import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBeforeRun, openSeatRun } from '../../src/use-cases/open-run.ts';
import type { Records } from '../../src/use-cases/ports/records/records.ts';
import type { Run, SeatContext } from '../../src/use-cases/ports/records/views.ts';
import { planShared, recordAnswer } from '../../src/use-cases/record-answer.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { type SessionRow, saveWorld } from '../support/digests/rows.ts';
import {
  addMember,
  addSession,
  addTeam,
  makeProgramme,
  type SmallWorld,
} from '../support/digests/small-world.ts';

const now = new Date('2024-11-20T12:00:00Z');
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const rating = (satisfaction: number) => ({
  question: 'q1',
  value: { kind: 'rating', met: true, satisfaction } as const,
});

describe('reflections and their answers', () => {
  let storage: Storage;
  let world: SmallWorld;
  let session: SessionRow;
  let participant: string;
  let mentors: readonly [string, string];
  const database = createTestDatabase();

  beforeAll(async () => {
    storage = await openStorage(database);
  });
  afterAll(() => storage.close());
  beforeEach(async () => {
    await storage.pool.query('truncate sessions, deliveries cascade');
    world = makeProgramme();
    const teamId = addTeam(world);
    participant = addMember(world, { teamId, role: 'participant' }).person_id;
    mentors = [addMember(world, { teamId }).person_id, addMember(world, { teamId }).person_id];
    session = addSession(world, { teamId, startsAt: later(-60) });
    world.workspaces.push({ id: storage.workspaceId, name: 'a', created_at: 0 });
    await saveWorld(storage.pool, world);
  });

  async function seatOf(records: Records, personId: string): Promise<SeatContext> {
    const seat = world.seats.find((one) => one.person_id === personId);
    const context = await records.sessions.findSeat(seat?.id ?? '');
    if (context === null) throw new Error('everybody has a seat');
    return context;
  }

  async function openRun(records: Records, personId: string): Promise<Run> {
    const run = await openSeatRun(records, await seatOf(records, personId), now);
    if (run === null) throw new Error('every seat has a form');
    return run;
  }

  const answerOnce = (personId: string, satisfaction: number, eventId: string, at = now): Promise<boolean> =>
    storage.transact(async (records) => {
      const run = await openRun(records, personId);
      return recordAnswer(records, run, rating(satisfaction), { eventId, messageId: null, at }, now);
    });

  it('are opened once for a seat, however many ask at the same time', async () => {
    const runs = await Promise.all(
      Array.from({ length: 6 }, () => storage.transact((records) => openRun(records, participant))),
    );
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
  });

  it('keep every answer of a person who answers many times at once, in numbered revisions', async () => {
    const answers = Array.from({ length: 8 }, (_, index) =>
      answerOnce(participant, (index % 5) + 1, `e${index}`),
    );
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 8 }, () => true));
    const run = await storage.transact((records) => openRun(records, participant));
    expect(new Set(run.revisions.map(({ revision }) => revision))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
  });

  it('count an event once that is delivered again, and change nothing the second time', async () => {
    const [first, second] = await Promise.all([
      answerOnce(participant, 5, 'e'),
      answerOnce(participant, 5, 'e'),
    ]);
    expect([first, second].filter((isNew) => isNew)).toHaveLength(1);
    expect(await answerOnce(participant, 5, 'e')).toBe(false);
    const run = await storage.transact((records) => openRun(records, participant));
    expect(run.revisions).toHaveLength(1);
  });

  it('stand in the order of platform time when an earlier answer arrives after a later one', async () => {
    await answerOnce(participant, 2, 'late', later(10));
    await answerOnce(participant, 4, 'early', later(5));
    const run = await storage.transact((records) => openRun(records, participant));
    expect(run.revisions.map(({ value }) => value)).toEqual([rating(4).value, rating(2).value]);
  });

  it('are opened once before the programme too, where there is no session to tell them apart', async () => {
    const open = (): Promise<string | undefined> =>
      storage.transact(async (records) => {
        const { mine, programme } = await seatOf(records, participant);
        return (await openBeforeRun(records, mine, programme, now))?.id;
      });
    const first = await open();
    expect(first).toBeDefined();
    expect(await open()).toBe(first);
    expect(new Set(await Promise.all([open(), open(), open()]))).toEqual(new Set([first]));
    await storage.pool.query('delete from reflections where session_id is null');
    expect(new Set(await Promise.all([open(), open(), open()])).size).toBe(1);
    const { rowCount } = await storage.pool.query('select 1 from reflections where session_id is null');
    expect(rowCount).toBe(1);
  });

  it('lose what a person took back, message by message, and nobody else’s', async () => {
    const say = (personId: string, text: string, messageId: string): Promise<void> =>
      storage.transact(async (records) => {
        const run = await openRun(records, personId);
        const value = { kind: 'fragment', text } as const;
        const event = { question: 'words', value, messageId, inboxEventId: `${personId}-${text}`, at: now };
        await records.reflections.appendAnswer(run.id, event);
      });
    await say(participant, 'kept', 'm1');
    await say(participant, 'taken back', 'm2');
    await say(mentors[0], 'another’s', 'm2');
    const touched = await storage.transact((records) => records.reflections.eraseMessage(participant, 'm2'));
    const texts = async (personId: string): Promise<readonly unknown[]> =>
      (await storage.transact((records) => openRun(records, personId))).revisions.map(({ value }) => value);
    expect(touched).toHaveLength(1);
    expect(await texts(participant)).toEqual([
      { kind: 'fragment', text: 'kept' },
      { kind: 'fragment', text: '' },
    ]);
    expect(await texts(mentors[0])).toEqual([{ kind: 'fragment', text: 'another’s' }]);
  });

  describe('shared with the mentors', () => {
    const send = (): Promise<void> =>
      storage.transact(async (records) => {
        const run = await openRun(records, participant);
        const words = {
          question: 'words',
          value: { kind: 'text', text: 'thanks' } as const,
          messageId: null,
        };
        await records.reflections.appendAnswer(run.id, { ...words, inboxEventId: 'words', at: now });
        await planShared(records, run, now);
      });
    const dueFor = async (personId: string): Promise<readonly (string | Date)[]> => {
      const { rows } = await storage.pool.query<{ state: string; due_at: Date }>(
        `select state, due_at from deliveries where kind = 'shared.mentor' and person_id = $1`,
        [personId],
      );
      return rows.flatMap((row) => [row.state, row.due_at]);
    };

    it('reach whoever rated at once, and the other after 48 hours or with their own rating', async () => {
      await answerOnce(mentors[0], 4, 'first mentor');
      await send();
      expect(await dueFor(mentors[0])).toEqual(['planned', now]);
      expect(await dueFor(mentors[1])).toEqual(['planned', later(48 * 60)]);
      await answerOnce(mentors[1], 3, 'second mentor');
      expect(await dueFor(mentors[1])).toEqual(['planned', now]);
    });

    it('are planned once, and a rating moves nothing that was sent', async () => {
      await send();
      await send();
      const sentAt = later(48 * 60);
      await storage.pool.query(`update deliveries set state = 'sent' where person_id = $1`, [mentors[1]]);
      await answerOnce(mentors[1], 3, 'second mentor');
      expect(await dueFor(mentors[1])).toEqual(['sent', sentAt]);
      expect(await dueFor(mentors[0])).toEqual(['planned', sentAt]);
    });
  });

  it('settle the session with the first answer, in the same transaction', async () => {
    const stateOf = async (): Promise<unknown> =>
      (await storage.pool.query('select state, contradicted from sessions where id = $1', [session.id]))
        .rows[0];
    const failing = storage.transact(async (records) => {
      const run = await openRun(records, participant);
      await recordAnswer(records, run, rating(5), { eventId: 'e', messageId: null, at: now }, now);
      throw new Error('something later failed');
    });
    await expect(failing).rejects.toThrow('something later failed');
    expect(await stateOf()).toEqual({ state: 'planned', contradicted: false });
    await answerOnce(participant, 5, 'e');
    expect(await stateOf()).toEqual({ state: 'held', contradicted: false });
  });
});
