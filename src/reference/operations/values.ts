import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../core/json.ts';

/** True for an array; `Array.isArray` does not narrow read-only ones. */
export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** True where nothing was given: absent, `null` or the empty string. */
export function isBlank(value: Json | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === '';
}

/** Equality of JSON values; members count without order, array elements with it. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return isDeepStrictEqual(one, other);
}

/** An object's own member: inherited names such as `constructor` are absent, whatever a client asks for. */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as JsonObject)[name] : undefined;
}

/** The object without some members. */
export function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
