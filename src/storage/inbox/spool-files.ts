import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReceivedEvent } from '../../use-cases/ports/inbox.ts';

/** An event that waits on disk, with the time it was first accepted. */
export type SpooledEvent = ReceivedEvent & { readonly receivedAt: Date };

const suffix = '.spool';

/**
 * Files of a folder sort by name in the order in which they were begun. A file may change its owner; its origin keeps
 * it from ever meeting another of the same name. Neither holds a dot.
 */
export function spoolFileName(begunAtMs: number, sequence: number, owner: string): string {
  return `${String(begunAtMs).padStart(15, '0')}-${String(sequence).padStart(6, '0')}-${owner}.${owner}${suffix}`;
}

/** The same file under another owner. */
export function withOwner(name: string, owner: string): string {
  return `${name.split('.', 1).join('')}.${owner}${suffix}`;
}

export function isOwnedBy(name: string, owner: string): boolean {
  return name.endsWith(`.${owner}${suffix}`);
}

/** Names of the spool files in a folder, oldest first; none where there is no folder. */
export async function listSpoolFiles(folder: string): Promise<readonly string[]> {
  const names = (await unlessMissing(readdir(folder))) ?? [];
  return names.filter((name) => name.endsWith(suffix)).sort();
}

/** What all spool files of a folder hold together. */
export async function spoolBytes(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await listSpoolFiles(folder)) {
    bytes += (await unlessMissing(stat(join(folder, name))))?.size ?? 0;
  }
  return bytes;
}

/** One event as a line. */
export function toSpoolLine(event: SpooledEvent): string {
  return JSON.stringify([
    event.platform,
    event.eventId,
    event.personKey,
    event.body,
    event.occurredAt.getTime() || 0,
    event.receivedAt.getTime() || 0,
  ]);
}

/** Reads a spool file; `torn` counts lines that a crash cut off, which nobody was told are stored. */
export async function readSpoolFile(
  path: string,
): Promise<{ readonly events: readonly SpooledEvent[]; readonly torn: number }> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  const events = lines.map(parseLine).filter((event) => event !== null);
  return { events, torn: lines.length - events.length };
}

function parseLine(line: string): SpooledEvent | null {
  const parsed = parseJson(line);
  if (!Array.isArray(parsed)) return null;
  const fields: readonly unknown[] = parsed;
  const [platform, eventId, personKey, body, occurredAt, receivedAt] = fields;
  if (platform !== 'line' && platform !== 'slack') return null;
  if (typeof eventId !== 'string' || typeof personKey !== 'string' || typeof body !== 'string') return null;
  if (typeof occurredAt !== 'number' || typeof receivedAt !== 'number') return null;
  return {
    platform,
    eventId,
    personKey,
    body,
    occurredAt: new Date(occurredAt),
    receivedAt: new Date(receivedAt),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a file operation gave, or null when the file is not there (any more). */
export async function unlessMissing<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
