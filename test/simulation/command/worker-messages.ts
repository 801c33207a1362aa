import type { SeedResult } from '../run-seed.ts';

export type ToWorker =
  | { readonly kind: 'open'; readonly databaseUrl: string }
  | { readonly kind: 'run'; readonly seed: number; readonly traces: boolean }
  | { readonly kind: 'end' };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'trace'; readonly line: string }
  | { readonly kind: 'result'; readonly result: SeedResult }
  /** The simulation itself failed: no verdict. */
  | { readonly kind: 'crashed'; readonly seed: number; readonly reason: string };
