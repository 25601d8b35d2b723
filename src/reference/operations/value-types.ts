import type { Json, JsonObject } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';
import type { ResourceModel, ValueType } from '../model/resource.ts';
import { badRequest, type Problem } from './error.ts';
import { isArray, isBlank } from './values.ts';

const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)?$/;

const TYPES: Readonly<Record<ValueType, { readonly accepts: (value: Json) => boolean; readonly expected: string }>> = {
  text: { accepts: (value) => typeof value === 'string', expected: 'a string' },
  'date-time': {
    accepts: (value) => typeof value === 'string' && DATE_TIME.test(value) && !Number.isNaN(Date.parse(value)),
    expected: 'a date-time such as 2017-06-01T12:00:00Z',
  },
  integer: { accepts: (value) => Number.isInteger(value), expected: 'an integer' },
  object: { accepts: isObject, expected: 'an object' },
  structure: {
    accepts: (value) => isObject(value) || (isArray(value) && value.every(isObject)),
    expected: 'an object or an array of objects',
  },
  any: { accepts: () => true, expected: 'any value' },
};

/** The first known attribute whose value is of another type. Unknown attributes are not looked at. */
export function checkTypes(resource: ResourceModel, attributes: JsonObject): Problem | undefined {
  for (const [name, type] of Object.entries(resource.attributes)) {
    const value = attributes[name];
    if (value === undefined || TYPES[type].accepts(value)) continue;
    return badRequest('invalid-value', 'Invalid attribute value', `${name} of ${resource.name} must be ${TYPES[type].expected}`);
  }
  return undefined;
}

/** The first attribute that a creation must have and lacks. A patch cannot take it away either. */
export function checkMandatory(resource: ResourceModel, attributes: JsonObject): Problem | undefined {
  const missing = resource.mandatory.find((name) => isEmpty(attributes[name]));
  if (missing === undefined) return undefined;
  const message = `${missing} is a mandatory attribute of ${resource.name} and is missing`;
  return badRequest('missing-attribute', 'Missing mandatory attribute', message);
}

function isEmpty(value: Json | undefined): boolean {
  return isBlank(value) || (typeof value === 'string' && value.trim() === '') || (isArray(value) && value.length === 0);
}
