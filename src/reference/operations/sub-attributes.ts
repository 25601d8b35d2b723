import type { Json, JsonObject } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';
import type { ResourceModel } from '../model/resource.ts';
import { badRequest, type Problem } from './error.ts';
import { isArray, isBlank, isSame } from './values.ts';

/**
 * "Additional Rules" of POST /financialAccount, which the note of PATCH extends to updates that create sub-resources:
 * the first sub-resource that lacks a mandatory sub-attribute. Those that were there before are left alone.
 */
export function checkSubAttributes(resource: ResourceModel, after: JsonObject, before?: JsonObject): Problem | undefined {
  for (const [context, mandatory] of Object.entries(resource.subAttributes)) {
    const known = elementsOf(before?.[context]);
    const created = elementsOf(after[context]).filter((element) => !known.some((old) => isSame(old, element)));
    for (const element of created) {
      const missing = mandatory.filter((name) => !isObject(element) || isBlank(element[name]));
      if (missing.length === 0) continue;
      const names = missing.map((name) => `${context}.${name}`).join(', ');
      return badRequest(
        'missing-attribute',
        'Missing mandatory sub-attribute',
        `${names}: mandatory for ${context} of ${resource.name}`,
      );
    }
  }
  return undefined;
}

/** A context holds one sub-resource or an array of them. */
function elementsOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value : [value];
}
