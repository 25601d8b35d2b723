import type { Json, JsonObject } from '../json.ts';
import type { ResourceProfile } from '../profile.ts';
import { periodsOf, structuresOf } from './test-bodies.ts';

/** What scenarios make further records with every attribute for. */
const WHOLE = ['patched', 'untouched', 'fixed', 'ruled', 'json', 'guarded', 'shared'];
/** What they make further records with nothing but a name for, besides the rows of the tables of defaults. */
const PLAIN = ['bare', 'deleted', 'spared'];

/**
 * Creations by purpose, as `copies` of the record with every attribute and as `plain` ones: each has a name of its own,
 * since a server may insist on that (AMB-R41), and a short one, since names have limits.
 *
 * @param whole the record with every attribute, with what the SUT demands besides
 * @param minimal the record with nothing but what a creation must have, likewise
 */
export function copiesOf(model: ResourceProfile, whole: JsonObject, minimal: JsonObject): readonly (readonly [string, Json])[] {
  const purposes = [...PLAIN, ...structuresOf(model), ...periodsOf(model)];
  return [
    ['copies', Object.fromEntries(WHOLE.map((purpose) => [purpose, renamed(whole, purpose)]))],
    ['plain', Object.fromEntries(purposes.map((purpose, index) => [purpose, renamed(minimal, String(index + 1))]))],
  ];
}

function renamed(record: JsonObject, ending: string): JsonObject {
  return { ...record, name: `${String(record.name)}-${ending}` };
}
