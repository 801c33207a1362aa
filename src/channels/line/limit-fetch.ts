import { Agent, setGlobalDispatcher } from 'undici';

/**
 * LINE's SDK calls `fetch` without a signal, and `fetch` waits five minutes for an answer. Ends every such call of
 * this process after the time-out, its connection included.
 */
export function limitFetch(timeoutMs: number): void {
  setGlobalDispatcher(
    new Agent({ connectTimeout: timeoutMs, headersTimeout: timeoutMs, bodyTimeout: timeoutMs }),
  );
}
