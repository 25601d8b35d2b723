import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { extendPointer } from '../core/pointer.ts';

/** A structure that names its own type. */
interface Declared {
  /** Its `@type`. */
  readonly type: string;
  /** JSON pointer of the structure. */
  readonly pointer: string;
  readonly value: Json;
}

/** The innermost structure with an `@type` around the place of a pointer, below the whole value itself. */
export function declaredIn(whole: Json, pointer: string): Declared | undefined {
  let declared: Declared | undefined;
  let value: Json | undefined = whole;
  let reached = '';
  for (const segment of pointer.split('/').slice(1)) {
    if (reached !== '' && isObject(value) && typeof value['@type'] === 'string')
      declared = { type: value['@type'], pointer: reached, value };
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    value = Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
    reached = extendPointer(reached, key);
  }
  return declared;
}
