import { types } from 'node:util';
import { BansouError } from './errors.ts';

export type Fields = Readonly<Record<string, unknown>>;

const hidden = '[hidden]';
const deepest = 4;
const framesKept = 12;

/** Fields that may hold words, names, addresses or secrets end like this, whatever stands before (`slack_user_id`). */
const privateEndings: readonly string[] = [
  ...['authorization', 'token', 'secret', 'secretkey', 'password', 'signature', 'cookie'],
  ...['connectionstring', 'databaseurl', 'redisurl', 'joincode', 'userid', 'email', 'name'],
  ...['text', 'message', 'messages', 'body', 'payload', 'blocks', 'answer', 'answers', 'value', 'values'],
];

const addressFields: ReadonlySet<string> = new Set(['path', 'url']);
const errorFields: ReadonlySet<string> = new Set(['err', 'error', 'cause']);

/** Codes of outcomes (`http_429`). A join code, as it is issued, does not match. */
const outcomeCode = /^[a-z][a-z0-9_]{1,60}$/;
/** Codes of Node (`ECONNRESET`), Prisma (`P2002`), PostgreSQL (`23505`) and platforms. */
const errorCode = /^[A-Za-z0-9_]{2,60}$/;
const errorKind = /^[A-Za-z]{1,60}$/;
const secretInText =
  /(?<=\/\/)[^/@\s]+(?=@)|\bxox[a-z]-[\w-]+|(?<=\bbearer\s+)\S+|(?<=\/calendar\/)[^\s/?#:]+/gi;

/** The same fields, with everything private replaced at any depth; what lies too deep is hidden whole. */
export function hideFields(fields: object): Fields {
  return hideEntries(fields, 0);
}

/** Kind, code, status and stack of an error and of its causes; the message only of our own, which name nobody. */
export function describeError(error: Error, depth = 0): Fields {
  const { name, message, stack, cause, code, status, errors }: ErrorParts = error;
  const frames = (stack ?? '').replace(message, '').split('\n').filter(isFrame);
  const parts = Array.isArray(errors) ? errors.filter(isError).slice(0, 3) : [];
  return {
    kind: errorKind.test(name) ? name : 'Error',
    ...(error instanceof BansouError ? { said: scrub(message) } : {}),
    ...(typeof code === 'string' && errorCode.test(code) ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    stack: frames.slice(0, framesKept).join('\n'),
    ...(isError(cause) && depth < deepest ? { cause: describeError(cause, depth + 1) } : {}),
    ...(parts.length > 0 && depth < deepest
      ? { parts: parts.map((part) => describeError(part, depth + 1)) }
      : {}),
  };
}

/** Errors of another realm, such as a worker thread's or a test runner's, count too. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

type ErrorParts = Error & { readonly code?: unknown; readonly status?: unknown; readonly errors?: unknown };

function isFrame(line: string): boolean {
  return /^\s+at .+:\d+:\d+\)?$/.test(line);
}

function hideEntries(fields: object, depth: number): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, hide(key, value, depth)]));
}

function hide(key: string, value: unknown, depth: number): unknown {
  if (isError(value)) return describeError(value);
  const field = key.toLowerCase().replaceAll(/[_-]/g, '');
  if (field === 'code' || errorFields.has(field)) return isOutcomeCode(value) ? value : hidden;
  if (privateEndings.some((ending) => field.endsWith(ending))) return hidden;
  if (typeof value === 'string') return scrub(addressFields.has(field) ? withoutQuery(value) : value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (depth >= deepest || ArrayBuffer.isView(value)) return hidden;
  if (Array.isArray(value)) return value.map((one) => hide('', one, depth + 1));
  return hideEntries(value, depth + 1);
}

function isOutcomeCode(value: unknown): boolean {
  return typeof value === 'string' && outcomeCode.test(value);
}

/** Credentials inside an address or a sentence, whatever the field. */
function scrub(text: string): string {
  return text.replaceAll(secretInText, hidden);
}

function withoutQuery(address: string): string {
  return address.split('?', 1).join('');
}
