import { createHash } from 'node:crypto';
import { rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { isDataError } from './is-data-error.ts';
import {
  isOwnedBy,
  listSpoolFiles,
  readSpoolFile,
  type SpooledEvent,
  unlessMissing,
  withOwner,
} from './spool-files.ts';

export type SpoolProblem = { readonly event: 'spool.torn' | 'spool.refused'; readonly count: number };

/** A file that nobody has written to for so long was left behind: its owner would have replayed it. */
const abandonedAfterMs = 5_000;
const maxRows = 500;
const maxCharacters = 2_000_000;
const insertWithinMs = 5_000;

const insertSql = `insert into inbox (platform, event_id, person_key, body, occurred_at, received_at)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
  on conflict do nothing`;
const parkSql = `insert into inbox (platform, event_id, person_key, body, occurred_at, received_at, parked_at, problem)
  values ($1, $2, '-', $3, $4, $5, $5, 'refused') on conflict do nothing`;

/**
 * Brings spooled events into the inbox under their own keys and removes their files: this process's own, and those
 * that were left behind. Safe when several processes do it at once, for a file changes hands by a rename and a row
 * that is there already stays as it is. Rejects when the database cannot take them; answers how many it took.
 */
export function createReplaySpool(options: {
  readonly folder: string;
  readonly owner: string;
  readonly pool: Pool;
  readonly isCurrent: (name: string) => boolean;
  readonly report: (problem: SpoolProblem) => void;
}): () => Promise<number> {
  const { folder, owner, pool, isCurrent, report } = options;

  /** The path under which a file is ours, or null when it is somebody else's business. */
  const takeOver = async (name: string): Promise<string | null> => {
    if (isOwnedBy(name, owner)) return isCurrent(name) ? null : join(folder, name);
    const found = await unlessMissing(stat(join(folder, name)));
    if (found === null || Date.now() - found.mtimeMs < abandonedAfterMs) return null;
    const path = join(folder, withOwner(name, owner));
    return unlessMissing(rename(join(folder, name), path).then(() => path));
  };
  const replayFile = async (name: string): Promise<number> => {
    const path = await takeOver(name);
    const content = path === null ? null : await unlessMissing(readSpoolFile(path));
    if (path === null || content === null) return 0;
    if (content.torn > 0) report({ event: 'spool.torn', count: content.torn });
    for (const batch of inBatches(content.events)) {
      const refused = await insertBatch(pool, batch);
      if (refused > 0) report({ event: 'spool.refused', count: refused });
    }
    await unlessMissing(unlink(path));
    return content.events.length;
  };
  return async () => {
    let replayed = 0;
    for (const name of await listSpoolFiles(folder)) replayed += await replayFile(name);
    return replayed;
  };
}

function inBatches(events: readonly SpooledEvent[]): readonly (readonly SpooledEvent[])[] {
  const batches: SpooledEvent[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const event of events) {
    characters += event.body.length;
    const last = batches.at(-1);
    if (last !== undefined && last.length < maxRows && characters <= maxCharacters) {
      last.push(event);
    } else {
      batches.push([event]);
      characters = event.body.length;
    }
  }
  return batches;
}

/** Answers how many rows the database refused; they are parked, so that a person sees them. */
async function insertBatch(pool: Pool, events: readonly SpooledEvent[]): Promise<number> {
  try {
    await insert(pool, events);
    return 0;
  } catch (error) {
    if (!isDataError(error)) throw error;
  }
  let refused = 0;
  for (const event of events) {
    try {
      await insert(pool, [event]);
    } catch (error) {
      if (!isDataError(error)) throw error;
      await park(pool, event);
      refused += 1;
    }
  }
  return refused;
}

async function insert(pool: Pool, events: readonly SpooledEvent[]): Promise<void> {
  const query = {
    text: insertSql,
    values: [
      events.map(({ platform }) => platform),
      events.map(({ eventId }) => eventId),
      events.map(({ personKey }) => personKey),
      events.map(({ body }) => body),
      events.map(({ occurredAt }) => occurredAt),
      events.map(({ receivedAt }) => receivedAt),
    ],
    query_timeout: insertWithinMs,
  };
  await pool.query(query);
}

/** Under a key and in characters that no column refuses; the body stays the same JSON. */
async function park(pool: Pool, event: SpooledEvent): Promise<void> {
  const key = createHash('sha256').update(event.eventId).digest('hex');
  const body = event.body.replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const query = {
    text: parkSql,
    values: [event.platform, `refused-${key}`, body, event.occurredAt, event.receivedAt],
    query_timeout: insertWithinMs,
  };
  await pool.query(query);
}
