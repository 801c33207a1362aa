import type { Pool } from 'pg';
import { type Clock, databaseLeaseClock, type LeaseClock } from '../../shared/clock.ts';
import { BansouError } from '../../shared/errors.ts';
import type { InboxStore, ReceivedEvent } from '../../use-cases/ports/inbox.ts';
import { isDataError } from './is-data-error.ts';

/** Joins rows in one parameter: PostgreSQL splits it far faster than pg escapes an array. JSON never holds it raw. */
const separator = '\u001e';
const maxRowsPerStatement = 500;
const maxWaiting = 20_000;
/** LINE waits two seconds for its 200: whoever stores elsewhere instead needs the other half. */
const defaultDeadlineMs = 1_000;

type Waiting = {
  readonly events: readonly ReceivedEvent[];
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
};

const insertSql = `insert into inbox (platform, event_id, person_key, body, occurred_at, received_at)
  select p, e, k, b, to_timestamp(o::double precision / 1000), to_timestamp($6::double precision / 1000)
  from unnest(string_to_array($1, E'\\x1e'), string_to_array($2, E'\\x1e'), string_to_array($3, E'\\x1e'),
              string_to_array($4, E'\\x1e'), string_to_array($5, E'\\x1e')) as t (p, e, k, b, o)
  on conflict do nothing`;

/**
 * Stores events durably before they are acknowledged. Group commit: one statement in flight, whatever came meanwhile
 * goes into the next. A group with a row that the database refuses is retried row by row, so that one bad row cannot
 * take others with it. When the database does not answer in time or cannot store anything, everything that waits
 * rejects at once; its outcome may be unknown, and storing it again is harmless.
 */
export function createInboxStore({
  pool,
  clock,
  deadlineMs = defaultDeadlineMs,
  leaseClock = databaseLeaseClock,
  onKnown,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Real time that one statement may take, waiting for a connection included. */
  readonly deadlineMs?: number | undefined;
  readonly leaseClock?: LeaseClock;
  /** Told how many events were there already. */
  readonly onKnown?: (count: number) => void;
}): InboxStore {
  let waiting: Waiting[] = [];
  let waitingRows = 0;
  let flushing = false;

  const insert = async (events: readonly ReceivedEvent[]): Promise<void> => {
    const join = (pick: (event: ReceivedEvent) => string): string => events.map(pick).join(separator);
    const inserting = pool.query({
      name: 'inbox-insert',
      text: insertSql,
      values: [
        join((event) => event.platform),
        join((event) => event.eventId),
        join((event) => event.personKey),
        join((event) => event.body),
        join((event) => String(event.occurredAt.getTime())),
        clock.now().getTime(),
      ],
    });
    const { rowCount } = await beforeDeadline(inserting, deadlineMs);
    const known = events.length - (rowCount ?? 0);
    if (known > 0) onKnown?.(known);
  };

  const rejectAll = (group: readonly Waiting[], error: unknown): void => {
    const others = waiting;
    waiting = [];
    waitingRows = 0;
    for (const item of [...group, ...others]) item.reject(error);
  };

  const insertOneByOne = async (group: readonly Waiting[]): Promise<void> => {
    for (const [index, item] of group.entries()) {
      try {
        for (const event of item.events) await insert([event]);
        item.resolve();
      } catch (error) {
        if (!isDataError(error)) return rejectAll(group.slice(index), error);
        item.reject(error);
      }
    }
  };

  const flush = async (): Promise<void> => {
    const group: Waiting[] = [];
    let rows = 0;
    for (const item of waiting) {
      if (group.length > 0 && rows + item.events.length > maxRowsPerStatement) break;
      group.push(item);
      rows += item.events.length;
    }
    waiting = waiting.slice(group.length);
    waitingRows -= rows;
    try {
      await insert(group.flatMap((item) => item.events));
      // By then the next statement is on its way: PostgreSQL works while this process answers.
      setImmediate(() => {
        for (const item of group) item.resolve();
      });
    } catch (error) {
      if (isDataError(error)) await insertOneByOne(group);
      else rejectAll(group, error);
    }
  };

  const run = async (): Promise<void> => {
    while (waiting.length > 0) await flush();
    flushing = false;
  };

  return {
    store: (events) => {
      if (events.length === 0) return Promise.resolve();
      if (waitingRows + events.length > maxWaiting)
        return Promise.reject(new BansouError('inbox is overloaded'));
      return new Promise((resolve, reject) => {
        waiting.push({ events, resolve, reject });
        waitingRows += events.length;
        if (flushing) return;
        flushing = true;
        setImmediate(() => void run());
      });
    },
    storeForNow: async (event, leaseMs) => {
      const inserting = pool.query(
        `insert into inbox (platform, event_id, person_key, body, occurred_at, received_at, attempts, lease_until)
         values ($1, $2, $3, $4, $5, $6, 1,
           coalesce($8::timestamptz, clock_timestamp()) + $7 * interval '1 millisecond')
         on conflict do nothing`,
        [
          event.platform,
          event.eventId,
          event.personKey,
          event.body,
          event.occurredAt,
          clock.now(),
          leaseMs,
          leaseClock.now(),
        ],
      );
      const { rowCount } = await beforeDeadline(inserting, deadlineMs);
      if (rowCount === 0) onKnown?.(1);
      return rowCount === 1;
    },
  };
}

/** Rejects when the work takes longer. An answer that came while this process was busy elsewhere still counts. */
function beforeDeadline<Value>(work: Promise<Value>, deadlineMs: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      setImmediate(() => reject(new BansouError('the database did not answer in time')));
    }, deadlineMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
