import { access, constants, type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BansouError } from '../../shared/errors.ts';
import { type SpooledEvent, spoolBytes, spoolFileName, toSpoolLine, unlessMissing } from './spool-files.ts';

/** The writing side of the local spool: where events wait that PostgreSQL cannot take. */
export type Spool = {
  /** Resolves once the events are on disk; rejects when the spool is full or cannot be written. */
  readonly append: (events: readonly SpooledEvent[]) => Promise<void>;
  /** Ends the file being written, so that it can be replayed; the next append begins another. */
  readonly seal: () => Promise<void>;
  /** Resolves when everything asked for so far was written or refused. */
  readonly idle: () => Promise<void>;
  /** Whether the file is being written right now. */
  readonly isCurrent: (name: string) => boolean;
  /** Whether another event would be taken. */
  readonly isWritable: () => Promise<boolean>;
};

type Waiting = {
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
};

type OpenFile = { readonly name: string; readonly handle: FileHandle; bytes: number };

const segmentBytes = 4_000_000;
const attempts = 3;

/**
 * Appends to files of this process's own, group-committed: one write and one fdatasync for whatever came meanwhile.
 * Others may take a file over by renaming it; an append counts only when its file still stands under its name after
 * the sync, so that whoever took it is sure to read it.
 */
export function createSpool(options: {
  readonly folder: string;
  readonly owner: string;
  /** Of all files in the folder together. */
  readonly maxBytes: number;
}): Spool {
  const { folder, owner, maxBytes } = options;
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | null = null;
  let turn: Promise<void> = Promise.resolve();
  let current: OpenFile | null = null;
  let sequence = 0;
  let bytesBefore = 0;

  /** One after the other: writing and sealing never meet. */
  const exclusively = (work: () => Promise<void>): Promise<void> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const closeCurrent = async (): Promise<void> => {
    const file = current;
    current = null;
    await file?.handle.close().catch(() => undefined);
  };
  const begin = async (): Promise<OpenFile> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    bytesBefore = await spoolBytes(folder);
    if (bytesBefore >= maxBytes) throw new BansouError('spool is full');
    sequence += 1;
    const name = spoolFileName(Date.now(), sequence, owner);
    const handle = await open(join(folder, name), 'ax', 0o600);
    current = { name, handle, bytes: 0 };
    await syncFolder(folder);
    return current;
  };
  const write = async (bytes: Buffer): Promise<void> => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const file = current ?? (await begin());
      if (bytesBefore + file.bytes + bytes.length > maxBytes) throw new BansouError('spool is full');
      await file.handle.appendFile(bytes);
      await file.handle.datasync();
      file.bytes += bytes.length;
      const stands = (await unlessMissing(stat(join(folder, file.name)))) !== null;
      if (!stands || file.bytes > segmentBytes) await closeCurrent();
      if (stands) return;
    }
    throw new BansouError('spool files disappear');
  };
  const flush = async (): Promise<void> => {
    const group = waiting;
    waiting = [];
    try {
      // Begins with a line's end: what a failed write left behind cannot spoil what follows.
      await write(Buffer.from(`\n${group.map(({ text }) => text).join('\n')}\n`));
      for (const item of group) item.resolve();
    } catch (error) {
      await closeCurrent();
      for (const item of group) item.reject(error);
    }
  };
  const run = async (): Promise<void> => {
    while (waiting.length > 0) await exclusively(flush);
    flushing = null;
  };
  return {
    append: (events) =>
      new Promise((resolve, reject) => {
        waiting.push({ text: events.map(toSpoolLine).join('\n'), resolve, reject });
        flushing ??= run();
      }),
    seal: () => exclusively(closeCurrent),
    idle: async () => {
      while (flushing !== null) await flushing;
    },
    isCurrent: (name) => current?.name === name,
    isWritable: async () => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await access(folder, constants.W_OK);
        return (await spoolBytes(folder)) < maxBytes;
      } catch {
        return false;
      }
    },
  };
}

/** Makes a new file's name durable; where folders cannot be synced the system does so itself. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
