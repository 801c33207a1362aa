import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019, type ErrorObject, type ValidateFunction } from 'ajv/dist/2019.js';
import { parse } from 'yaml';
import { isObject, type Json, objectAt, textAt } from '../json.ts';
import { formats } from './formats.ts';
import { pointerTo, toJsonSchemas } from './to-json-schemas.ts';

type Request = { readonly method: string; readonly path: string };

/** Compares what goes over the wire with LINE's own specification; every difference is reported in one line. */
export type SpecificationCheck = {
  /** A call's JSON body. */
  readonly request: (request: Request, body: unknown) => void;
  /** An answer's body, where the specification describes it for that status. */
  readonly response: (request: Request, answer: { readonly status: number; readonly body: unknown }) => void;
  /** The body of a webhook. */
  readonly webhook: (body: unknown) => void;
};

/** Reads `messaging-api.yml` and `webhook.yml` from a folder; throws when one is missing or holds no schemas. */
export function createSpecificationCheck(
  folder: string,
  report: (violation: string) => void,
): SpecificationCheck {
  const messaging = readDocument(join(folder, 'messaging-api.yml'));
  const webhook = readDocument(join(folder, 'webhook.yml'));
  const check = (validate: ValidateFunction | null, body: unknown, what: string): void => {
    if (validate === null || validate(body)) return;
    // A failed `if` only says that something below it failed, which is reported itself.
    const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
    for (const violation of new Set(errors.map(describe))) report(`${what} ${violation}`);
  };
  const schemaAt = (content: Json): string | null =>
    textAt(objectAt(objectAt(objectAt(content, 'content'), 'application/json'), 'schema'), '$ref');
  return {
    request: ({ method, path }, body) => {
      const operation = messaging.operation(method, path);
      const schema = schemaAt(objectAt(operation, 'requestBody'));
      check(messaging.validator(schema), body, `${method} ${path}`);
    },
    response: ({ method, path }, { status, body }) => {
      const responses = objectAt(messaging.operation(method, path), 'responses');
      const schema = schemaAt(objectAt(responses, String(status)));
      check(messaging.validator(schema), body, `${status} of ${method} ${path}`);
    },
    webhook: (body) => check(webhook.validator(pointerTo('CallbackRequest')), body, 'webhook'),
  };
}

type Document = {
  /** What the specification says of a call; empty when it knows none. */
  readonly operation: (method: string, path: string) => Json;
  /** Checks a body against the schema that a pointer names; null without a pointer. */
  readonly validator: (pointer: string | null) => ValidateFunction | null;
};

function readDocument(file: string): Document {
  const read: unknown = parse(readFileSync(file, 'utf8'));
  const document = isObject(read) ? read : {};
  const schemas = objectAt(objectAt(document, 'components'), 'schemas');
  if (Object.keys(schemas).length === 0) throw new Error(`${file} holds no schemas`);
  // `/list` is an address of its own and no id, whichever of the two stands first.
  const paths = Object.entries(objectAt(document, 'paths'))
    .toSorted(([a], [b]) => a.split('{').length - b.split('{').length)
    .map(([template, item]) => ({
      pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
      item: isObject(item) ? item : {},
    }));
  const ajv = new Ajv2019({ strict: false, allErrors: true, formats });
  ajv.addSchema({ $id: 'line', components: { schemas: toJsonSchemas(schemas) } });
  const compiled = new Map<string, ValidateFunction>();
  return {
    operation: (method, path) =>
      objectAt(paths.find(({ pattern }) => pattern.test(path))?.item ?? {}, method.toLowerCase()),
    validator: (pointer) => {
      if (pointer === null) return null;
      const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `line${pointer}` });
      compiled.set(pointer, validate);
      return validate;
    },
  };
}

function describe({ instancePath, message = '', params }: ErrorObject): string {
  const { unevaluatedProperty, allowedValues }: Json = params;
  if (typeof unevaluatedProperty === 'string') return `${instancePath} has an unknown ${unevaluatedProperty}`;
  const allowed = Array.isArray(allowedValues) ? `: ${allowedValues.join(', ')}` : '';
  return `${instancePath} ${message}${allowed}`;
}
