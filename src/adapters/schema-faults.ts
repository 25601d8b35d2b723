import type { ErrorObject } from 'ajv';
import type { SchemaError } from '../core/check.ts';
import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { extendPointer } from '../core/pointer.ts';
import { collapseAlternatives } from './schema-alternatives.ts';

/** What is wrong, in a form that a loader can word and make suggestions from. */
type Fault =
  | { readonly kind: 'unknown-key'; readonly key: string; readonly allowed: readonly string[] }
  | { readonly kind: 'misplaced-key'; readonly key: string }
  | { readonly kind: 'missing-key'; readonly key: string; readonly allowed: readonly string[] }
  | { readonly kind: 'type'; readonly types: readonly string[] }
  | { readonly kind: 'choice'; readonly values: readonly Json[] }
  | { readonly kind: 'too-few' | 'too-many'; readonly limit: number }
  /** A key whose name breaks a rule. */
  | { readonly kind: 'key-name'; readonly key: string }
  /** A text that breaks a pattern or a format. */
  | { readonly kind: 'form' }
  | { readonly kind: 'other' };

/** A schema error with its fault and what the schema says about the place: `title` and `description`. */
export interface FormatError extends SchemaError {
  readonly fault: Fault;
  readonly title?: string;
  readonly description?: string;
}

/** What ajv reports, one error per difference: wrappers dropped, alternatives collapsed, in document order as ajv found them. */
export function readErrors(errors: readonly ErrorObject[], schema: string): readonly FormatError[] {
  const seen = new Set<string>();
  return collapseAlternatives(errors.filter(({ keyword }) => keyword !== 'if' && keyword !== 'propertyNames')).flatMap(
    (error) => {
      const read = readError(error, schema);
      const key = `${read.pointer} ${read.message}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [read];
    },
  );
}

function readError(error: ErrorObject, schema: string): FormatError {
  const parent: unknown = error.parentSchema;
  const about = isObject(parent) ? parent : {};
  const fault = faultOf(error, about);
  const pointer = 'key' in fault && fault.kind !== 'missing-key' ? pointerOfKey(error, fault.key) : error.instancePath;
  return {
    pointer,
    schema,
    message: wording(fault, error.params.format === 'byte' ? 'must be Base64' : (error.message ?? 'is not valid')),
    expected: expectation(fault, error),
    fault,
    ...(typeof about.title === 'string' && { title: about.title }),
    ...(typeof about.description === 'string' && { description: about.description }),
  };
}

/** An error on a key stands at the object; its place is the key. */
function pointerOfKey({ instancePath, keyword }: ErrorObject, key: string): string {
  return keyword === 'false schema' ? instancePath : extendPointer(instancePath, key);
}

function faultOf({ keyword, params, instancePath, propertyName }: ErrorObject, about: Record<string, Json>): Fault {
  if (propertyName !== undefined) return { kind: 'key-name', key: propertyName };
  const allowed = isObject(about.properties) ? Object.keys(about.properties) : [];
  switch (keyword) {
    case 'additionalProperties':
      return { kind: 'unknown-key', key: params.additionalProperty, allowed };
    case 'unevaluatedProperties':
      return { kind: 'unknown-key', key: params.unevaluatedProperty, allowed };
    case 'false schema':
      return { kind: 'misplaced-key', key: instancePath.slice(instancePath.lastIndexOf('/') + 1) };
    case 'required':
    case 'dependentRequired':
    case 'dependencies':
      return { kind: 'missing-key', key: params.missingProperty, allowed };
    case 'type':
      return { kind: 'type', types: [params.type].flat() };
    case 'enum':
      return { kind: 'choice', values: params.allowedValues };
    case 'const':
      return { kind: 'choice', values: [params.allowedValue] };
    case 'minItems':
    case 'minLength':
    case 'minProperties':
      return { kind: 'too-few', limit: params.limit };
    case 'maxItems':
    case 'maxLength':
    case 'maxProperties':
      return { kind: 'too-many', limit: params.limit };
    case 'pattern':
    case 'format':
      return { kind: 'form' };
    default:
      return { kind: 'other' };
  }
}

function wording(fault: Fault, fallback: string): string {
  switch (fault.kind) {
    case 'unknown-key':
      return `must not have "${fault.key}"`;
    case 'misplaced-key':
      return 'must not be present';
    case 'missing-key':
      return `must have "${fault.key}"`;
    case 'type':
      return `must be ${fault.types.join(' or ')}`;
    case 'choice':
      return `must be ${fault.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'too-few':
      if (fault.limit === 1) return 'must not be empty';
      return fallback;
    default:
      return fallback;
  }
}

function expectation(fault: Fault, { params }: ErrorObject): Json {
  switch (fault.kind) {
    case 'type':
      return fault.types.length === 1 ? (fault.types[0] ?? null) : fault.types;
    case 'choice':
      return fault.values;
    case 'missing-key':
      return fault.key;
    case 'unknown-key':
    case 'misplaced-key':
      return 'absent';
    case 'too-few':
    case 'too-many':
      return fault.limit;
    default:
      return params.format ?? params.pattern ?? params.limit ?? null;
  }
}
