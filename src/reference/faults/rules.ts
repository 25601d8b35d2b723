import { isObject, type JsonObject } from '../../core/json.ts';
import { type Apply, type FaultEntry, onAnswer, onCall } from '../fault.ts';
import type { ResourceModel } from '../model/resource.ts';
import { admit } from '../operations/create.ts';
import { checkSubAttributes } from '../operations/sub-attributes.ts';
import { isArray, isBlank, memberOf } from '../operations/values.ts';

const RULES: Readonly<Record<string, readonly string[]>> = {
  taxExemption: ['issuingJurisdiction', 'validFor'],
  accountRelationship: ['relationshipType', 'validFor'],
  contact: ['contactType', 'validFor'],
  accountBalance: ['type', 'amount', 'validFor', 'status'],
};
const EVERY_RULE = idsOf(() => true);

/** Violations of the rules on sub-attributes at creation. */
export const RULE_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'rules-ignored': {
    summary: 'sub-resources are created without their mandatory sub-attributes',
    violates: EVERY_RULE,
    apply: enforcing(() => []),
  },
  'rules-without-last': {
    summary: 'the last mandatory sub-attribute of each context may be left out',
    violates: idsOf((names, name) => name === names.at(-1)),
    apply: enforcing((names) => names.slice(0, -1)),
  },
  'rules-only-last': {
    summary: 'only the last mandatory sub-attribute of each context is asked for',
    violates: idsOf((names, name) => name !== names.at(-1)),
    apply: enforcing((names) => names.slice(-1)),
  },
  'rules-first-element': {
    summary: 'mandatory sub-attributes are asked for in the first element of an array alone',
    violates: EVERY_RULE,
    apply: onCall('create', (call, context, next) => {
      const isRefused = isObject(call.body) && checkSubAttributes(call.resource, firstElements(call.body)) !== undefined;
      return next(isRefused ? call : { ...call, resource: { ...call.resource, subAttributes: {} } }, context);
    }),
  },
  'rules-refused-stored': {
    summary: 'a creation that lacks a mandatory sub-attribute is answered 400, and stored all the same',
    violates: EVERY_RULE,
    apply: onAnswer('create', 400, (answer, { resource, body }, context) => {
      if (isObject(body) && !isBlank(body.name) && memberOf(answer.body, 'code') === 'missing-attribute') {
        admit(resource, body, context);
      }
      return answer;
    }),
  },
};

function firstElements(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, isArray(value) ? value.slice(0, 1) : value]));
}

/** A server that asks for some of the mandatory sub-attributes of each context. */
function enforcing(some: (names: readonly string[]) => readonly string[]): Apply {
  const changed = ({ subAttributes }: ResourceModel) =>
    Object.fromEntries(Object.entries(subAttributes).map(([context, names]) => [context, some(names)]));
  return onCall('create', (call, context, next) =>
    next({ ...call, resource: { ...call.resource, subAttributes: changed(call.resource) } }, context),
  );
}

/** The requirements on these sub-attributes. */
function idsOf(isMeant: (names: readonly string[], name: string) => boolean): readonly string[] {
  return Object.entries(RULES).flatMap(([context, names]) =>
    names.filter((name) => isMeant(names, name)).map((name) => `create.sub-attribute.${context}.${name}`),
  );
}
