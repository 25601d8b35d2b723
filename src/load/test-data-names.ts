import type { Profile, ResourceName, ResourceTestData } from '../core/profile.ts';
import { referencesIn } from '../core/template.ts';

/** The names that a profile's test data gives to scenarios. */
export interface TestDataNames {
  /** Fixtures, `roles.<name>` and `values.<name>` that every resource has. */
  readonly everywhere: ReadonlySet<string>;
  /** Those that some resources lack, with these resources. */
  readonly somewhere: ReadonlyMap<string, readonly ResourceName[]>;
  /** What a value refers to itself, by its name: `values.searched` → `S`. */
  readonly behind: ReadonlyMap<string, readonly string[]>;
}

/** Reads the names from the test data of all resources. */
export function testDataNames({ testData, resources }: Profile): TestDataNames {
  const names = new Map<ResourceName, ReadonlySet<string>>(
    Object.keys(resources).map((resource) => [resource, namesOf(testData.resources[resource])]),
  );
  const all = new Set([...names.values()].flatMap((of) => [...of]));
  const lacking = (name: string) => [...names].filter(([, of]) => !of.has(name)).map(([resource]) => resource);
  const somewhere = [...all].map((name) => [name, lacking(name)] as const).filter(([, resources]) => resources.length > 0);
  const partial = new Map(somewhere);
  const behind = new Map<string, readonly string[]>();
  for (const { values = {} } of Object.values(testData.resources)) {
    for (const [name, value] of Object.entries(values))
      behind.set(`values.${name}`, [...(behind.get(`values.${name}`) ?? []), ...referencesIn(value)]);
  }
  return { everywhere: new Set([...all].filter((name) => !partial.has(name))), somewhere: partial, behind };
}

function namesOf(data: ResourceTestData | undefined): ReadonlySet<string> {
  if (data === undefined) return new Set();
  const members = (group: string, record: object = {}) => Object.keys(record).map((name) => `${group}.${name}`);
  return new Set([...Object.keys(data.fixtures), ...members('roles', data.roles), ...members('values', data.values)]);
}
