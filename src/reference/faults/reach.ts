import { isObject, type Json } from '../../core/json.ts';
import { type FaultEntry, onCall } from '../fault.ts';
import type { Store, StoredRecord } from '../operations/store.ts';

/** Changes that reach further than they should, or not far enough. */
export const REACH_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'patch-shallow': {
    summary: 'a patch of one member inside an attribute replaces the whole attribute',
    violates: ['patch.merge-patch'],
    apply: onCall('patch', (call, context, next) => {
      const answer = next(call, context);
      const record = context.store.find(call.resource.name, call.id);
      if (record === undefined || answer.status >= 300 || call.format !== 'merge' || !isObject(call.body)) return answer;
      const replaced = Object.entries(call.body).filter(([, value]: readonly [string, Json]) => isObject(value));
      context.store.put(call.resource.name, { ...record, ...Object.fromEntries(replaced), id: call.id });
      return answer;
    }),
  },
  'patch-spills': {
    summary: 'a patch changes the other records of the resource too',
    violates: ['patch.entity'],
    apply: onCall('patch', (call, context, next) => {
      const answer = next(call, context);
      if (answer.status >= 300 || call.format !== 'merge' || !isObject(call.body)) return answer;
      for (const other of context.store.list(call.resource.name)) {
        if (other.id !== call.id) context.store.put(call.resource.name, { ...other, ...call.body, id: other.id });
      }
      return answer;
    }),
  },
  'patch-unlisted': {
    summary: 'lists go on showing a record as it was before it was patched',
    violates: ['list.entities'],
    apply: (call, context, next) => {
      const outdated = outdatedIn(context.store);
      if (call.operation === 'patch') {
        const before = context.store.find(call.resource.name, call.id);
        if (before !== undefined && !outdated.has(before.id)) outdated.set(before.id, before);
      }
      if (call.operation !== 'list') return next(call, context);
      const list: Store['list'] = (resource) => context.store.list(resource).map((record) => outdated.get(record.id) ?? record);
      return next(call, { ...context, store: { ...context.store, list } });
    },
  },
  'delete-takes-previous': {
    summary: 'a deletion takes the record that was created before with it',
    violates: ['delete.entity'],
    apply: onCall('delete', (call, context, next) => {
      const records = context.store.list(call.resource.name);
      const previous = records[records.findIndex(({ id }) => id === call.id) - 1];
      if (previous !== undefined) context.store.remove(call.resource.name, previous.id);
      return next(call, context);
    }),
  },
};

const OUTDATED = new WeakMap<Store, Map<string, StoredRecord>>();

/** The records of a server's store as they were before `patch-unlisted` saw them patched. */
function outdatedIn(store: Store): Map<string, StoredRecord> {
  const outdated = OUTDATED.get(store) ?? new Map<string, StoredRecord>();
  OUTDATED.set(store, outdated);
  return outdated;
}
