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
  ajv.addSchema({ $id: 'line', components: { schemas: toJsonSchemas(schemas) } });
  const compiled = new Map<string, ValidateFunction>();
  return (name) => {
    const known = compiled.get(name) ?? ajv.compile({ $ref: `line${reference(name)}` });
    compiled.set(name, known);
    return known;
  };
}

/**
 * LINE's polymorphic schemas as JSON Schema. `X` stays what children build on with `allOf`; wherever any kind of X may
 * stand, `X.any` also asks for the child that the discriminator names. So no child comes back to itself.
 */
function toJsonSchemas(schemas: Json): Json {
  const parents = new Map(
    Object.entries(schemas).flatMap(([name, schema]) => {
      const kinds = readKinds(schema);
      return kinds === null ? [] : [[name, kinds] as const];
    }),
  );
  const plain = Object.entries(schemas).map(([name, schema]) => [name, toJsonSchema(schema, parents, true)]);
  const any = [...parents].map(([name, { property, children }]) => [
    `${name}.any`,
    {
      allOf: [
        { $ref: reference(name) },
        { properties: { [property]: { enum: [...children.keys()] } }, required: [property] },
        ...[...children].map(([kind, child]) => ({
          if: { properties: { [property]: { const: kind } }, required: [property] },
          // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word
          then: { $ref: reference(child) },
        })),
      ],
    },
  ]);
  return Object.fromEntries([...plain, ...any]);
}

type Kinds = { readonly property: string; readonly children: ReadonlyMap<string, string> };

function readKinds(schema: unknown): Kinds | null {
  const discriminator = isObject(schema) && isObject(schema.discriminator) ? schema.discriminator : {};
  const { propertyName, mapping } = discriminator;
  if (typeof propertyName !== 'string' || !isObject(mapping)) return null;
  const children = Object.entries(mapping).map(([kind, to]) => [kind, nameOf(String(to))] as const);
  return { property: propertyName, children: new Map(children) };
}

/** OpenAPI 3.0 says `nullable`, which JSON Schema does not know. `top`: a component itself, whose parents are plain. */
function toJsonSchema(node: unknown, parents: ReadonlyMap<string, Kinds>, top = false): unknown {
  if (Array.isArray(node)) return node.map((one) => toJsonSchema(one, parents, top));
  if (!isObject(node)) return node;
  if (typeof node.$ref === 'string') {
    const name = nameOf(node.$ref);
    return { $ref: reference(parents.has(name) && !top ? `${name}.any` : name) };
  }
  const { nullable, discriminator: _discriminator, example: _example, ...rest } = node;
  const schema = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value, parents, top && key === 'allOf')]),
  );
  return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

function nameOf(pointer: string): string {
  return pointer.split('/').at(-1) ?? pointer;
}

function reference(name: string): string {
  return `#/components/schemas/${name}`;
}
