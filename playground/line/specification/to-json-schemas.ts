import { isObject, type Json, objectAt, textAt } from '../json.ts';

/** A schema whose children are told apart by one property. */
type Parent = { readonly property: string; readonly children: Readonly<Record<string, string>> };

/** Words of OpenAPI 3.0 that JSON Schema does not know or that check nothing. */
const dropped = new Set(['nullable', 'discriminator', 'example', 'externalDocs', 'description', 'default']);

/**
 * Component schemas of OpenAPI 3.0 as JSON Schema 2019-09. Every schema comes twice: `X.base` is what others build on
 * with `allOf`; `X` is what stands somewhere: with the child that its discriminator names, and without unknown
 * properties. Children build on the base of their parent, so that none comes back to itself.
 */
export function toJsonSchemas(schemas: Json): Json {
  const entries = Object.entries(schemas).flatMap(([name, schema]) => {
    const base = isObject(schema) ? convert(schema) : {};
    return [
      [`${name}.base`, base],
      [name, close(name, isObject(schema) ? schema : {}, readParent(schema))],
    ];
  });
  return Object.fromEntries(entries);
}

/** Where a component schema stands in the converted document. */
export function pointerTo(name: string): string {
  return `#/components/schemas/${name}`;
}

function close(name: string, schema: Json, parent: Parent | null): Json {
  const base = { $ref: pointerTo(`${name}.base`) };
  if (parent !== null) return { allOf: [base, ...childrenOf(parent)] };
  const isShaped = schema.properties !== undefined || schema.allOf !== undefined;
  return isShaped && schema.additionalProperties === undefined
    ? { allOf: [base], unevaluatedProperties: false }
    : base;
}

function childrenOf({ property, children }: Parent): readonly Json[] {
  const named = { properties: { [property]: { enum: Object.keys(children) } }, required: [property] };
  const each = Object.entries(children).map(([value, child]) =>
    ifThen(
      { properties: { [property]: { const: value } }, required: [property] },
      { $ref: pointerTo(child) },
    ),
  );
  return [named, ...each];
}

function ifThen(condition: Json, consequence: Json): Json {
  return Object.fromEntries([
    ['if', condition],
    ['then', consequence],
  ]);
}

function readParent(schema: unknown): Parent | null {
  const discriminator = isObject(schema) ? objectAt(schema, 'discriminator') : {};
  const property = textAt(discriminator, 'propertyName');
  if (property === null) return null;
  const children = Object.entries(objectAt(discriminator, 'mapping')).map(([value, pointer]) => [
    value,
    nameIn(String(pointer)),
  ]);
  return { property, children: Object.fromEntries(children) };
}

function convert(schema: Json): Json {
  if (typeof schema.$ref === 'string') return { $ref: pointerTo(nameIn(schema.$ref)) };
  const fields = Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !dropped.has(key))
      .map(([key, value]) => [key, convertField(key, value)]),
  );
  return schema.nullable === true ? { anyOf: [{ type: 'null' }, fields] } : fields;
}

function convertField(key: string, value: unknown): unknown {
  if (key === 'allOf') return Array.isArray(value) ? value.filter(isObject).map(toBase) : value;
  if (key === 'oneOf' || key === 'anyOf')
    return Array.isArray(value) ? value.filter(isObject).map(convert) : value;
  if (key === 'items' || key === 'additionalProperties') return isObject(value) ? convert(value) : value;
  if (key !== 'properties' || !isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, property]) => [
      name,
      isObject(property) ? convert(property) : property,
    ]),
  );
}

/** A part of `allOf`: another schema is built on, not closed. */
function toBase(part: Json): Json {
  return typeof part.$ref === 'string' ? { $ref: pointerTo(`${nameIn(part.$ref)}.base`) } : convert(part);
}

function nameIn(pointer: string): string {
  return pointer.split('/').at(-1) ?? pointer;
}
