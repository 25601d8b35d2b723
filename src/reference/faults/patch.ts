import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { type Apply, type FaultEntry, onAnswer, onCall, onRepresentations } from '../fault.ts';
import { badRequest, refuse } from '../operations/error.ts';
import { mergePatch } from '../operations/merge-patch.ts';
import type { Answer, CallOf, Context } from '../operations/operation.ts';
import { represent } from '../operations/representation.ts';
import type { StoredRecord } from '../operations/store.ts';
import { isArray, memberOf, without } from '../operations/values.ts';

type PatchCall = CallOf<'patch'>;

/** Violations in what a patch changes, answers and stores. */
export const PATCH_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'patch-405': {
    summary: 'PATCH is answered 405',
    violates: ['operation.PATCH', 'patch.entity'],
    apply: onCall('patch', () =>
      refuse(
        { status: 405, code: 'method-not-allowed', reason: 'Method not allowed', message: 'PATCH is not allowed here' },
        { allow: 'GET, HEAD, DELETE' },
      ),
    ),
  },
  'patch-202': {
    summary: 'a patch is carried out and answered 202',
    models: ['v1'],
    violates: ['status.PATCH'],
    apply: onAnswer('patch', 'success', (answer) => ({ ...answer, status: 202 })),
  },
  'patch-merge-refused': {
    summary: 'merge patches are answered 415',
    violates: ['patch.entity', 'operation.PATCH'],
    apply: onCall('patch', (call, context, next) =>
      call.format === 'merge'
        ? refuse({ status: 415, code: 'unsupported-media-type', reason: 'Unsupported media type', message: 'use JSON Patch' })
        : next(call, context),
    ),
  },
  'patch-not-stored': {
    summary: 'a patch is answered with the new values, and nothing is stored',
    violates: ['patch.entity'],
    apply: onStore((call, before, context) => context.store.put(call.resource.name, before)),
  },
  'patch-replaces-all': {
    summary: 'a patch replaces the whole record: what it does not mention is lost',
    violates: ['patch.merge-patch'],
    apply: onStore((call, before, { store }) => {
      if (isObject(call.body))
        store.put(call.resource.name, { name: before.name ?? '', ...withoutNulls(call.body), id: call.id });
    }),
  },
  'patch-null-kept': {
    summary: 'null in a patch removes nothing',
    violates: ['patch.merge-patch'],
    apply: onBody((body) => withoutNulls(body)),
  },
  'patch-null-refused': {
    summary: 'a patch with null is answered 400',
    violates: ['patch.merge-patch'],
    apply: onCall('patch', (call, context, next) =>
      isObject(call.body) && Object.values(call.body).includes(null)
        ? refuse(badRequest('invalid-value', 'Invalid attribute value', 'null is no value'))
        : next(call, context),
    ),
  },
  'patch-arrays-appended': {
    summary: 'the elements of an array in a patch are added to those that are there',
    violates: ['patch.patchable.relatedParty', 'patch.patchable.contact'],
    apply: onBody((body, before) =>
      Object.fromEntries(
        Object.entries(body).map(([name, value]) => {
          const old = memberOf(before, name);
          return [name, isArray(value) && isArray(old) ? [...old, ...value] : value];
        }),
      ),
    ),
  },
  'patch-structure-replaced': {
    summary: 'a patch of a part of billStructure replaces the whole of it',
    // v5 has no rows for the parts
    models: ['v1'],
    violates: ['patch.merge-patch'],
    apply: onStore(({ resource, id, body }, before, { store }) => {
      const patched = memberOf(body, 'billStructure');
      if (patched !== undefined) store.put(resource.name, { ...before, billStructure: mergePatch(undefined, patched), id });
    }),
  },
  'patch-description-ignored': {
    summary: 'a patch of the description is answered with success and ignored',
    violates: ['patch.patchable.description'],
    apply: onBody((body) => without(body, ['description'])),
  },
  'patch-description-refused': {
    summary: 'a patch that names the description is answered 400, whatever its value',
    violates: ['patch.patchable.description'],
    apply: onCall('patch', (call, context, next) =>
      memberOf(call.body, 'description') === undefined
        ? next(call, context)
        : refuse(badRequest('not-patchable', 'Attribute is not patchable', 'description cannot be patched')),
    ),
  },
  'patch-changes-id': {
    summary: 'a patch of the id moves the record to it',
    violates: ['patch.non-patchable.id'],
    apply: onFixed('id', (id, { resource }, before, { store }) => {
      store.remove(resource.name, before.id);
      store.put(resource.name, { ...before, id: String(id) });
    }),
  },
  'patch-changes-href': {
    summary: 'a patch of href is taken over',
    violates: ['patch.non-patchable.href'],
    apply: onFixed('href', (href, { resource }, before, { store }) => store.put(resource.name, { ...before, href })),
  },
  'patch-changes-balance': {
    summary: 'a patch of accountBalance is answered 400 and taken over all the same',
    violates: ['patch.non-patchable.accountBalance'],
    models: ['v1'],
    apply: onAnswer('patch', 400, (answer, { resource, id, body }, { store }) => {
      const record = store.find(resource.name, id);
      const accountBalance = memberOf(body, 'accountBalance');
      if (record !== undefined && accountBalance !== undefined) store.put(resource.name, { ...record, accountBalance });
      return answer;
    }),
  },
  'patch-fixed-500': {
    summary: 'a patch of what cannot be patched is answered 500',
    violates: ['patch.non-patchable.id', 'patch.non-patchable.href'],
    apply: onAnswer('patch', 400, (answer) =>
      memberOf(answer.body, 'code') === 'not-patchable' ? { ...answer, status: 500 } : answer,
    ),
  },
  'patch-rules-ignored': {
    summary: 'a patch may create sub-resources without their mandatory sub-attributes',
    violates: ['patch.same-rules'],
    models: ['v1'],
    apply: onCall('patch', (call, context, next) =>
      next({ ...call, resource: { ...call.resource, subAttributes: {} } }, context),
    ),
  },
  'patch-refused-stored': {
    summary: 'a patch that lacks a mandatory sub-attribute is answered 400, and stored all the same',
    violates: ['patch.same-rules'],
    models: ['v1'],
    apply: onAnswer('patch', 400, (answer, { resource, id, body }, { store }) => {
      const record = store.find(resource.name, id);
      if (record !== undefined && memberOf(answer.body, 'code') === 'missing-attribute') {
        store.put(resource.name, { ...record, ...(isObject(body) ? body : {}), id });
      }
      return answer;
    }),
  },
  'patch-reply-without-href': {
    summary: 'the representation in the reply to a patch has no href',
    models: ['v1'],
    violates: ['attribute.href'],
    apply: onRepresentations(['patch'], (representation) => without(representation, ['href'])),
  },
  'patch-reply-outdated': {
    summary: 'the reply to a patch shows the record as it was before',
    violates: ['patch.entity'],
    apply: (call, context, next) => {
      const before = call.operation === 'patch' ? context.store.find(call.resource.name, call.id) : undefined;
      const answer = next(call, context);
      return before === undefined || answer.status >= 300
        ? answer
        : { ...answer, body: represent(call.resource, before, context) };
    },
  },
};

