import type { Clock } from '../shared/clock.ts';
import type { ClaimedEvent, InboxQueue, Platform } from './ports/inbox.ts';

/** Handles one stored event completely, or rejects; it may run again for the same event. */
export type HandleEvent = (event: ClaimedEvent) => Promise<void>;

const peopleAtOnce = 8;
/** Whoever died or lost PostgreSQL holds a person up for so long; longer than a reply may take. */
const leaseMs = 15_000;
const maxAttempts = 5;
const firstRetryMs = 1_000;

export type DrainReport = { readonly handled: number; readonly failed: number; readonly parked: number };

/**
 * Handles waiting events until none can be taken: one person at a time and in order, several people at once.
 * An event that keeps failing is parked after five attempts, so that it never blocks anybody.
 */
export function createDrainInbox(deps: {
  readonly queue: InboxQueue;
  readonly handlers: Readonly<Record<Platform, HandleEvent>>;
  readonly clock: Clock;
  readonly report: (problem: {
    event: 'inbox.failed' | 'inbox.parked';
    inboxEvent: string;
    err: unknown;
  }) => void;
  /** Once aborted nothing more is claimed; what is under way is finished. */
  readonly stopping?: AbortSignal;
}): () => Promise<DrainReport> {
  /** What became of events, and could not be written down: the database was away for that, too. */
  let unwritten: (() => Promise<void>)[] = [];

  /** Remembers what could not be written, so that its person need not wait for the end of a lease. */
  const write = async (give: () => Promise<void>): Promise<void> => {
    try {
      await give();
    } catch (error) {
      unwritten.push(give);
      throw error;
    }
  };
  /** Whatever still cannot be written is kept, and holds up nobody else's events. */
  const writeTheRest = async (): Promise<void> => {
    const rest = unwritten;
    unwritten = [];
    await Promise.allSettled(rest.map(write));
  };

  const handleOne = async (event: ClaimedEvent): Promise<'handled' | 'failed' | 'parked'> => {
    try {
      await deps.handlers[event.platform](event);
      await deps.queue.markProcessed(event, deps.clock.now());
      return 'handled';
    } catch (error) {
      const problem = error instanceof Error ? error.name : 'unknown';
      const isLast = event.attempts >= maxAttempts;
      deps.report({ event: isLast ? 'inbox.parked' : 'inbox.failed', inboxEvent: event.eventId, err: error });
      await write(() =>
        isLast
          ? deps.queue.park(event, problem, deps.clock.now())
          : deps.queue.retryLater(event, firstRetryMs * 2 ** (event.attempts - 1), problem),
      );
      return isLast ? 'parked' : 'failed';
    }
  };
  return async () => {
    const report = { handled: 0, failed: 0, parked: 0 };
    await writeTheRest();
    while (deps.stopping?.aborted !== true) {
      const events = await deps.queue.claim(peopleAtOnce, leaseMs);
      if (events.length === 0) break;
      for (const outcome of await Promise.all(events.map(handleOne))) report[outcome] += 1;
    }
    return report;
  };
}
