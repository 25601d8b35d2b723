import { closest } from '../adapters/edit-distance.ts';
import type { Fault, FaultEntry } from './fault.ts';
import { CREATE_FAULTS } from './faults/create.ts';
import { DEFAULT_FAULTS } from './faults/defaults.ts';
import { DELETE_FAULTS } from './faults/delete.ts';
import { LIST_FAULTS } from './faults/list.ts';
import { NOTIFICATION_FAULTS } from './faults/notification.ts';
import { PATCH_FAULTS } from './faults/patch.ts';
import { REACH_FAULTS } from './faults/reach.ts';
import { REPRESENTATION_FAULTS } from './faults/representation.ts';
import { RETRIEVE_FAULTS } from './faults/retrieve.ts';
import { RULE_FAULTS } from './faults/rules.ts';
import { SEARCH_FAULTS } from './faults/search.ts';
import { SELECTION_FAULTS } from './faults/selection.ts';
import type { HubFault } from './hub-fault.ts';
import { RESOURCES } from './model.ts';
import type { Handler } from './operation.ts';

const ENTRIES: Readonly<Record<string, FaultEntry>> = {
  ...CREATE_FAULTS,
  ...LIST_FAULTS,
  ...RETRIEVE_FAULTS,
  ...REPRESENTATION_FAULTS,
  ...DEFAULT_FAULTS,
  ...RULE_FAULTS,
  ...SELECTION_FAULTS,
  ...SEARCH_FAULTS,
  ...PATCH_FAULTS,
  ...REACH_FAULTS,
  ...DELETE_FAULTS,
  ...NOTIFICATION_FAULTS,
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
  const { outgoing, ...hub } = fault.hub ?? {};
  return {
    ...fault,
    // the hub itself is of no resource: what is wrong with it is so for all
    ...(fault.hub && { hub: outgoing ? { ...hub, outgoing: limitOutgoing(outgoing, resource) } : hub }),
    apply: (call, context, next) => (call.resource.name === resource ? fault.apply(call, context, next) : next(call, context)),
  };
}

function limitOutgoing(outgoing: NonNullable<HubFault['outgoing']>, resource: string): NonNullable<HubFault['outgoing']> {
  return (one, event, lateBy) => (event.resource.name === resource ? outgoing(one, event, lateBy) : [one]);
}

function unknown(what: string, given: string, known: readonly string[]): Error {
  return new Error(`there is no ${what} "${given}"; did you mean "${closest(given, known)}"?`);
}
