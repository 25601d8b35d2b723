import type { JsonObject } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';
import type { ResourceModel } from '../model/resource.ts';
import { eventsOf } from '../notifications/change.ts';
import { fillDefaults } from './defaults.ts';
import { badRequest, refuse } from './error.ts';
import type { Answer, CallOf, Context } from './operation.ts';
import { represent } from './representation.ts';
import { checkSubAttributes } from './sub-attributes.ts';
import { checkMandatory, checkTypes } from './value-types.ts';
import { without } from './values.ts';

/** "API POST OPERATION CONFORMANCE": 201, the location and the full representation. */
export function create(call: CallOf<'create'>, context: Context): Answer {
  const { resource, body } = call;
  if (!isObject(body)) return refuse(badRequest('not-an-object', 'Not an object', `a ${resource.name} is a JSON object`));
  const attributes = clientAttributes(resource, body, context);
  const problem =
    checkMandatory(resource, attributes) ?? checkTypes(resource, attributes) ?? checkSubAttributes(resource, attributes);
  return problem ? refuse(problem) : admit(resource, attributes, context);
}

/** Stores attributes as a new record, with defaults and generated values, unchecked. */
export function admit(resource: ResourceModel, attributes: JsonObject, context: Context): Answer {
  const { timestamp } = resource;
  const id = context.newId();
  const record = {
    ...(resource.isTyped && { '@type': resource.name }),
    ...(timestamp && { [timestamp.name]: context.now().toISOString() }),
    ...fillDefaults(resource, attributes, context),
    id,
  };
  context.store.put(resource.name, record);
  const representation = represent(resource, record, context);
  return {
    status: 201,
    body: representation,
    location: String(representation.href),
    events: eventsOf(resource, undefined, representation),
  };
}

/** What a client may set: no id, no address, and a timestamp only by the letter. A `null` says the same as leaving it out. */
function clientAttributes(resource: ResourceModel, body: JsonObject, context: Context): JsonObject {
  const { addresses, timestamp } = resource;
  const isKept = timestamp === undefined || (timestamp.isClientSettable && context.reading === 'literal');
  return withoutNulls(without(body, ['id', ...addresses, ...(isKept ? [] : [timestamp.name])]));
}

/** Drops first-level members that are `null`. */
export function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}
