/** The little of BullMQ that we use, the same on Redis and on PostgreSQL. */
export type Backend = {
  readonly kind: 'redis' | 'postgres';
  readonly openQueue: (name: string) => BackendQueue;
  readonly openWorker: (name: string, work: Work, concurrency: number) => BackendWorker;
  /** False while the server is known to be away: then nothing that asks it will be answered soon. */
  readonly isReachable: () => boolean;
  /** Ends connections of its own, after queues and workers are closed. */
  readonly close: () => Promise<void>;
};

/** What a worker does with one job; `id` is the queue's own, for logs. */
export type Work = (job: string, payload: unknown, id?: string) => Promise<void>;

export type BackendQueue = {
  /** Resolves once `add` can work; on Redis at once, for Redis may be away when a process starts. */
  readonly ready: () => Promise<void>;
  /** Rejects, never hangs, while the server is away. */
  readonly add: (job: string, payload: object) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type BackendWorker = {
  readonly ready: () => Promise<void>;
  /** Takes no new job and waits for running ones, unless forced, which is for a server that is away. */
  readonly close: (options: { readonly isForced: boolean }) => Promise<void>;
};

/** Rows own retrying, so a job is tried once and leaves nothing behind; a few failures are kept to be looked at. */
export const jobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: 100 } } as const;

/** Milliseconds before a worker that lost its server asks again. */
export const retryAfterMs = 1_000;
