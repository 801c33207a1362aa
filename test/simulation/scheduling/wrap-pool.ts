import type { Pool, PoolClient } from 'pg';
import type { Scheduler } from './scheduler.ts';
import type { Thread } from './thread.ts';

/** Told of a statement that has just been carried out, before anything else happens. */
export type OnStatement = (thread: Thread, label: string, rowCount: number) => Promise<void>;

/** The pool as one thread has it: every statement is an effect, and a crash takes its open transactions back. */
export function wrapPool(
  pool: Pool,
  options: { readonly thread: Thread; readonly scheduler: Scheduler; readonly onStatement: OnStatement },
): Pool {
  const { thread, scheduler, onStatement } = options;
  const { open } = thread;

  const ask = async (client: PoolClient, args: readonly unknown[]): Promise<unknown> => {
    const label = labelOf(args[0]);
    const run = async (): Promise<unknown> => {
      if (label.startsWith('begin')) open.set(client, 'short');
      const result: unknown = await queryOn(client, args);
      const rowCount = countOf(result);
      // From its first statement on a digest holds its snapshot, and others may come in between.
      if (label.startsWith('insert into digests') && rowCount === 1) open.set(client, 'digest');
      if (label === 'commit' || label === 'rollback') open.set(client, 'none');
      await onStatement(thread, label, rowCount);
      return result;
    };
    return scheduler.effect(thread, `sql ${label}`, run, { client });
  };
  const askAlone = (args: readonly unknown[]): Promise<unknown> =>
    scheduler.effect(thread, `sql ${labelOf(args[0])}`, () => queryOn(pool, args));
  const release = (client: PoolClient): void => {
    if (!open.has(client)) return;
    // What closing the connection would do, but before anything else happens.
    if (open.get(client) !== 'none') scheduler.rollBack(client);
    else client.release();
    open.delete(client);
  };
  const connect = async (): Promise<PoolClient> => {
    const client = await scheduler.effect(thread, 'sql connect', () => pool.connect());
    open.set(client, 'none');
    return new Proxy(client, {
      get: (target, key): unknown => {
        if (key === 'query') return (...args: readonly unknown[]) => ask(target, args);
        if (key === 'release') return () => release(target);
        return Reflect.get(target, key, target);
      },
    });
  };
  return new Proxy(pool, {
    get: (target, key): unknown => {
      if (key === 'query') return (...args: readonly unknown[]) => askAlone(args);
      if (key === 'connect') return connect;
      return Reflect.get(target, key, target);
    },
  });
}

function queryOn(target: Pool | PoolClient, args: readonly unknown[]): Promise<unknown> {
  // oxlint-disable-next-line typescript/unbound-method -- applied to its owner
  return Reflect.apply(target.query, target, args);
}

function countOf(result: unknown): number {
  const isResult = typeof result === 'object' && result !== null && 'rowCount' in result;
  return isResult ? Number(result.rowCount) : 0;
}

function labelOf(query: unknown): string {
  const named = typeof query === 'object' && query !== null && 'name' in query ? query.name : null;
  if (typeof named === 'string') return named;
  const text = typeof query === 'object' && query !== null && 'text' in query ? query.text : query;
  return String(text).replaceAll(/\s+/g, ' ').trim().slice(0, 32);
}
