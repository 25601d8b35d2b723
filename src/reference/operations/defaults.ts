import type { Json, JsonObject } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';
import type { ResourceModel } from '../model/resource.ts';
import type { Context } from './operation.ts';
import { isArray, isBlank, isSame, memberOf } from './values.ts';

/**
 * "Default Values Summary": fills what is left out of structures that are new. `before` is the record before a patch,
 * so that a member which a patch removes from an existing structure stays removed.
 * By the letter a billStructure that was not sent at creation is made as well.
 */
export function fillDefaults(resource: ResourceModel, after: JsonObject, context: Context, before?: JsonObject): JsonObject {
  const makesMissing = before === undefined && context.reading === 'literal';
  let filled = resource.startsPeriods ? startPeriods(after, before, context.now().toISOString()) : after;
  for (const [path, value] of Object.entries(resource.defaults)) {
    const [structure = '', part = '', name = ''] = path.split('.');
    const current = filled[structure] ?? (makesMissing ? {} : undefined);
    if (!isObject(current)) continue;
    filled = { ...filled, [structure]: fillPart(current, memberOf(before, structure), part, { [name]: value }) };
  }
  return filled;
}

/** Gives a new part of a structure (or each new one, where it is an array) the default that it lacks. */
function fillPart(structure: JsonObject, before: Json | undefined, part: string, fallback: JsonObject): JsonObject {
  const current = structure[part];
  if (isBlank(current)) return before === undefined ? { ...structure, [part]: fallback } : structure;
  if (memberOf(before, part) !== undefined) return structure;
  const fill = (value: Json): Json => (isObject(value) ? { ...value, ...missingOf(fallback, value) } : value);
  return { ...structure, [part]: isArray(current) ? current.map(fill) : fill(current) };
}

function missingOf(fallback: JsonObject, value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fallback).filter(([name]) => isBlank(value[name])));
}

/** Sets `startDateTime` of every new `validFor`, at any depth, that came without one. */
function startPeriods(object: JsonObject, before: Json | undefined, start: string): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => {
      const old = memberOf(before, name);
      if (name === 'validFor' && old === undefined && isObject(value)) {
        return [name, { ...value, ...missingOf({ startDateTime: start }, value) }];
      }
      return [name, startWithin(value, old, start)];
    }),
  );
}

function startWithin(value: Json, old: Json | undefined, start: string): Json {
  if (isObject(value)) return startPeriods(value, old, start);
  if (!isArray(value)) return value;
  const known = isArray(old) ? old : [];
  return value.map((element) => (known.some((one) => isSame(one, element)) ? element : startWithin(element, undefined, start)));
}
