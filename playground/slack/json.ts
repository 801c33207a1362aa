/** Any value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object; an absent key reads as undefined. */
export type JsonObject = { readonly [key: string]: Json | undefined };

/** The value of a JSON text, or undefined when the text is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Whether a value is a JSON object (not an array, not null). */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/** Whether a value is a JSON array. */
export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The text under a key, or null when there is none. */
export function textAt(object: JsonObject, key: string): string | null {
  const value = object[key];
  return typeof value === 'string' ? value : null;
}

/** The number under a key, or null when there is none. */
export function numberAt(object: JsonObject, key: string): number | null {
  const value = object[key];
  return typeof value === 'number' ? value : null;
}

/** The object under a key, or an empty one. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}

/** The objects of the array under a key; anything else in it is left out. */
export function objectsAt(object: JsonObject, key: string): readonly JsonObject[] {
  const value = object[key];
  return isArray(value) ? value.filter(isObject) : [];
}

/** The texts of the array under a key. */
export function textsAt(object: JsonObject, key: string): readonly string[] {
  const value = object[key];
  return isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
