import { type FaultEntry, onAnswer, onCall } from '../fault.ts';
import type { ResourceName } from '../model/resource.ts';
import { refuse } from '../operations/error.ts';
import { represent } from '../operations/representation.ts';
import type { Store, StoredRecord } from '../operations/store.ts';
import { isArray } from '../operations/values.ts';

/** Violations in deletions. */
export const DELETE_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'delete-refused': {
    summary: 'DELETE is answered 405',
    violates: ['operation.DELETE'],
    apply: onCall('delete', () =>
      refuse(
        { status: 405, code: 'method-not-allowed', reason: 'Method not allowed', message: 'DELETE is not allowed here' },
        { allow: 'GET, HEAD, PATCH' },
      ),
    ),
  },
  'delete-202': {
    summary: 'a deletion is carried out and answered 202',
    violates: ['status.DELETE'],
    models: ['v1'],
    apply: onAnswer('delete', 'success', (answer) => ({ ...answer, status: 202 })),
  },
  'delete-keeps': {
    summary: 'a deletion is answered with success, and the record stays',
    violates: ['delete.entity'],
    apply: onCall('delete', (call, context, next) => {
      const record = context.store.find(call.resource.name, call.id);
      const answer = next(call, context);
      if (record !== undefined) context.store.put(call.resource.name, record);
      return answer;
    }),
  },
  'delete-in-list': {
    summary: 'lists still show what was deleted',
    violates: ['delete.entity'],
    apply: (call, context, next) => {
      const deleted = deletedFrom(context.store, call.resource.name);
      const record = call.operation === 'delete' ? context.store.find(call.resource.name, call.id) : undefined;
      const answer = next(call, context);
      if (record !== undefined) deleted.push(record);
      if (call.operation !== 'list' || !isArray(answer.body)) return answer;
      const ghosts = deleted.map((ghost) => represent(call.resource, ghost, context));
      return { ...answer, body: [...answer.body, ...ghosts] };
    },
  },
};

const DELETED = new WeakMap<Store, Map<ResourceName, StoredRecord[]>>();

/** What was deleted from a server's store while `delete-in-list` looked on. */
function deletedFrom(store: Store, resource: ResourceName): StoredRecord[] {
  const of = DELETED.get(store) ?? new Map<ResourceName, StoredRecord[]>();
  DELETED.set(store, of);
  const deleted = of.get(resource) ?? [];
  of.set(resource, deleted);
  return deleted;
}
