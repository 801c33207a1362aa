import type { PoolClient } from 'pg';

/** Whoever acts in the simulated world: a process of the product, or a coordinator's command. */
export type Thread = {
  readonly name: string;
  isAlive: boolean;
  /** Nothing of it goes on before this instant. */
  frozenUntil: number;
  /**
   * Connections it has taken, by what their open transaction is for: a digest lets others in between its statements,
   * a short one does not.
   */
  readonly open: Map<PoolClient, 'none' | 'short' | 'digest'>;
};

export function createThread(name: string): Thread {
  return { name, isAlive: true, frozenUntil: 0, open: new Map() };
}

/** Whether it holds locks between two statements. */
export function isInTransaction({ open }: Thread): boolean {
  return [...open.values()].some((transaction) => transaction !== 'none');
}
