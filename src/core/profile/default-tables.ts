import type { JsonObject } from '../json.ts';
import type { ResourceProfile } from '../profile.ts';

/**
 * The rows of a "Default Values Summary" by how a server makes the value, as far as the fixture has what they are part of.
 *
 * `defaultValues`: fixed values, by their path. `structures`: the attributes that these are part of. `periods`: the
 * sub-resources whose period begins on the current date. `generated`: what the server makes.
 */
export function defaultTables({ create }: ResourceProfile, whole: JsonObject): JsonObject {
  const isCarried = ({ attribute }: { readonly attribute: string }) => Object.hasOwn(whole, attribute);
  const defaultValues = create.defaults
    .flatMap((row) => (row.kind === 'value' ? [{ id: row.attribute, attribute: firstOf(row.attribute), value: row.value }] : []))
    .filter(isCarried);
  const periods = create.defaults
    .flatMap((row) => (row.kind === 'current-date' ? row.within.map((context) => periodOf(context, row.attribute)) : []))
    .filter(isCarried);
  return {
    defaultValues,
    structures: [...new Set(defaultValues.map(({ attribute }) => attribute))],
    periods,
    generated: create.defaults.flatMap((row) => (row.kind === 'generated' ? [row.attribute] : [])),
  };
}

function periodOf(context: string, path: string) {
  return { id: `${context}.${path}`, attribute: context, requirement: `create.default.${path}` };
}

function firstOf(path: string): string {
  return path.split('.', 1)[0] ?? path;
}
