import type { Bindings, Profile } from '../profile.ts';
import { deriveRequirements, namesRequirement, RequirementConflict } from './derive-requirements.ts';
import { wrongNotifications } from './notification-rules.ts';
import type { ProfileMistake } from './profile-mistake.ts';
import { unknownRulings, wrongRulings } from './ruling-rules.ts';
import { repeatedNames, wrongTables } from './table-rules.ts';
import { wrongTestData } from './test-data-rules.ts';
import { sharedTopics } from './topic-rules.ts';

/** Finds what contradicts itself, is said twice or refers to nothing within a profile. No mistakes: an empty list. */
export function checkProfile(profile: Profile): readonly ProfileMistake[] {
  return [
    ...unknownResources(profile),
    ...unservedResources(profile),
    ...Object.entries(profile.resources).flatMap(([resource, model]) => wrongTables(['resources', resource], model)),
    ...repeatedNames(profile),
    ...sharedTopics(profile.bindings),
    ...wrongNotifications(profile),
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
    ...served(bindings),
    ...Object.keys(testData.resources).map((name) => at(name, 'testData', 'resources', name)),
  ];
  return named
    .filter(({ name }) => !Object.hasOwn(resources, name))
    .map(({ name, path }) => ({ path, message: `${name} is not among the resources of the profile` }));
}

/** Everything that a binding names resources by, with its place. */
function served({ rest, kafka }: Bindings): readonly ReturnType<typeof at>[] {
  const below = (table: object, ...path: ProfileMistake['path']) =>
    Object.keys(table).map((name) => at(name, 'bindings', ...path, name));
  return [
    ...(rest === undefined ? [] : below(rest.paths, 'rest', 'paths')),
    ...(kafka === undefined ? [] : [...below(kafka.members, 'kafka', 'members'), ...below(kafka.topics, 'kafka', 'topics')]),
  ];
}

function unbound({ rest, kafka }: Bindings, name: string): readonly ProfileMistake[] {
  if (rest !== undefined) return missing(Object.hasOwn(rest.paths, name), ['bindings', 'rest', 'paths'], `${name} has no path`);
  return [
    ...missing(Object.hasOwn(kafka.members, name), ['bindings', 'kafka', 'members'], `${name} has no name in paths and events`),
    ...missing(Object.hasOwn(kafka.topics, name), ['bindings', 'kafka', 'topics'], `${name} has no topics`),
  ];
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
    ...unbound(bindings, name),
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
