import type { FormatError } from '../adapters/json-schema.ts';
import { compileSchemas } from '../adapters/json-schema.ts';
import type { CheckRegistry } from '../core/check.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { REFERENCE } from '../core/template.ts';

/** Holds what a scenario wrote beside a check's name against that check's schema. */
export type ValidateArgument = (check: string, argument: Json) => readonly FormatError[];

/** A text that is one reference: what stands for it is known in the run only. */
const WHOLE = { title: 'Reference', type: 'string', pattern: `^${REFERENCE.source}$` };

const OF_ONE = ['items', 'additionalItems', 'contains', 'additionalProperties', 'not', 'if', 'then', 'else'];
const OF_LIST = ['anyOf', 'oneOf', 'allOf'];
const OF_MAP = ['properties', 'patternProperties'];

/** The validator for arguments that still hold references; loads ajv. */
export async function argumentValidator(checks: CheckRegistry): Promise<ValidateArgument> {
  return compileSchemas(
    Object.fromEntries(Object.entries(checks).map(([name, { argument }]) => [name, withReferences(argument)])),
  );
}

/** A schema that accepts what the given one accepts, with a reference in place of any value. */
function withReferences(schema: Json): JsonObject {
  const within = isObject(schema) ? insides(schema) : schema === false ? { not: {} } : {};
  return { anyOf: [WHOLE, within] };
}

function insides(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]): [string, Json] => {
      if (OF_ONE.includes(key))
        return [
          key,
          typeof value === 'boolean' ? value : Array.isArray(value) ? value.map(withReferences) : withReferences(value),
        ];
      if (OF_LIST.includes(key) && Array.isArray(value)) return [key === 'oneOf' ? 'anyOf' : key, value.map(withReferences)];
      if (OF_MAP.includes(key) && isObject(value))
        return [key, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withReferences(inner)]))];
      return [key, value];
    }),
  );
}
