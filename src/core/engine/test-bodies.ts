import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import type { ResourceProfile } from '../profile.ts';

/** Members by which a server could look up what was left out of a reference. */
const REFERENCE = ['id', 'href'];

/**
 * What scenarios send besides the fixtures, made of the record with every attribute: one thing is left out at a time.
 *
 * @param whole that record; its name gets an ending where a body is not to be taken for it, short since names have limits
 * @param extras what a creation must give besides the name, by the profile and by the SUT (AMB-R24)
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
      { [context]: lackingIn(whole[context] ?? {}, attribute) },
    ]),
  );
  const nameless = create.mandatory.map(({ name }) => [name, without({ ...extras, ...whole }, [name])] as const);
  const creations = patches.map(([id, patch], index) => [id, { ...named(`lacking${index + 1}`), ...patch }] as const);
  return [
    ['lacking', Object.fromEntries([...nameless, ...creations])],
    ['lackingPatches', Object.fromEntries(patches)],
  ];
}

/** Creations that leave something to its default: a structure's contents, a part's value, the beginning of a period. */
function defaultBodies(
  model: ResourceProfile,
  whole: JsonObject,
  named: (ending: string) => JsonObject,
): readonly (readonly [string, Json])[] {
  const bare = structuresOf(model).map((name, index) => [name, { ...named(`bare${index + 1}`), [name]: {} }] as const);
  const partial = valuesOf(model).map(
    (path, index) => [path, { ...named(`partial${index + 1}`), ...lessAt(whole, path, REFERENCE) }] as const,
  );
  const patches = periodsOf(model).map((path) => [path, lessAt(whole, path, [])] as const);
  const undated = patches.map(([path, patch], index) => [path, { ...named(`undated${index + 1}`), ...patch }] as const);
  return [
    ['bare', Object.fromEntries(bare)],
    ['partial', Object.fromEntries(partial)],
    ['undated', Object.fromEntries(undated)],
    ['undatedPatches', Object.fromEntries(patches)],
  ];
}

/** Paths that have a default value. */
function valuesOf({ create }: ResourceProfile): readonly string[] {
  return create.defaults.filter(({ kind }) => kind === 'value').map(({ attribute }) => attribute);
}

/** First-level attributes whose parts have default values. */
export function structuresOf(model: ResourceProfile): readonly string[] {
  return [...new Set(valuesOf(model).map((path) => path.split('.', 1)[0] ?? path))];
}

/** Paths that the current date is the default of. */
export function periodsOf({ create }: ResourceProfile): readonly string[] {
  return create.defaults.flatMap((row) =>
    row.kind === 'current-date' ? row.within.map((context) => `${context}.${row.attribute}`) : [],
  );
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

/** The last element of an array breaks the rule alone: a server that looks at the first, or at any, does not see it. */
function lackingIn(context: Json, attribute: string): Json {
  if (!Array.isArray(context)) return without(context, [attribute]);
  const elements: readonly Json[] = context;
  return elements.map((element, index) => (index === elements.length - 1 ? without(element, [attribute]) : element));
}

function without(context: Json, names: readonly string[]): Json {
  if (Array.isArray(context)) return context.map((element: Json) => without(element, names));
  if (!isObject(context)) return context;
  return Object.fromEntries(Object.entries(context).filter(([name]) => !names.includes(name)));
}
