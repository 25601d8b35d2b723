import type { Json, JsonObject } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';
import { type Apply, type FaultEntry, onCall } from '../fault.ts';
import type { ResourceModel } from '../model/resource.ts';
import { isBlank, memberOf } from '../operations/values.ts';

const NAMES = [
  'create.default.billStructure.cycleSpecification.name',
  'create.default.billStructure.format.name',
  'create.default.billStructure.presentationMedia.name',
];
const BEGINNING = 'create.default.validFor.startDateTime';

/** Violations in what a server fills in where a creation, or a patch, leaves something out. */
export const DEFAULT_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'default-names-missing': {
    summary: 'what is left out of a bill structure gets no name',
    violates: NAMES,
    apply: onModel('create', (resource) => ({ ...resource, defaults: {} })),
  },
  'default-names-of-parts-missing': {
    summary: 'a part of a bill structure that is left out gets its name, one that came without a name does not',
    violates: NAMES,
    apply: onModel('create', (resource, body) => ({
      ...resource,
      defaults: Object.fromEntries(Object.entries(resource.defaults).filter(([path]) => isBlank(partOf(body, path)))),
    })),
  },
  'default-names-swapped': {
    summary: 'the default names of a bill structure are given to the wrong parts',
    violates: NAMES,
    apply: onModel('create', (resource) => {
      const values = Object.values(resource.defaults);
      const shifted = Object.keys(resource.defaults).map((path, index) => [path, values.at(index - 1) ?? ''] as const);
      return { ...resource, defaults: Object.fromEntries(shifted) };
    }),
  },
  'default-names-overwrite': {
    summary: 'default names replace the other parts of a bill structure where one name is left out',
    violates: NAMES,
    apply: onCall('create', (call, context, next) => {
      const given = memberOf(call.body, 'billStructure');
      const parts = Object.values(isObject(given) ? given : {});
      const lacksName = parts.some((part) => isObject(part) && isBlank(part.name));
      if (!isObject(call.body) || !lacksName) return next(call, context);
      return next({ ...call, body: { ...call.body, billStructure: {} } }, context);
    }),
  },
  'default-structure-invented': {
    summary: 'a bill structure that was not sent is made with other names than the defaults',
    violates: NAMES,
    apply: onCall('create', (call, context, next) => {
      if (!isObject(call.body) || call.resource.attributes.billStructure === undefined) return next(call, context);
      const billStructure: Json = call.body.billStructure ?? {
        cycleSpecification: { name: 'Any' },
        format: { name: 'Any' },
        presentationMedia: { name: 'Any' },
      };
      return next({ ...call, body: { ...call.body, billStructure } }, context);
    }),
  },
  'period-without-beginning': {
    summary: 'a period that a creation gives without its beginning has none',
    violates: [BEGINNING],
    apply: onModel('create', (resource) => ({ ...resource, startsPeriods: false })),
  },
  'period-from-1970': {
    summary: 'a period that a creation gives without its beginning begins in 1970',
    violates: [BEGINNING],
    apply: onCall('create', (call, context, next) => next(call, { ...context, now: () => new Date(0) })),
  },
  'patch-period-without-beginning': {
    summary: 'a period that a patch gives without its beginning has none',
    violates: ['patch.same-rules'],
    apply: onModel('patch', (resource) => ({ ...resource, startsPeriods: false })),
  },
  'last-modified-missing': {
    summary: 'a creation makes no lastModified',
    violates: ['create.default.lastModified'],
    apply: onModel('create', (resource) => ({ ...resource, timestamp: undefined })),
  },
};

/** A server that keeps other rules for a resource than it should. */
function onModel(operation: 'create' | 'patch', change: (resource: ResourceModel, body: Json) => ResourceModel): Apply {
  return onCall(operation, (call, context, next) => next({ ...call, resource: change(call.resource, call.body) }, context));
}

/** `billStructure.format` of a body, for the path of a name within it. */
function partOf(body: Json, path: string): JsonObject[string] | undefined {
  const [structure = '', part = ''] = path.split('.');
  return memberOf(memberOf(body, structure), part);
}
