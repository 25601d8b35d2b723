import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { type FaultEntry, onAnswer, onCall, onEvents, onRepresentations } from '../fault.ts';
import type { Call, CallOf, Context } from '../operations/operation.ts';
import { represent } from '../operations/representation.ts';
import { isArray, memberOf, without } from '../operations/values.ts';

const EVERYWHERE: readonly Call['operation'][] = ['create', 'list', 'retrieve', 'patch'];

/** Violations of what v5 has and v1.1.0 has not. */
export const V5_FAULTS: Readonly<Record<string, FaultEntry>> = Object.fromEntries(
  Object.entries<Omit<FaultEntry, 'models'>>({
    'accepts-without-related-party': {
      summary: 'an account is created without relatedParty',
      violates: ['create.mandatory.relatedParty'],
      apply: onCall('create', (call, context, next) =>
        next({ ...call, resource: { ...call.resource, mandatory: ['name'] } }, context),
      ),
    },
    'related-party-dropped': {
      summary: 'the related party that an account is created with is neither stored nor shown',
      violates: ['create.entity'],
      apply: onStored((record) => without(record, ['relatedParty'])),
    },
    'related-party-of-another': {
      summary: 'an account is created with another related party than was asked for',
      violates: ['TC_N1.create.match', 'create.entity'],
      apply: onStored((record) =>
        'relatedParty' in record ? { ...record, relatedParty: [{ id: '0', role: 'other' }] } : record,
      ),
    },
    'create-not-stored': {
      summary: 'a creation is answered with the new record, and nothing is stored',
      violates: ['TC_N1.list.contains', 'TC_N1.retrieve.status'],
      apply: onAnswer('create', 'success', (answer, { resource }, { store }) => {
        const id = memberOf(answer.body, 'id');
        if (typeof id === 'string') store.remove(resource.name, id);
        return answer;
      }),
    },
    'type-of-another': {
      summary: 'the @type of every record is that of another resource',
      violates: ['resource.representation'],
      apply: onRepresentations(EVERYWHERE, (representation, { resource }) =>
        '@type' in representation
          ? { ...representation, '@type': resource.name === 'BillFormat' ? 'PartyAccount' : 'BillFormat' }
          : representation,
      ),
    },
    'patch-changes-type': {
      summary: 'a patch of @type is taken over',
      violates: ['patch.non-patchable.@type'],
      apply: patchable('@type'),
    },
    'patch-changes-base-type': {
      summary: 'a patch of @baseType is taken over',
      violates: ['patch.non-patchable.@baseType'],
      apply: patchable('@baseType'),
    },
    'patch-changes-schema-location': {
      summary: 'a patch of @schemaLocation is taken over',
      violates: ['patch.non-patchable.@schemaLocation'],
      apply: patchable('@schemaLocation'),
    },
    'patch-changes-last-update': {
      summary: 'a patch of lastUpdate is taken over',
      violates: ['patch.non-patchable.lastUpdate'],
      apply: onCall('patch', (call, context, next) => {
        const answer = next(stripped(call, 'lastUpdate'), context);
        const lastUpdate = memberOf(call.body, 'lastUpdate');
        const record = context.store.find(call.resource.name, call.id);
        if (lastUpdate === undefined || record === undefined || answer.status >= 300) return answer;
        const changed = { ...record, lastUpdate };
        context.store.put(call.resource.name, changed);
        return { ...answer, body: represent(call.resource, changed, context) };
      }),
    },
    'patch-201': {
      summary: 'a patch is answered 201',
      violates: ['status.PATCH'],
      apply: onAnswer('patch', 'success', (answer) => ({ ...answer, status: 201 })),
    },
    'list-of-ids': {
      summary: 'a list holds ids in place of records',
      violates: ['TC_N1.list.contains'],
      apply: onCall('list', (call, context, next) => {
        const answer = next(call, context);
        return isArray(answer.body) ? { ...answer, body: answer.body.map((element) => memberOf(element, 'id') ?? null) } : answer;
      }),
    },
    'notify-unchanged': {
      summary: 'a notification of changed attributes holds no attribute but the name of the record, as it was',
      violates: ['notification.payload'],
      apply: onEvents((events) =>
        events.map((event) => {
          if (event.kind !== 'AttributeValueChange') return event;
          const { id = '', href = '' } = event.representation;
          return { ...event, representation: { '@type': event.resource.name, id, href } };
        }),
      ),
    },
    'notify-nameless': {
      summary: 'a notification of a creation lacks the name of the record',
      violates: ['notification.payload'],
      apply: onEvents((events) =>
        events.map((event) =>
          event.kind === 'Creation' ? { ...event, representation: without(event.representation, ['name']) } : event,
        ),
      ),
    },
    'notify-stateless': {
      summary: 'a notification of a changed state lacks the state',
      violates: ['notification.payload'],
      apply: onEvents((events) =>
        events.map((event) =>
          event.kind === 'StateChange' ? { ...event, representation: without(event.representation, ['state']) } : event,
        ),
      ),
    },
  }).map(([id, entry]) => [id, { ...entry, models: ['v5'] }]),
);

/** A fault in what a creation stores, and therefore in what its answer and its notification show. */
function onStored(change: (record: JsonObject) => JsonObject): NonNullable<FaultEntry['apply']> {
  return onAnswer('create', 'success', (answer, { resource }, context) => {
    const id = memberOf(answer.body, 'id');
    const record = typeof id === 'string' ? context.store.find(resource.name, id) : undefined;
    if (record === undefined) return answer;
    const changed = { ...change(record), id: record.id };
    context.store.put(resource.name, changed);
    return { ...answer, body: represent(resource, changed, context) };
  });
}

/** A server to which an attribute is like any other. */
function patchable(name: string): NonNullable<FaultEntry['apply']> {
  return onCall('patch', (call, context: Context, next) => {
    const fixed = call.resource.fixed.filter((attribute) => attribute !== name);
    return next({ ...call, resource: { ...call.resource, fixed } }, context);
  });
}

function stripped(call: CallOf<'patch'>, name: string): CallOf<'patch'> {
  const { body }: { readonly body: Json } = call;
  return isObject(body) ? { ...call, body: without(body, [name]) } : call;
}
