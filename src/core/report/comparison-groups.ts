import type { Both, Comparison, Difference, DifferenceSide, Sighting } from './comparison-model.ts';

/** The same difference at one or several resources, told once. */
export interface DifferenceGroup {
  readonly requirement: string;
  readonly resources: readonly string[];
  /** Of the first of these resources. */
  readonly sides: Both<DifferenceSide>;
}

/** Differences of one requirement with the same statuses, for the same reasons. */
export function groupDifferences(differences: readonly Difference[]): readonly DifferenceGroup[] {
  const groups = new Map<string, { requirement: string; resources: string[]; sides: Both<DifferenceSide> }>();
  for (const { requirement, resource, sides } of differences) {
    const key = JSON.stringify([requirement, ...sides.map(({ status, finding }) => [status, finding?.code])]);
    const group = groups.get(key) ?? { requirement, resources: [], sides };
    group.resources.push(resource);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** What became of one kind of change in one direction, over all resources. */
export interface SightingGroup extends Pick<Sighting, 'act' | 'by' | 'at'> {
  readonly results: readonly Pick<Sighting, 'resource' | 'result' | 'why'>[];
}

/** As the life of a record goes. */
const ACTS: readonly Sighting['act'][] = ['created', 'patched', 'deleted'];

/** Sightings by what was done and where. */
export function groupSightings({ sightings }: Pick<Comparison, 'sightings'>): readonly SightingGroup[] {
  const groups = new Map<string, SightingGroup & { readonly results: Sighting[] }>();
  for (const sighting of sightings) {
    const { act, by, at } = sighting;
    const key = `${act} ${by}`;
    const group = groups.get(key) ?? { act, by, at, results: [] };
    group.results.push(sighting);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.by - b.by || ACTS.indexOf(a.act) - ACTS.indexOf(b.act));
}
