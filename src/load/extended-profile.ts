import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { CITING_MEMBERS } from '../core/profile/ruling-rules.ts';
import { extendFile } from './extended-file.ts';
import { LoadFailure } from './problem.ts';
import type { Path, YamlFile } from './yaml-file.ts';
import { readYaml } from './yaml-file.ts';

/**
 * The whole of a profile that names another one under `extends` and says itself only what differs. Under `omits` it may
 * name rulings of the other one that have no place in it: what cites them cites them no more. A profile without `extends`
 * is whole as it is.
 *
 * @param locate finds the file of a profile by its id or path
 * @throws LoadFailure where `extends` or `omits` are not what they should be, or the other profile cannot be read
 */
export async function wholeProfile(own: YamlFile, locate: (idOrPath: string) => Promise<string>): Promise<YamlFile> {
  if (!isObject(own.value) || own.value.extends === undefined) return own;
  const { extends: named, omits = [], ...differences } = own.value;
  if (typeof named !== 'string') throw problem(own, ['extends'], '"extends" must be a text: the profile that this one builds on');
  if (!isListOfTexts(omits)) throw problem(own, ['omits'], '"omits" must be a list of rulings');
  const base = await readYaml(await locate(named));
  if (!isObject(base.value)) throw problem(own, ['extends'], `${named} is no profile`);
  if (base.value.extends !== undefined)
    throw problem(own, ['extends'], `${named} extends another profile itself; name that one, and say here what differs`);
  for (const [index, id] of omits.entries()) {
    if (!idsOf(base.value.rulings).includes(id)) throw problem(own, ['omits', index], `${named} has no ruling ${id}`);
  }
  const taken = { ...base, value: without(base.value, new Set(omits)) };
  return extendFile({ ...own, value: differences }, taken);
}

/** A profile less some rulings and what cites them. Their own list keeps its other entries in their order. */
function without(profile: JsonObject, omitted: ReadonlySet<string>): JsonObject {
  const kept = uncited(profile, omitted) as JsonObject;
  if (!Array.isArray(kept.rulings)) return kept;
  const rulings: readonly Json[] = kept.rulings;
  return { ...kept, rulings: rulings.filter((ruling) => !isObject(ruling) || !omitted.has(String(ruling.id))) };
}

function uncited(value: Json, omitted: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((entry: Json) => uncited(entry, omitted));
  if (!isObject(value)) return value;
  const members = Object.entries(value).flatMap(([name, member]): (readonly [string, Json])[] => {
    if (CITING_MEMBERS.includes(name) && typeof member === 'string' && omitted.has(member)) return [];
    if (name !== 'rulings' || !isListOfTexts(member)) return [[name, uncited(member, omitted)]];
    const left = member.filter((id) => !omitted.has(id));
    return left.length === 0 ? [] : [[name, left]];
  });
  return Object.fromEntries(members);
}

function idsOf(rulings: Json | undefined): readonly string[] {
  return Array.isArray(rulings) ? rulings.map((ruling: Json) => (isObject(ruling) ? String(ruling.id) : '')) : [];
}

function isListOfTexts(value: Json): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function problem(file: YamlFile, path: Path, message: string): LoadFailure {
  return new LoadFailure([{ ...file.position(path), message }]);
}
