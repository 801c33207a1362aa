import { isObject, type Json, type JsonObject, parseJson } from '../json.ts';
import { ApiRefusal } from './api-refusal.ts';

/** The arguments of one call, whether they came as a form or as JSON. */
export type CallArguments = {
  /** A text; an empty one counts as absent, numbers are read as texts. */
  readonly text: (name: string) => string | null;
  /** A text that must be there, else `invalid_arguments`. */
  readonly required: (name: string) => string;
  readonly flag: (name: string) => boolean;
  /** A structured value; forms carry it as JSON text. Refuses with `error` when that text is not JSON. */
  readonly json: (name: string, error: string) => Json | undefined;
};

/** Reads a request's body; refuses with `invalid_json`, `json_not_object` or `invalid_post_type`. */
export function parseCallArguments(contentType: string, body: string, query: URLSearchParams): CallArguments {
  const fields: JsonObject = { ...Object.fromEntries(query), ...parseBody(contentType, body) };
  const text = (name: string): string | null => {
    const value = fields[name];
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    text,
    required: (name) => {
      const value = text(name);
      if (value !== null) return value;
      throw new ApiRefusal('invalid_arguments', { details: [`[ERROR] missing required field: ${name}`] });
    },
    flag: (name) => fields[name] === true || ['true', '1'].includes(text(name) ?? ''),
    json: (name, error) => {
      const value = fields[name];
      if (typeof value !== 'string') return value;
      if (value === '') return undefined;
      const parsed = parseJson(value);
      if (parsed === undefined) throw new ApiRefusal(error);
      return parsed;
    },
  };
}

function parseBody(contentType: string, body: string): JsonObject {
  if (body === '') return {};
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (mediaType === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(body));
  if (mediaType !== 'application/json') throw new ApiRefusal('invalid_post_type');
  const parsed = parseJson(body);
  if (parsed === undefined) throw new ApiRefusal('invalid_json');
  if (!isObject(parsed)) throw new ApiRefusal('json_not_object');
  return parsed;
}
