import { isObject, type Json, textAt } from '../json.ts';

/** What is wrong with a message, worded as LINE words it. */
export type Breach = { readonly message: string; readonly property: string };

/** One breach as a list, to be spread into others. */
export function breach(message: string, property: string): Breach[] {
  return [{ message, property }];
}

/** A text of 1 to `max` UTF-16 units; required unless `optional`. */
export function text(
  parent: Json,
  key: string,
  path: string,
  max: number,
  options: { readonly optional?: boolean } = {},
): Breach[] {
  const value = parent[key];
  const property = join(path, key);
  if (value === undefined && options.optional === true) return [];
  if (value === undefined || value === null || value === '') return breach('May not be empty', property);
  if (typeof value !== 'string') return breach('Must be a string', property);
  return value.length > max ? breach(`Length must be between 0 and ${max}`, property) : [];
}

/** An address that LINE itself fetches: HTTPS, 2,000 units at most. */
export function httpsUrl(
  parent: Json,
  key: string,
  path: string,
  options: { readonly optional?: boolean } = {},
): Breach[] {
  const breaches = text(parent, key, path, 2000, options);
  const value = textAt(parent, key);
  if (breaches.length > 0 || value === null) return breaches;
  const isSafe = URL.canParse(value) && new URL(value).protocol === 'https:';
  return isSafe ? [] : breach('Must be a valid HTTPS URL', join(path, key));
}

/** One of the allowed values; required only when `required`. */
export function oneOf(
  parent: Json,
  key: string,
  path: string,
  allowed: readonly unknown[],
  options: { readonly required?: boolean } = {},
): Breach[] {
  const value = parent[key];
  const property = join(path, key);
  if (value === undefined) return options.required === true ? breach('May not be empty', property) : [];
  return allowed.includes(value)
    ? []
    : breach(`Must be one of the following values: [${allowed.join(', ')}]`, property);
}

/** A number from `min` to `max`; required unless `optional`. */
export function number(
  parent: Json,
  key: string,
  path: string,
  range: { readonly min: number; readonly max: number; readonly optional?: boolean },
): Breach[] {
  const value = parent[key];
  const property = join(path, key);
  if (value === undefined) return range.optional === true ? [] : breach('May not be null', property);
  const isInside = typeof value === 'number' && value >= range.min && value <= range.max;
  return isInside ? [] : breach(`Must be between ${range.min} and ${range.max}`, property);
}

/** An array of so many items, each checked. */
export function items(
  parent: Json,
  key: string,
  path: string,
  range: { readonly min: number; readonly max: number },
  check: (item: unknown, path: string) => Breach[],
): Breach[] {
  const value = parent[key];
  const property = join(path, key);
  if (!Array.isArray(value)) return breach('May not be empty', property);
  if (value.length < range.min || value.length > range.max) {
    return breach(`Size must be between ${range.min} and ${range.max}`, property);
  }
  return value.flatMap((item, index) => check(item, `${property}[${index}]`));
}

/** An object, checked; required unless `optional`. */
export function object(
  parent: Json,
  key: string,
  path: string,
  check: (value: Json, path: string) => Breach[],
  options: { readonly optional?: boolean } = {},
): Breach[] {
  const value = parent[key];
  const property = join(path, key);
  if (value === undefined && options.optional === true) return [];
  return isObject(value) ? check(value, property) : breach('May not be null', property);
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
