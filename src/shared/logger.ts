import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { BansouError } from './errors.ts';

const hidden = '[hidden]';

/** Fields that may hold words, names, addresses or secrets, wherever they stand. */
const privateFields: ReadonlySet<string> = new Set([
  'authorization',
  'token',
  'accesstoken',
  'bottoken',
  'channelaccesstoken',
  'channelsecret',
  'signingsecret',
  'secret',
  'secretkey',
  'password',
  'connectionstring',
  'databaseurl',
  'redisurl',
  'text',
  'name',
  'displayname',
  'realname',
  'email',
  'answer',
  'answers',
  'body',
  'rawbody',
  'message',
  'messages',
  'value',
  'values',
  'payload',
  'blocks',
  'userid',
  'lineuserid',
  'slackuserid',
  'replytoken',
  'code',
]);

/** A reason in our own words; join codes are upper case. */
const plainCode = /^[a-z][a-z0-9_]{1,60}$/;
/** What libraries put into an error's code: `ECONNRESET`, `42P01`. */
const errorCode = /^[A-Za-z0-9_]{2,60}$/;

/**
 * The process's log: JSON lines with stable event names and ids. What people wrote, their names, their addresses and
 * every secret are hidden at any depth; of foreign errors only kind, code and stack are kept, because their messages
 * may quote a request.
 */
export function createLogger(options: {
  readonly level: string;
  readonly name: string;
  readonly destination?: DestinationStream;
}): Logger {
  const settings = {
    level: options.level,
    base: { process: options.name, pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { log: (fields: Record<string, unknown>) => hideFields(fields) },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}

function hideFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, hide(key, value, 0)]));
}

function hide(key: string, value: unknown, depth: number): unknown {
  if (value instanceof Error) return describeError(value, depth);
  const field = key.toLowerCase().replaceAll('_', '');
  if (field === 'code' && typeof value === 'string' && plainCode.test(value)) return value;
  if (privateFields.has(field)) return hidden;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (depth > 4) return hidden;
  if (Array.isArray(value)) return value.map((one) => hide('', one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hide(name, one, depth + 1)]));
}

function describeError(error: Error, depth: number): Record<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    kind: error.name,
    ...(error instanceof BansouError ? { said: error.message } : {}),
    ...(code !== undefined && errorCode.test(code) ? { code } : {}),
    ...(status === undefined ? {} : { status }),
    stack: frames.slice(0, 12).join('\n'),
    ...(error.cause instanceof Error && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}
