import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';

/** A value in which each array of one object is that object: tables say "a contact" where samples have arrays (AMB-A24). */
export function unwrapped(value: Json): Json {
  if (Array.isArray(value)) {
    const [only] = value;
    return value.length === 1 && isObject(only ?? null) ? unwrapped(only ?? null) : value.map((item: Json) => unwrapped(item));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unwrapped(member)]));
}
