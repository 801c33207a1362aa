/** The little of BullMQ that we use, the same on Redis and on PostgreSQL. */
export type Backend = {
  readonly kind: 'redis' | 'postgres';
  readonly openQueue: (name: string) => BackendQueue;
  readonly openWorker: (
    name: string,
    work: (job: string, payload: unknown) => Promise<void>,
    concurrency: number,
  ) => BackendWorker;
  /** Ends connections of its own, after queues and workers are closed. */
  readonly close: () => Promise<void>;
};

export type BackendQueue = {
  readonly add: (job: string, payload: object) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type BackendWorker = { readonly ready: () => Promise<void>; readonly close: () => Promise<void> };

/** Rows own retrying, so a job is tried once and leaves nothing behind; a few failures are kept to be looked at. */
export const jobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: 100 } } as const;

/** Called with every dropped connection: BullMQ and its clients crash the process when nobody listens. */
export type ReportFault = (fault: { readonly source: string; readonly err: unknown }) => void;
