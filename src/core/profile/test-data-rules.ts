import type { Json } from '../json.ts';
import type { Profile, ResourceName, ResourceProfile, ResourceTestData } from '../profile.ts';
import { referencesIn } from '../template.ts';
import type { ProfileMistake } from './profile-mistake.ts';
import { WHOLE } from './resource-tables.ts';

/** What no fixture has: the server makes it, unless a reading says otherwise (AMB-R07). */
const NEVER_SENT = 'lastModified';

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
      if (model === undefined) return [];
      return [
        ...wrongFixtures(resource, model, data),
        ...incompleteWhole(resource, model, data),
        ...wrongPatches(resource, model, data),
        ...wrongRoles(resource, model, data),
      ];
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
    return [
      ...lacking.map(({ name }) => ({ path, message: `${fixture} lacks ${name}, which is mandatory at creation` })),
      ...unknown.map((name) => ({ path: [...path, name], message: `${resource} has no attribute ${name}` })),
      ...unknownReferences(body, 'a fixture', path),
    ];
  });
}

/** What the fixture lacks is tried nowhere: no patch, no selection and no search would ever be made with it. */
function incompleteWhole(
  resource: ResourceName,
  { create }: ResourceProfile,
  { fixtures }: ResourceTestData,
): readonly ProfileMistake[] {
  const whole = fixtures[WHOLE];
  if (whole === undefined) return [];
  const path = ['testData', 'resources', resource, 'fixtures', WHOLE];
  return create.optional
    .filter(({ name }) => name !== NEVER_SENT && !Object.hasOwn(whole, name))
    .map(({ name }) => ({ path, message: `${WHOLE} lacks ${name}, and holds every attribute that a creation may give` }));
}

/** Values for patches whose outcome the tables do not tell, or that would change nothing. */
function wrongPatches(
  resource: ResourceName,
  { patch }: ResourceProfile,
  { fixtures, changes = {}, forbidden = {} }: ResourceTestData,
): readonly ProfileMistake[] {
  const path = ['testData', 'resources', resource];
  const strangers = (group: string, names: readonly string[], table: readonly string[], word: string) =>
    names
      .filter((name) => !table.includes(name))
      .map((name) => ({ path: [...path, group, name], message: `${name} is not ${word} on ${resource}` }));
  const same = (name: string) => JSON.stringify(fixtures[WHOLE]?.[name]);
  return [
    ...strangers('changes', Object.keys(changes), patch.patchable, 'patchable'),
    ...strangers('forbidden', Object.keys(forbidden), patch.nonPatchable, 'non-patchable'),
    ...Object.entries(changes)
      .filter(([name, value]) => same(name) === JSON.stringify(value))
      .map(([name]) => ({
        path: [...path, 'changes', name],
        message: `${WHOLE} has the same value, so it would change nothing`,
      })),
    ...unknownReferences(changes, 'a change', [...path, 'changes']),
    ...unknownReferences(forbidden, 'a forbidden value', [...path, 'forbidden']),
  ];
}

function unknownReferences(value: Json, what: string, path: ProfileMistake['path']): readonly ProfileMistake[] {
  return referencesIn(value)
    .filter((variable) => variable !== 'run')
    .map((variable) => ({ path, message: `${what} can refer to \${run} only, not to \${${variable}}` }));
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
