import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { extendPointer } from '../core/pointer.ts';

/** A place where a received value differs from the expected one; `actual` is absent where nothing was received. */
export interface Difference {
  readonly pointer: string;
  readonly expected: Json;
  readonly actual?: Json;
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)$/;

/**
 * Compares by the match rule: members that only the received value has are ignored, arrays are
 * compared without order, numbers by value, date-times by instant, and `null` equals absence.
 */
export function differences(expected: Json, actual: Json | undefined, pointer = ''): readonly Difference[] {
  if (expected === null && (actual === null || actual === undefined)) return [];
  if (actual === undefined) return [{ pointer, expected }];
  if (isObject(expected)) {
    if (!isObject(actual)) return [{ pointer, expected, actual }];
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, Object.hasOwn(actual, key) ? actual[key] : undefined, extendPointer(pointer, key)),
    );
  }
  if (Array.isArray(expected)) {
    return Array.isArray(actual) && arraysMatch(expected, actual) ? [] : [{ pointer, expected, actual }];
  }
  return scalarsMatch(expected, actual) ? [] : [{ pointer, expected, actual }];
}

/** True where there is no difference. */
export function matches(expected: Json, actual: Json | undefined): boolean {
  return differences(expected, actual).length === 0;
}

/** Each expected item has a received item of its own, and nothing is left over. */
function arraysMatch(expected: readonly Json[], actual: readonly Json[]): boolean {
  if (expected.length !== actual.length) return false;
  const left = [...actual];
  return expected.every((item) => {
    const index = left.findIndex((candidate) => matches(item, candidate));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

function scalarsMatch(expected: Json, actual: Json): boolean {
  if (expected === actual) return true;
  if (typeof expected !== 'string' || typeof actual !== 'string') return false;
  return DATE_TIME.test(expected) && DATE_TIME.test(actual) && instantOf(expected) === instantOf(actual);
}

/** A value without what tells types: `@type`, `@referredType` and the like, at every depth. */
export function withoutTypes(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withoutTypes(item));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !name.startsWith('@'));
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutTypes(member)]));
}

/** Milliseconds since 1970; ISO 8601 lets a zone have hours only, as some databases write it. */
export function instantOf(dateTime: string): number {
  return Date.parse(/[Tt].*[+-]\d{2}$/.test(dateTime) ? `${dateTime}:00` : dateTime);
}
