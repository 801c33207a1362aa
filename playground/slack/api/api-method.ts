import type { JsonObject } from '../json.ts';
import type { CallArguments } from './call-arguments.ts';

/** One call of a Web API method. */
export type Call = {
  readonly args: CallArguments;
  /** Plans what clients see only once the caller has its answer. */
  readonly afterAnswer: (task: () => void) => void;
};

/** A method: answers what stands beside `ok: true`, or throws ApiRefusal. */
type ApiMethod = (call: Call) => JsonObject;

/** Methods by name. */
export type ApiMethods = Readonly<Record<string, ApiMethod>>;
