import type { JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { eventsOf } from './change.ts';
import { fillDefaults } from './defaults.ts';
import { badRequest, refuse } from './error.ts';
import type { ResourceModel } from './model.ts';
import type { Answer, CallOf, Context } from './operation.ts';
import { represent } from './representation.ts';
import { checkSubAttributes } from './sub-attributes.ts';
import { checkName, checkTypes } from './value-types.ts';
import { without } from './values.ts';

/** "API POST OPERATION CONFORMANCE": 201, the location and the full representation. */
export function create(call: CallOf<'create'>, context: Context): Answer {
  const { resource, body } = call;
  if (!isObject(body)) return refuse(badRequest('not-an-object', 'Not an object', `a ${resource.name} is a JSON object`));
  const attributes = clientAttributes(resource, body, context);
  const problem = checkName(resource, attributes) ?? checkTypes(resource, attributes) ?? checkSubAttributes(resource, attributes);
  return problem ? refuse(problem) : admit(resource, attributes, context);
}

/** Stores attributes as a new record, with defaults and generated values, unchecked. */
export function admit(resource: ResourceModel, attributes: JsonObject, context: Context): Answer {
  const generated = resource.lastModified === 'none' ? {} : { lastModified: context.now().toISOString() };
  const id = context.newId();
  const record = { ...generated, ...fillDefaults(resource, attributes, context), id };
  context.store.put(resource.name, record);
  const representation = represent(resource, record, context.root);
  return {
    status: 201,
    body: representation,
    location: String(representation.href),
    events: eventsOf(resource, undefined, representation),
  };
}

/** What a client may set: not id and href, and lastModified only by the letter. A `null` says the same as leaving it out. */
function clientAttributes(resource: ResourceModel, body: JsonObject, context: Context): JsonObject {
  const keepsLastModified = resource.lastModified === 'client-settable' && context.reading === 'literal';
  const generated = keepsLastModified || resource.lastModified === 'none' ? ['id', 'href'] : ['id', 'href', 'lastModified'];
  return withoutNulls(without(body, generated));
}

/** Drops first-level members that are `null`. */
export function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}
