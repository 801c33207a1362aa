/** What is wrong with a message, worded as LINE words it. */
export type Breach = { readonly message: string; readonly property: string };

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text of so many UTF-16 units at most; required unless `optional`. */
export function text(
  parent: Json,
  key: string,
  path: string,
  max: number,
  options: { readonly optional?: boolean; readonly min?: number } = {},
): Breach[] {
  const value = parent[key];
  const property = `${path}.${key}`;
  if (value === undefined) return options.optional ? [] : [{ message: 'May not be empty', property }];
  if (typeof value !== 'string') return [{ message: 'Must be a string', property }];
  const min = options.min ?? 1;
  if (value.length < min || value.length > max) {
    return [{ message: `Length must be between ${min} and ${max}`, property }];
  }
  return [];
}

/** An address that LINE itself fetches. */
export function httpsUrl(parent: Json, key: string, path: string): Breach[] {
  const breaches = text(parent, key, path, 2000);
  if (breaches.length > 0 || String(parent[key]).startsWith('https://')) return breaches;
  return [{ message: 'Must be a valid HTTPS URL', property: `${path}.${key}` }];
}

export function oneOf(parent: Json, key: string, path: string, allowed: readonly unknown[]): Breach[] {
  const value = parent[key];
  return value === undefined || allowed.includes(value)
    ? []
    : [
        {
          message: `Must be one of the following values: [${allowed.join(', ')}]`,
          property: `${path}.${key}`,
        },
      ];
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
  const property = `${path}.${key}`;
  if (!Array.isArray(value)) return [{ message: 'May not be empty', property }];
  if (value.length < range.min || value.length > range.max) {
    return [{ message: `Size must be between ${range.min} and ${range.max}`, property }];
  }
  return value.flatMap((item, index) => check(item, `${property}[${index}]`));
}
