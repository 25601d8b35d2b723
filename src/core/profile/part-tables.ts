import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';

/**
 * Patches of one member inside an attribute, whose other members must stay (RFC 7396, section 1): one for each patchable
 * attribute whose whole and changed values are objects of plain values. A reference is patched as a whole: what a server
 * resolves by its id it need not take from the client.
 */
export function partsOf(patchable: readonly string[], whole: JsonObject, changes: JsonObject): readonly JsonObject[] {
  return patchable.flatMap((attribute) => {
    const [before, after] = [whole[attribute], changes[attribute]];
    if (!isPlain(before) || !isPlain(after)) return [];
    const member = Object.keys(after).findLast((name) => Object.hasOwn(before, name) && before[name] !== after[name]);
    if (member === undefined || Object.keys(before).length < 2) return [];
    return [{ id: `${attribute}.${member}`, attribute, patch: { [attribute]: { [member]: after[member] ?? null } } }];
  });
}

function isPlain(value: Json | undefined): value is JsonObject {
  if (value === undefined || !isObject(value) || Object.hasOwn(value, 'id')) return false;
  return Object.values(value).every((member) => typeof member !== 'object');
}
