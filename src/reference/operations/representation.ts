import type { JsonObject } from '../../core/json.ts';
import type { ResourceModel } from '../model/resource.ts';
import type { Context } from './operation.ts';
import type { StoredRecord } from './store.ts';

/** Absolute URL of a record. */
export function hrefOf(resource: ResourceModel, id: string, root: string): string {
  return `${root}/${resource.path}/${encodeURIComponent(id)}`;
}

/** The full representation: id and href are mandatory in response messages; a server on Kafka has a topicRef as well. */
export function represent(resource: ResourceModel, record: StoredRecord, context: Context): JsonObject {
  const { id, ...attributes } = record;
  const topicRef = resource.addresses.includes('topicRef') ? context.topicRefOf?.(resource) : undefined;
  return { id, href: hrefOf(resource, id, context.root), ...(topicRef !== undefined && { topicRef }), ...attributes };
}

/**
 * Attribute selection: the named first-level attributes, with those that the model shows unasked. Without names,
 * everything; names that the record does not have are passed over.
 */
export function reduce(representation: JsonObject, fields: readonly string[] | undefined, context: Context): JsonObject {
  if (fields === undefined) return representation;
  const always = context.api.unasked[context.reading];
  return Object.fromEntries(Object.entries(representation).filter(([name]) => [...always, ...fields].includes(name)));
}
