import type { Exchange } from '../exchange.ts';
import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import { identifierOf } from './own-records.ts';

/** What the replies of one resource have shown so far, beyond what scenarios capture. */
export interface Observations {
  /** Attributes in unreduced answers about the run's own records (AMB-R56). */
  readonly shownAttributes: ReadonlySet<string>;
  /** Attributes of which a creation got another value than it sent, or none (AMB-R39). */
  readonly managedAttributes: ReadonlySet<string>;
  /** Attributes whose value was another one in the next retrieval, though nobody had patched the record (AMB-R56). */
  readonly movingAttributes: ReadonlySet<string>;
  /** Ids in lists, those of others too: an id that nobody has is none of them (AMB-R55). */
  readonly listedIds: ReadonlySet<string>;
  note(exchange: Exchange, ownIds: ReadonlySet<string>): void;
}

/**
 * Starts without any observation.
 *
 * @param mayBeManaged attributes that a server may manage itself
 */
export function createObservations(mayBeManaged: readonly string[]): Observations {
  const managedAttributes = new Set<string>();
  const movingAttributes = new Set<string>();
  const seen = new Map<string, JsonObject>();
  const shownAttributes = new Set<string>();
  const listedIds = new Set<string>();
  return {
    shownAttributes,
    managedAttributes,
    movingAttributes,
    listedIds,
    note({ request, outcome }, ownIds) {
      if (request.operation === 'patch' && request.id !== undefined) seen.delete(request.id);
      if (outcome.kind === 'failure' || outcome.status >= 300 || outcome.body.kind !== 'json') return;
      // a subscription is no record of the resource
      if (request.operation === 'subscribe' || request.operation === 'unsubscribe') return;
      const { value } = outcome.body;
      if (request.operation === 'create' && isObject(request.body) && isObject(value)) {
        for (const name of mayBeManaged) {
          const sent = request.body[name];
          if (sent !== undefined && JSON.stringify(sent) !== JSON.stringify(value[name])) managedAttributes.add(name);
        }
      }
      if (request.operation === 'retrieve' && request.fields === undefined && isObject(value)) {
        const id = identifierOf(value) ?? '';
        const before = seen.get(id);
        seen.set(id, value);
        for (const name of mayBeManaged) {
          if (before !== undefined && JSON.stringify(before[name]) !== JSON.stringify(value[name])) movingAttributes.add(name);
        }
      }
      const records: readonly Json[] = Array.isArray(value) ? value : [value];
      for (const record of records) {
        const id = identifierOf(record);
        if (request.operation === 'list' && id !== undefined) listedIds.add(id);
        const own = request.operation !== 'list' || (id !== undefined && ownIds.has(id));
        if (!own || request.fields !== undefined || !isObject(record)) continue;
        for (const [name, member] of Object.entries(record)) if (member !== null) shownAttributes.add(name);
      }
    },
  };
}
