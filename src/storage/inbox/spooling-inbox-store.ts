import type { Pool } from 'pg';
import type { Clock } from '../../shared/clock.ts';
import { within } from '../../shared/within.ts';
import type { InboxStore, ReceivedEvent } from '../../use-cases/ports/inbox.ts';
import { isDataError } from './is-data-error.ts';
import { createSpool } from './spool.ts';
import { listSpoolFiles, type SpooledEvent, spoolBytes } from './spool-files.ts';
import { createReplaySpool, type SpoolProblem } from './spool-replay.ts';

export type SpoolingInboxStore = InboxStore & {
  /** Whether an event could be taken with PostgreSQL away. */
  readonly canSpool: () => Promise<boolean>;
  /** What waits on disk, of every process that uses the same folder. */
  readonly bytes: () => Promise<number>;
  readonly close: () => Promise<void>;
};

export type SpoolReport =
  | SpoolProblem
  | { readonly event: 'spool.begun' | 'spool.stuck'; readonly err: unknown }
  | { readonly event: 'spool.replayed'; readonly count: number };

const defaultMaxBytes = 64_000_000;
const defaultTickMs = 1_000;
const probeWithinMs = 2_000;
/** Webhooks wait so long at most for the last of the spool before they go to PostgreSQL again. */
const holdWithinMs = 700;
const closeWithinMs = 3_000;

/**
 * An inbox store that goes on taking events while PostgreSQL is away: they are kept in a local spool and replayed,
 * with the same keys and in order, as soon as it is back. Rejects only when both fail, or when the database refuses
 * the event itself. The folder must belong to one database alone.
 */
export function createSpoolingInboxStore(options: {
  readonly database: InboxStore;
  readonly pool: Pool;
  readonly folder: string;
  /** Unique for this process. */
  readonly owner: string;
  readonly clock: Clock;
  readonly report: (report: SpoolReport) => void;
  /** Called when replayed events wait to be handled. */
  readonly onReplayed: () => void;
  readonly maxBytes?: number;
  readonly tickMs?: number;
}): SpoolingInboxStore {
  const { database, pool, folder, owner, clock, report, maxBytes = defaultMaxBytes } = options;
  const spool = createSpool({ folder, owner, maxBytes });
  const replay = createReplaySpool({ folder, owner, pool, isCurrent: spool.isCurrent, report });
  let isSpooling = false;
  let hold: Promise<unknown> | null = null;
  let ticking: Promise<void> | null = null;

  const keep = async (events: readonly SpooledEvent[]): Promise<void> => {
    if (hold !== null) await hold;
    if (isSpooling) await spool.append(events);
    else await database.store(events).catch((error: unknown) => fallBack(events, error));
  };
  const fallBack = (events: readonly SpooledEvent[], error: unknown): Promise<void> => {
    if (isDataError(error)) throw error;
    if (!isSpooling) report({ event: 'spool.begun', err: error });
    isSpooling = true;
    return spool.append(events);
  };
  const accepted = (events: readonly ReceivedEvent[], receivedAt: Date): readonly SpooledEvent[] =>
    events.map((event) => ({ ...event, receivedAt }));

  const round = async (): Promise<number> => {
    await spool.seal();
    const count = await replay();
    if (count > 0) {
      report({ event: 'spool.replayed', count });
      options.onReplayed();
    }
    return count;
  };
  /** Nothing is accepted while the last of the spool goes over, so that no event overtakes one of the same person. */
  const finish = async (): Promise<void> => {
    const lastRound = spool.idle().then(round);
    hold = within(holdWithinMs, lastRound)
      .then(
        (inTime) => {
          if (inTime) isSpooling = false;
        },
        () => undefined,
      )
      .finally(() => {
        hold = null;
      });
    await lastRound;
  };
  const tick = async (): Promise<void> => {
    try {
      if (!isSpooling && (await listSpoolFiles(folder)).length === 0) return;
      if (!(await canReach(pool))) return;
      await round();
      if (isSpooling) await finish();
    } catch (error) {
      report({ event: 'spool.stuck', err: error });
    }
  };
  const timer = setInterval(() => {
    ticking ??= tick().finally(() => {
      ticking = null;
    });
  }, options.tickMs ?? defaultTickMs);
  timer.unref();

  return {
    store: (events) => {
      const receivedAt = clock.now();
      if (isSpooling) return keep(accepted(events, receivedAt));
      return database.store(events).catch((error: unknown) => fallBack(accepted(events, receivedAt), error));
    },
    storeForNow: async (event, leaseMs) => {
      const receivedAt = clock.now();
      if (!isSpooling) {
        try {
          return await database.storeForNow(event, leaseMs);
        } catch (error) {
          await fallBack(accepted([event], receivedAt), error);
          return false;
        }
      }
      await keep(accepted([event], receivedAt));
      return false;
    },
    canSpool: spool.isWritable,
    bytes: () => spoolBytes(folder),
    close: async () => {
      clearInterval(timer);
      if (ticking !== null) await within(closeWithinMs, ticking);
      await spool.idle();
      await spool.seal();
    },
  };
}

async function canReach(pool: Pool): Promise<boolean> {
  const probe = { text: 'select 1', query_timeout: probeWithinMs };
  try {
    return await within(probeWithinMs, pool.query(probe));
  } catch {
    return false;
  }
}
