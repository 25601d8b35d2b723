import type { Json, JsonObject } from '../json.ts';
import { CHANGES, fixtureIn, tablesOf, WHOLE } from '../profile/resource-tables.ts';
import type { Profile, ResourceName } from '../profile.ts';
import { resolve } from '../template.ts';
import { copiesOf } from './copies.ts';
import { bodiesFrom } from './test-bodies.ts';
import { TABLES } from './unfold.ts';

/** The fixture with nothing but what a creation must have. */
const MINIMAL = 'minimal';

/** What the operator changes in the profile's test data; from the configuration. */
export interface TestDataChanges {
  /** Attributes that the SUT demands on top of the profile, merged into every creation body (AMB-R24). */
  readonly additionalMandatory: Readonly<Record<ResourceName, JsonObject>>;
  /** Resource → fixture → attributes; `null` takes an attribute out of the fixture. */
  readonly values: Readonly<Record<ResourceName, Readonly<Record<string, JsonObject>>>>;
  /** Resource → role → attribute names. */
  readonly roles: Readonly<Record<ResourceName, Readonly<Record<string, readonly string[]>>>>;
  /** Resource → variable → id of an existing record that takes the place of one of the run's own (AMB-R13). */
  readonly supplied: Readonly<Record<ResourceName, Readonly<Record<string, string>>>>;
  /** Resource → values of `@type` that stand for special kinds of it (AMB-A42). */
  readonly subtypes?: Readonly<Record<ResourceName, readonly string[]>>;
}

/** The tables that scenarios unfold by, with the operator's changes of the fixtures. */
export function tablesFor(profile: Profile, changes: TestDataChanges): Readonly<Record<ResourceName, JsonObject>> {
  return tablesOf(
    profile,
    (resource, fixture) => fixtureOf(profile, resource, fixture, changes),
    (resource) => Object.keys(changes.additionalMandatory[resource] ?? {}),
  );
}

/**
 * The variables a scenario starts with at one resource: fixtures by name, `roles`, `values`, `extras`, `nameless`, `run`, and what is
 * made of the tables and of them: `tables`, `changes`, `patches`, `forbidden`, and the bodies of `bodiesFrom`.
 *
 * @param tables those of the resource, from `tablesFor`
 */
export function startingVariables(
  profile: Profile,
  resource: ResourceName,
  runId: string,
  changes: TestDataChanges,
  tables: JsonObject,
): ReadonlyMap<string, Json> {
  const data = profile.testData.resources[resource];
  const extras = changes.additionalMandatory[resource] ?? {};
  const own = (body: JsonObject) => resolve(body, (variable) => (variable === 'run' ? runId : undefined)) as JsonObject;
  const fixtures = Object.keys(data?.fixtures ?? {}).map(
    (name) => [name, { ...extras, ...own(fixtureOf(profile, resource, name, changes)) }] as const,
  );
  const values = own(fixtureOf(profile, resource, CHANGES, changes));
  const whole = own(fixtureOf(profile, resource, WHOLE, changes));
  const minimal = own(fixtureOf(profile, resource, MINIMAL, changes));
  const model = profile.resources[resource];
  const contexts = own(profile.asRead?.contexts?.[resource] ?? {});
  const { name: _, ...nameless } = { ...extras, ...minimal };
  return new Map<string, Json>([
    ['run', runId],
    ['extras', extras],
    ['nameless', nameless],
    ['roles', { ...data?.roles, ...changes.roles[resource] }],
    ['values', { ...data?.values }],
    [TABLES, tables],
    [CHANGES, values],
    ['patches', Object.fromEntries(Object.entries(values).map(([path, value]) => [path, nested(path, value)]))],
    ['forbidden', own(data?.forbidden ?? {})],
    ...(model === undefined ? [] : bodiesFrom(model, { ...contexts, ...whole }, nameless)),
    ...(model === undefined ? [] : copiesOf(model, { ...extras, ...whole }, { ...extras, ...minimal })),
    ...fixtures,
  ]);
}

/** A fixture, or what patches give: an operator's values go before the profile's; `null` gives none. */
function fixtureOf(profile: Profile, resource: ResourceName, fixture: string, changes: TestDataChanges): JsonObject {
  const body = { ...fixtureIn(profile, resource, fixture), ...changes.values[resource]?.[fixture] };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

/** `billStructure.format` → `{billStructure: {format: value}}`. */
function nested(path: string, value: Json): JsonObject {
  return path.split('.').reduceRight<Json>((inner, name) => ({ [name]: inner }), value) as JsonObject;
}
