import type { Profile, ResourceName, ResourceProfile, ResourceTestData } from '../profile.ts';
import { referencesIn } from '../template.ts';
import type { ProfileMistake } from './profile-mistake.ts';

/** Test data that do not suit the resource they are for. */
export function wrongTestData({ resources, testData }: Profile): readonly ProfileMistake[] {
  const everyAttribute = new Set(Object.values(resources).flatMap((model) => attributesOf(model)));
  return [
    ...testData.serverManaged.flatMap((name, index) =>
      everyAttribute.has(name)
        ? []
        : [{ path: ['testData', 'serverManaged', index], message: `no resource has an attribute ${name}` }],
    ),
    ...Object.entries(testData.resources).flatMap(([resource, data]) => {
      const model = resources[resource];
      return model === undefined ? [] : [...wrongFixtures(resource, model, data), ...wrongRoles(resource, model, data)];
    }),
  ];
}

function attributesOf({ attributes }: ResourceProfile): readonly string[] {
  return attributes.rows.map((row) => row.name);
}

function wrongFixtures(
  resource: ResourceName,
  model: ResourceProfile,
  { fixtures }: ResourceTestData,
): readonly ProfileMistake[] {
  const known = attributesOf(model);
  return Object.entries(fixtures).flatMap(([fixture, body]) => {
    const path = ['testData', 'resources', resource, 'fixtures', fixture];
    const lacking = model.create.mandatory.filter(({ name }) => !Object.hasOwn(body, name));
    const unknown = Object.keys(body).filter((name) => !known.includes(name));
    const unset = referencesIn(body).filter((variable) => variable !== 'run');
    return [
      ...lacking.map(({ name }) => ({ path, message: `${fixture} lacks ${name}, which is mandatory at creation` })),
      ...unknown.map((name) => ({ path: [...path, name], message: `${resource} has no attribute ${name}` })),
      ...unset.map((variable) => ({ path, message: `a fixture can refer to \${run} only, not to \${${variable}}` })),
    ];
  });
}

function wrongRoles(
  resource: ResourceName,
  model: ResourceProfile,
  { roles, values = {} }: ResourceTestData,
): readonly ProfileMistake[] {
  const known = attributesOf(model);
  const path = ['testData', 'resources', resource];
  return [
    ...Object.entries(roles).flatMap(([role, names]) =>
      names.flatMap((name, index) =>
        known.includes(name) ? [] : [{ path: [...path, 'roles', role, index], message: `${resource} has no attribute ${name}` }],
      ),
    ),
    ...Object.entries(values).flatMap(([key, value]) =>
      referencesIn(value)
        .filter((role) => !Object.hasOwn(roles, role))
        .map((role) => ({ path: [...path, 'values', key], message: `${resource} has no role ${role}` })),
    ),
  ];
}
