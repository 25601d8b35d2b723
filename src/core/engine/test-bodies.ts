import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import type { ResourceProfile } from '../profile.ts';

/** Members by which a server could look up what was left out of a reference. */
const REFERENCE = ['id', 'href'];

/**
 * What scenarios send besides the fixtures, made of the record with every attribute: one thing is left out at a time.
 *
 * @param whole that record; its name gets an ending where a body is not to be taken for it
 * @param extras what the SUT demands of every creation (AMB-R24)
 */
export function bodiesFrom(model: ResourceProfile, whole: JsonObject, extras: JsonObject): readonly (readonly [string, Json])[] {
  const named = (ending: string): JsonObject => ({ ...extras, name: `${String(whole.name)}-${ending}` });
  return [
    ...lackingBodies(model, whole, extras, named),
    ...defaultBodies(model, whole, named),
    // by context, what keeps all of its rules; and a creation that keeps those of every context
    ['complete', Object.fromEntries(contextsOf(model).map((context) => [context, only(whole, [context])]))],
    ['sound', { ...named('sound'), ...only(whole, contextsOf(model)) }],
    // where filtering is not demanded, nothing rests on it (AMB-R21)
    ['narrow', model.list.filtering.level === 'M' ? only(whole, ['name']) : {}],
  ];
}

/** For each mandatory attribute and sub-attribute a creation that breaks this rule and no other; of the latter also a patch. */
function lackingBodies(
  { create }: ResourceProfile,
  whole: JsonObject,
  extras: JsonObject,
  named: (ending: string) => JsonObject,
): readonly (readonly [string, Json])[] {
  const patches = create.subAttributes.flatMap(({ context, mandatory }) =>
    mandatory.map((attribute): [string, JsonObject] => [
      `${context}.${attribute}`,
      { [context]: without(whole[context] ?? {}, [attribute]) },
    ]),
  );
  const nameless = create.mandatory.map(({ name }) => [name, without({ ...extras, ...whole }, [name])] as const);
  return [
    ['lacking', Object.fromEntries([...nameless, ...patches.map(([id, patch]) => [id, { ...named(id), ...patch }] as const)])],
    ['lackingPatches', Object.fromEntries(patches)],
  ];
}

/** Creations that leave something to its default: a structure's contents, a part's value, the beginning of a period. */
function defaultBodies(
  { create }: ResourceProfile,
  whole: JsonObject,
  named: (ending: string) => JsonObject,
): readonly (readonly [string, Json])[] {
  const rows = create.defaults.filter(({ kind }) => kind === 'value').map(({ attribute }) => attribute);
  const structures = [...new Set(rows.map((path) => path.split('.', 1)[0] ?? path))];
  const periods = create.defaults.flatMap((row) =>
    row.kind === 'current-date' ? row.within.map((context) => `${context}.${row.attribute}`) : [],
  );
  const patches = periods.map((path) => [path, lessAt(whole, path, [])] as const);
  return [
    ['bare', Object.fromEntries(structures.map((name) => [name, { ...named(`${name}-bare`), [name]: {} }]))],
    ['partial', Object.fromEntries(rows.map((path) => [path, { ...named(path), ...lessAt(whole, path, REFERENCE) }]))],
    ['undated', Object.fromEntries(patches.map(([path, patch]) => [path, { ...named(path), ...patch }]))],
    ['undatedPatches', Object.fromEntries(patches)],
  ];
}

/** The first-level attribute that a path begins at, without what the path ends at, and without its siblings named here. */
function lessAt(record: JsonObject, path: string, siblings: readonly string[]): JsonObject {
  const [first = '', ...rest] = path.split('.');
  return { [first]: less(record[first] ?? {}, rest, siblings) };
}

function less(value: Json, path: readonly string[], siblings: readonly string[]): Json {
  const [name = '', ...rest] = path;
  if (rest.length === 0) return without(value, [name, ...siblings]);
  if (Array.isArray(value)) return value.map((element: Json) => less(element, path, siblings));
  return isObject(value) && value[name] !== undefined ? { ...value, [name]: less(value[name], rest, siblings) } : value;
}

function contextsOf({ create }: ResourceProfile): readonly string[] {
  return create.subAttributes.filter(({ applicable }) => applicable).map(({ context }) => context);
}

function only(record: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}

function without(context: Json, names: readonly string[]): Json {
  if (Array.isArray(context)) return context.map((element: Json) => without(element, names));
  if (!isObject(context)) return context;
  return Object.fromEntries(Object.entries(context).filter(([name]) => !names.includes(name)));
}
