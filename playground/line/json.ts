/** A JSON object of unknown content; an absent key reads as undefined. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object (not an array, not null). */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON object that a text holds, or null when it holds none. */
export function parseObject(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The object under a key, or an empty one. */
export function objectAt(parent: Json, key: string): Json {
  const value = parent[key];
  return isObject(value) ? value : {};
}

/** What stands in the array under a key; nothing when there is no array. */
export function listAt(parent: Json, key: string): readonly unknown[] {
  const value = parent[key];
  return Array.isArray(value) ? value : [];
}

/** The text under a key, or null when there is none. */
export function textAt(parent: Json, key: string): string | null {
  const value = parent[key];
  return typeof value === 'string' ? value : null;
}
