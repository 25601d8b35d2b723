import type { JsonObject } from '../../core/json.ts';
import type { ResourceName } from '../model/resource.ts';

/** A stored resource. Records are replaced, never changed in place; `href` is made when they are shown. */
export type StoredRecord = JsonObject & { readonly id: string };

/** The records of all resources, in the order of their creation. */
export interface Store {
  find(resource: ResourceName, id: string): StoredRecord | undefined;
  list(resource: ResourceName): readonly StoredRecord[];
  /** Adds a record, or replaces the one with its id and keeps its place. */
  put(resource: ResourceName, record: StoredRecord): void;
  remove(resource: ResourceName, id: string): void;
}

/** An empty store in memory. */
export function createStore(): Store {
  const records = new Map<ResourceName, Map<string, StoredRecord>>();
  const of = (resource: ResourceName): Map<string, StoredRecord> => {
    const known = records.get(resource) ?? new Map<string, StoredRecord>();
    records.set(resource, known);
    return known;
  };
  return {
    find: (resource, id) => of(resource).get(id),
    list: (resource) => [...of(resource).values()],
    put: (resource, record) => {
      of(resource).set(record.id, record);
    },
    remove: (resource, id) => {
      of(resource).delete(id);
    },
  };
}
