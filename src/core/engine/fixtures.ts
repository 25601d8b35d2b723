import type { Json, JsonObject } from '../json.ts';
import type { Profile, ResourceName } from '../profile.ts';
import { resolve } from '../template.ts';

/** What the operator changes in the profile's test data; from the configuration. */
export interface TestDataChanges {
  /** Attributes that the SUT demands on top of the profile, merged into every creation body (AMB-R24). */
  readonly additionalMandatory: Readonly<Record<ResourceName, JsonObject>>;
  /** Resource → fixture → attributes. */
  readonly values: Readonly<Record<ResourceName, Readonly<Record<string, JsonObject>>>>;
  /** Resource → role → attribute names. */
  readonly roles: Readonly<Record<ResourceName, Readonly<Record<string, readonly string[]>>>>;
}

/** The variables a scenario starts with at one resource: fixtures by name, `roles`, `values`, `extras` and `run`. */
export function startingVariables(
  profile: Profile,
  resource: ResourceName,
  runId: string,
  changes: TestDataChanges,
): ReadonlyMap<string, Json> {
  const data = profile.testData.resources[resource];
  const extras = changes.additionalMandatory[resource] ?? {};
  const variables = new Map<string, Json>([
    ['run', runId],
    ['extras', extras],
    ['roles', { ...data?.roles, ...changes.roles[resource] }],
    ['values', { ...data?.values }],
  ]);
  for (const [name, body] of Object.entries(data?.fixtures ?? {})) {
    const own = resolve({ ...body, ...changes.values[resource]?.[name] }, (variable) => (variable === 'run' ? runId : undefined));
    variables.set(name, { ...extras, ...(own as JsonObject) });
  }
  return variables;
}
