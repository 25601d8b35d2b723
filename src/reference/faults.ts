import { closest } from '../adapters/edit-distance.ts';
import type { Fault, FaultEntry } from './fault.ts';
import { CREATE_FAULTS } from './faults/create.ts';
import { LIST_FAULTS } from './faults/list.ts';
import { REPRESENTATION_FAULTS } from './faults/representation.ts';
import { RETRIEVE_FAULTS } from './faults/retrieve.ts';
import { RESOURCES } from './model.ts';
import type { Handler } from './operation.ts';

const ENTRIES: Readonly<Record<string, FaultEntry>> = {
  ...CREATE_FAULTS,
  ...LIST_FAULTS,
  ...RETRIEVE_FAULTS,
  ...REPRESENTATION_FAULTS,
};

/** The seeded violations by id. */
export const FAULTS: Readonly<Record<string, Fault>> = Object.fromEntries(
  Object.entries(ENTRIES).map(([id, entry]) => [id, { id, ...entry }]),
);

/** Finds faults by `ID` or `ID@Resource`, the latter limited to one resource. Throws on an unknown name, with the nearest one. */
export function selectFaults(names: readonly string[]): Fault[] {
  return names.map((name) => {
    const [id = '', resource] = name.split('@', 2);
    const fault = Object.hasOwn(FAULTS, id) ? FAULTS[id] : undefined;
    if (!fault) throw unknown('fault', id, Object.keys(FAULTS));
    return resource === undefined ? fault : limit(fault, resource);
  });
}

/** The handler with faults before it; the first one named stands outermost. */
export function withFaults(faults: readonly Fault[], handler: Handler): Handler {
  return faults.reduceRight<Handler>((next, fault) => (call, context) => fault.apply(call, context, next), handler);
}

function limit(fault: Fault, resource: string): Fault {
  const names = RESOURCES.map(({ name }) => name);
  if (!names.some((name) => name === resource)) throw unknown('resource', resource, names);
  return {
    ...fault,
    apply: (call, context, next) => (call.resource.name === resource ? fault.apply(call, context, next) : next(call, context)),
  };
}

function unknown(what: string, given: string, known: readonly string[]): Error {
  return new Error(`there is no ${what} "${given}"; did you mean "${closest(given, known)}"?`);
}
