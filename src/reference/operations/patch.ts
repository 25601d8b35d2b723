import type { Json, JsonObject } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';
import type { ResourceModel } from '../model/resource.ts';
import { eventsOf } from '../notifications/change.ts';
import { withoutNulls } from './create.ts';
import { fillDefaults } from './defaults.ts';
import { badRequest, notFound, type Problem, refuse } from './error.ts';
import { applyJsonPatch, type JsonPatchResult } from './json-patch.ts';
import { mergePatch } from './merge-patch.ts';
import type { Answer, CallOf, Context, PatchFormat } from './operation.ts';
import { represent } from './representation.ts';
import { checkSubAttributes } from './sub-attributes.ts';
import { checkMandatory, checkTypes } from './value-types.ts';
import { isSame, without } from './values.ts';

/** "API PATCH OPERATION CONFORMANCE": a partial update, or a refusal that leaves the record as it was. */
export function patch(call: CallOf<'patch'>, context: Context): Answer {
  const { resource, id } = call;
  const record = context.store.find(resource.name, id);
  if (!record) return refuse(notFound(`there is no ${resource.name} with id ${id}`));
  const before = represent(resource, record, context);

  const patched = applyPatch(call.format, before, call.body);
  if ('problem' in patched) return refuse(patched.problem);
  if (!isObject(patched.value)) {
    return refuse(badRequest('not-an-object', 'Not an object', `the patch leaves no JSON object, which a ${resource.name} is`));
  }
  const after = { ...withoutNulls(patched.value), ...modified(resource, before, patched.value, context) };
  const problem = checkFixed(resource, before, patched.value) ?? checkUpdate(resource, before, after);
  if (problem) return refuse(problem);

  const updated = { ...without(fillDefaults(resource, after, context, before), resource.addresses), id };
  context.store.put(resource.name, updated);
  const representation = represent(resource, updated, context);
  const status = context.api.statuses[context.reading].patch;
  return { status, body: representation, events: eventsOf(resource, before, representation) };
}

function applyPatch(format: PatchFormat, before: JsonObject, body: Json): JsonPatchResult {
  return format === 'merge' ? { value: mergePatch(before, body) } : applyJsonPatch(before, body);
}

/** The timestamp follows each change, unless the client set another one and the letter lets it. */
function modified(resource: ResourceModel, before: JsonObject, patched: JsonObject, context: Context): JsonObject {
  const { timestamp } = resource;
  if (timestamp === undefined) return {};
  const { name, isClientSettable } = timestamp;
  const given = patched[name];
  const mayBeSet = isClientSettable && context.reading === 'literal';
  if (mayBeSet && given !== undefined && given !== null && !isSame(given, before[name])) return { [name]: given };
  return { [name]: context.now().toISOString() };
}

/** "Non-Patchable Attributes": a patch that would change or remove one is refused; repeating its value is not. */
function checkFixed(resource: ResourceModel, before: JsonObject, after: JsonObject): Problem | undefined {
  const changed = resource.fixed.filter((name) => !isSame(before[name], after[name]));
  if (changed.length === 0) return undefined;
  return badRequest('not-patchable', 'Attribute is not patchable', `${changed.join(', ')} of ${resource.name} cannot be patched`);
}

/** The note of every PATCH section: the rules of the creation hold for what a patch creates. */
function checkUpdate(resource: ResourceModel, before: JsonObject, after: JsonObject): Problem | undefined {
  return checkMandatory(resource, after) ?? checkTypes(resource, after) ?? checkSubAttributes(resource, after, before);
}
