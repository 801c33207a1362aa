/** Measured values by name; a text says why one is missing. */
export type Figures = Readonly<Record<string, number | string>>;

/** What every bench of a run shares. */
export type BenchContext = {
  /** Fewer rounds and rows, so that all of it ends within five minutes. */
  readonly quick: boolean;
  /** A new database of this name with every migration, and durable commits as in production. */
  readonly migrated: (name: string) => Promise<string>;
  readonly drop: (name: string) => Promise<void>;
  /** A Redis of this run, or null on a machine without one. */
  readonly redisUrl: string | null;
  /** Prints a plan of the database's. */
  readonly explain: (title: string, plan: readonly string[]) => void;
};

/** One part of the run; `figures` are the names it promises, whatever happens. */
export type Bench = {
  readonly name: string;
  readonly figures: readonly string[];
  readonly run: (context: BenchContext) => Promise<Figures>;
};
