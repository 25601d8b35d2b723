import type { Json, JsonObject } from '../json.ts';
import { type ChangeKind, changeNamed } from '../notification.ts';
import type { Profile, ResourceName, ResourceProfile, ResourceTestData } from '../profile.ts';
import { defaultTables } from './default-tables.ts';
import { partsOf } from './part-tables.ts';

/** A fixture's attributes as the operator's changes leave them; `null` takes an attribute out. */
export type FixtureOf = (resource: ResourceName, fixture: string) => JsonObject;

/** The fixture with every first-level attribute that a client may send. */
export const WHOLE = 'whole';

/** What patches give: the name of the values in the configuration, beside those of fixtures, and in scenarios. */
export const CHANGES = 'changes';

/** The attributes of a fixture as the profile has them; what patches give goes by the name of a fixture too. */
export function fixtureIn({ testData }: Profile, resource: ResourceName, fixture: string): JsonObject {
  const data = testData.resources[resource];
  return (fixture === CHANGES ? data?.changes : data?.fixtures[fixture]) ?? {};
}

/**
 * The tables of a profile that scenarios repeat their steps for, per resource. What cannot be tried is not in them: an
 * attribute that the fixtures do not carry, or a rule that does not apply.
 *
 * @param demandedOf what the SUT demands on top of the profile: it cannot be removed from a record
 */
export function tablesOf(
  profile: Profile,
  fixtureOf: FixtureOf,
  demandedOf: (resource: ResourceName) => readonly string[] = () => [],
): Readonly<Record<ResourceName, JsonObject>> {
  return Object.fromEntries(
    Object.entries(profile.resources).map(([resource, model]) => [
      resource,
      tablesOfOne(profile, resource, model, fixtureOf(resource, WHOLE), fixtureOf(resource, CHANGES), demandedOf(resource)),
    ]),
  );
}

function tablesOfOne(
  profile: Profile,
  resource: ResourceName,
  model: ResourceProfile,
  whole: JsonObject,
  changes: JsonObject,
  demanded: readonly string[],
): JsonObject {
  const attributes = model.attributes.rows.map((row) => row.name);
  const data = profile.testData.resources[resource];
  const { quickSelection, patchRulesUntried, contexts } = profile.asRead ?? {};
  const has = (record: JsonObject | undefined) => (name: string) => record !== undefined && Object.hasOwn(record, name);
  const rules = model.create.subAttributes
    .filter(({ context, applicable }) => applicable && (has(whole)(context) || has(contexts?.[resource])(context)))
    .flatMap(({ context, mandatory, advisory }) => mandatory.map((name) => ruleOf(context, name, advisory === true)));
  const defaults = defaultTables(model, whole);
  const tried = model.patch.sameRulesAsCreate && patchRulesUntried !== true;
  // what no patch may change is created by none either
  const patchRules = tried ? rules.filter(({ context }) => !model.patch.nonPatchable.includes(context)) : [];
  const selected = quickSelection === true ? rolesOf(data) : attributes;
  // what the server makes is text; of the rest, only what has one value can be compared with a query parameter
  const scalars = attributes.filter((name) => !has(whole)(name) || isScalar(whole[name]));
  const isManaged = (name: string) => profile.testData.serverManaged.includes(name);
  return {
    attributes,
    selected: selected.filter((name) => !isManaged(name)),
    selectedManaged: selected.filter(isManaged),
    mandatory: model.create.mandatory.map((row) => row.name),
    optional: model.create.optional.map((row) => row.name).filter(has(whole)),
    scalars: scalars.filter((name) => !isManaged(name)),
    scalarsManaged: scalars.filter(isManaged),
    patchable: model.patch.patchable.filter(has(changes)).map(rowOf),
    parts: partsOf(model.patch.patchable, whole, changes),
    nonPatchable: model.patch.nonPatchable.filter(has(data?.forbidden)).map(rowOf),
    rules,
    ...defaults,
    patchRules,
    patchPeriods: tried ? (defaults.periods ?? []) : [],
    patchContexts: contextsOf(patchRules),
    removable: removableIn(profile, model, whole, demanded),
    adminOnly: model.patch.adminOnly ? ['admin'] : [],
    ...notificationTables(profile, resource),
    // where notifications are only sent to those who subscribe
    hub: profile.bindings.rest === undefined ? [] : ['hub'],
    messages: profile.messages?.statements.map(({ id }) => id) ?? [],
  };
}

/** What a patch can create that a rule speaks of, each once; a rule that is only advice needs no proof of its opposite. */
function contextsOf(rules: readonly { readonly context: string; readonly advisory: boolean }[]): readonly string[] {
  return [...new Set(rules.filter(({ advisory }) => !advisory).map(({ context }) => context))];
}

/** The notifications of a resource that can come: all of them, and those of each change. */
function notificationTables({ notifications }: Profile, resource: ResourceName): JsonObject {
  const rows = notifications.rows
    .filter((row) => row.resource === resource && row.never === undefined)
    .map(({ name }) => ({ id: name, change: changeNamed(name, resource) ?? '' }));
  const of = (kind: ChangeKind) => rows.filter(({ change }) => change === kind);
  return {
    notifications: rows,
    creationNotifications: of('Creation'),
    valueChangeNotifications: of('AttributeValueChange'),
    stateChangeNotifications: of('StateChange'),
    removeNotifications: of('Remove'),
  };
}

/** One optional attribute that a patch can take away again: a plain text, which no server needs for anything. */
function removableIn(
  { testData }: Profile,
  { create, patch }: ResourceProfile,
  whole: JsonObject,
  demanded: readonly string[],
): readonly string[] {
  const candidates = create.optional
    .map((row) => row.name)
    .filter((name) => patch.patchable.includes(name) && isScalar(whole[name] ?? []))
    .filter((name) => !testData.serverManaged.includes(name) && !demanded.includes(name));
  return (candidates.includes('description') ? ['description'] : candidates).slice(0, 1);
}

/** The attributes that the test cases select: those of their roles, first choice. */
function rolesOf(data: ResourceTestData | undefined): readonly string[] {
  return ['S', 'T'].flatMap((role) => data?.roles[role]?.slice(0, 1) ?? []);
}

/** A rule on a sub-attribute; `enforced` is false where breaking it is only a remark, to a requirement that nobody has to meet. */
function ruleOf(context: string, attribute: string, advisory: boolean) {
  const id = `${context}.${attribute}`;
  const requirement = `create.sub-attribute${advisory ? '-advice' : ''}.${id}`;
  return { id, context, attribute, advisory, enforced: !advisory, requirement };
}

/** A row that is named by a path into the resource, with the first-level attribute that the path begins at. */
function rowOf(path: string): JsonObject {
  return { id: path, attribute: path.split('.', 1)[0] ?? path };
}

function isScalar(value: Json | undefined): boolean {
  return value === null || typeof value !== 'object';
}
