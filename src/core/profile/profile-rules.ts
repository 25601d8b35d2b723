import type { Profile } from '../profile.ts';
import { deriveRequirements, namesRequirement, RequirementConflict } from './derive-requirements.ts';
import type { ProfileMistake } from './profile-mistake.ts';
import { unknownRulings, wrongRulings } from './ruling-rules.ts';
import { repeatedNames, wrongTables } from './table-rules.ts';
import { wrongTestData } from './test-data-rules.ts';

/** Finds what contradicts itself, is said twice or refers to nothing within a profile. No mistakes: an empty list. */
export function checkProfile(profile: Profile): readonly ProfileMistake[] {
  return [
    ...unknownResources(profile),
    ...unservedResources(profile),
    ...Object.entries(profile.resources).flatMap(([resource, model]) => wrongTables(['resources', resource], model)),
    ...repeatedNames(profile),
    ...wrongRulings(profile.rulings),
    ...unknownRulings(profile),
    ...wrongTestData(profile),
    ...wrongRequirements(profile),
  ];
}

function unknownResources({ resources, operations, notifications, bindings, testData }: Profile): readonly ProfileMistake[] {
  const named = [
    ...Object.entries(operations).flatMap(([method, row]) =>
      row.resources.map((name, index) => at(name, 'operations', method, 'resources', index)),
    ),
    ...notifications.rows.map((row, index) => at(row.resource, 'notifications', 'rows', index, 'resource')),
    ...Object.keys(bindings.rest.paths).map((name) => at(name, 'bindings', 'rest', 'paths', name)),
    ...Object.keys(testData.resources).map((name) => at(name, 'testData', 'resources', name)),
  ];
  return named
    .filter(({ name }) => !Object.hasOwn(resources, name))
    .map(({ name, path }) => ({ path, message: `${name} is not among the resources of the profile` }));
}

function at(name: string, ...path: ProfileMistake['path']): { readonly name: string; readonly path: ProfileMistake['path'] } {
  return { name, path };
}

function unservedResources({ resources, operations, bindings, testData }: Profile): readonly ProfileMistake[] {
  return Object.keys(resources).flatMap((name) => [
    ...missing(
      Object.values(operations).some((row) => row.resources.includes(name)),
      ['operations'],
      `no operation is for ${name}`,
    ),
    ...missing(Object.hasOwn(bindings.rest.paths, name), ['bindings', 'rest', 'paths'], `${name} has no path`),
    ...missing(Object.hasOwn(testData.resources, name), ['testData', 'resources'], `${name} has no test data`),
  ]);
}

function missing(present: boolean, path: ProfileMistake['path'], message: string): readonly ProfileMistake[] {
  return present ? [] : [{ path, message }];
}

function wrongRequirements(profile: Profile): readonly ProfileMistake[] {
  try {
    const requirements = deriveRequirements(profile);
    return profile.rulings.flatMap(({ decides = [] }, ruling) =>
      decides.flatMap((pattern, index) =>
        requirements.some(({ id }) => namesRequirement(pattern, id))
          ? []
          : [{ path: ['rulings', ruling, 'decides', index], message: `no requirement is called ${pattern}` }],
      ),
    );
  } catch (error) {
    if (error instanceof RequirementConflict) return [{ path: ['resources'], message: error.message }];
    throw error;
  }
}
