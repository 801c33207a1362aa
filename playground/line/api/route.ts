import type { Json } from '../json.ts';
import type { Platform } from '../platform/platform.ts';
import type { SpecificationCheck } from '../specification/specification-check.ts';
import type { Answer, Call } from './answer.ts';
import type { Endpoint } from './endpoint.ts';
import type { RateLimits } from './rate-limits.ts';

/** What the calls work on. */
export type ApiDeps = {
  readonly platform: Platform;
  readonly limits: RateLimits;
  readonly botUserId: string;
  readonly check: SpecificationCheck | null;
};

type Method = 'GET' | 'POST' | 'DELETE';

/** Answers one call. `id` and `second` are what stands in the address, empty where nothing does. */
type Handle = (
  deps: ApiDeps,
  call: Call,
  request: { readonly id: string; readonly second: string; readonly body: Json },
) => Answer;

/** One call that the API takes. */
export type Route = {
  readonly method: Method;
  readonly path: RegExp;
  readonly endpoint: Endpoint;
  readonly handle: Handle;
  /** What has to stand in the body: nothing, a JSON object, or bytes that the call itself looks into. */
  readonly takes: 'nothing' | 'json' | 'bytes';
};

/** A call with a JSON body. */
export function post(path: string, endpoint: Endpoint, handle: Handle): Route {
  return { ...bare('POST', path, endpoint, handle), takes: 'json' };
}

/** A call whose body is not looked at. */
export function bare(method: Method, path: string, endpoint: Endpoint, handle: Handle): Route {
  const pattern = new RegExp(`^${path.replaceAll('{id}', '([^/]+)')}$`);
  return { method, path: pattern, endpoint, handle, takes: 'nothing' };
}

/** The parts of the address that differ from call to call. */
export function idsIn({ path }: Route, address: string): { readonly id: string; readonly second: string } {
  const [, id = '', second = ''] = path.exec(address) ?? [];
  return { id: decodeURIComponent(id), second: decodeURIComponent(second) };
}