/** A fault in what is stored once a merge patch has been carried out; `before` is the record as it was. */
function onStore(change: (call: PatchCall, before: StoredRecord, context: Context) => void): Apply {
  return onCall('patch', (call, context, next) => {
    const before = context.store.find(call.resource.name, call.id);
    const answer = next(call, context);
    if (before !== undefined && answer.status < 300 && call.format === 'merge') change(call, before, context);
    return answer;
  });
}

/** A fault in how the body of a merge patch is read. */
function onBody(change: (body: JsonObject, before: StoredRecord) => Json): Apply {
  return onCall('patch', (call, context, next) => {
    const before = context.store.find(call.resource.name, call.id);
    const isMeant = call.format === 'merge' && isObject(call.body) && before !== undefined;
    return next(isMeant && isObject(call.body) ? { ...call, body: change(call.body, before) } : call, context);
  });
}

/** A server that lets itself be told an attribute which it alone should decide: it answers with success. */
function onFixed(name: string, take: (value: Json, call: PatchCall, before: StoredRecord, context: Context) => void): Apply {
  return onCall('patch', (call, context, next): Answer => {
    const before = context.store.find(call.resource.name, call.id);
    const value = memberOf(call.body, name);
    if (before === undefined || value === undefined) return next(call, context);
    take(value, call, before, context);
    return { status: 200, body: { ...represent(call.resource, before, context), [name]: value } };
  });
}

function withoutNulls(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}
