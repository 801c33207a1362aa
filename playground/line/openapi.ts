import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { isObject, type Json } from './limits/breach.ts';

export type SpecificationCheck = {
  readonly request: (path: string, body: unknown) => void;
  readonly webhook: (body: unknown) => void;
};

/** Checks bodies against LINE's own OpenAPI files; whatever they refuse is reported in one line each. */
export function createSpecificationCheck(
  folder: string,
  report: (violation: string) => void,
): SpecificationCheck {
  const messaging = compiler(join(folder, 'messaging-api.yml'));
  const webhook = compiler(join(folder, 'webhook.yml'));
  const requestSchemas: Readonly<Record<string, string>> = {
    '/v2/bot/message/push': 'PushMessageRequest',
    '/v2/bot/message/reply': 'ReplyMessageRequest',
    '/v2/bot/message/multicast': 'MulticastRequest',
  };
  const check = (validate: ValidateFunction, body: unknown, what: string): void => {
    if (validate(body)) return;
    for (const error of validate.errors ?? []) report(`${what} ${error.instancePath} ${error.message ?? ''}`);
  };
  return {
    request: (path, body) => {
      const name = requestSchemas[path];
      if (name !== undefined) check(messaging(name), body, path);
    },
    webhook: (body) => check(webhook('CallbackRequest'), body, 'webhook'),
  };
}

/** Compiles schemas of one file on demand; polymorphic schemas are narrowed by their discriminator first. */
function compiler(file: string): (name: string) => ValidateFunction {
  const document: unknown = parse(readFileSync(file, 'utf8'));
  const components = isObject(document) && isObject(document.components) ? document.components : {};
  const schemas = isObject(components.schemas) ? components.schemas : {};
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: 'line', components: { schemas: toJsonSchema(schemas) } });
  const compiled = new Map<string, ValidateFunction>();
  return (name) => {
    const known = compiled.get(name) ?? ajv.compile({ $ref: `line#/components/schemas/${name}` });
    compiled.set(name, known);
    return known;
  };
}

/** OpenAPI 3.0 says `nullable`; JSON Schema does not know it. Parents with a discriminator defer to their children. */
function toJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (!isObject(node)) return node;
  const { nullable, discriminator, example: _example, ...rest } = node;
  const fields: Json = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value)]),
  );
  const narrowed = isObject(discriminator) ? narrow(discriminator) : {};
  const schema = { ...fields, ...narrowed };
  return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

/** Only the value of the discriminator is checked here: following every child would come back to this schema. */
function narrow(discriminator: Json): Json {
  const property = discriminator.propertyName;
  const mapping = discriminator.mapping;
  if (typeof property !== 'string' || !isObject(mapping)) return {};
  return { allOf: [{ properties: { [property]: { enum: Object.keys(mapping) } }, required: [property] }] };
}
