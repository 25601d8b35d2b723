import type { Json, JsonObject } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';
import { badRequest, type Problem } from '../operations/error.ts';
import type { Criterion } from '../operations/filter.ts';
import { isArray } from '../operations/values.ts';

/** What the `Parameters` of a request ask for. */
export interface Parameters {
  readonly id?: string;
  readonly criteria: readonly Criterion[];
  /** Absent: all attributes. */
  readonly fields?: readonly string[];
}

type Read<Value> = { readonly value: Value } | { readonly problem: Problem };

/** Reads `{"id": "4458"}` or `{"filtering": "state=Active&name=a", "fields": "id,name"}`. Other members are passed over. */
export function readParameters(value: Json | undefined): Read<Parameters> {
  if (value === undefined || value === null) return { value: { criteria: [] } };
  if (!isObject(value)) return invalid('Parameters must be a JSON object');
  const id = readId(value);
  const criteria = readCriteria(value);
  const fields = readFields(value);
  for (const part of [id, criteria, fields]) if ('problem' in part) return part;
  return {
    value: {
      criteria: 'value' in criteria ? criteria.value : [],
      ...('value' in id && id.value !== undefined && { id: id.value }),
      ...('value' in fields && fields.value !== undefined && { fields: fields.value }),
    },
  };
}

/** The payloads have ids that are strings, the samples of `Parameters` numbers. */
function readId({ id }: JsonObject): Read<string | undefined> {
  if (id === undefined || (typeof id === 'string' && id !== '')) return { value: id };
  return typeof id === 'number' ? { value: String(id) } : invalid('the id in Parameters must be a string');
}

/** `a=b&c=d`: values stand as they are, but for `&`, `=`, `%` and `+`, which are percent-encoded. */
function readCriteria({ filtering }: JsonObject): Read<readonly Criterion[]> {
  if (filtering === undefined || filtering === '') return { value: [] };
  if (typeof filtering !== 'string') return invalid('filtering in Parameters must be a string such as "state=Active"');
  const criteria: Criterion[] = [];
  for (const part of filtering.split('&').filter((text) => text !== '')) {
    const [name = '', ...rest] = part.split('=');
    const attribute = decode(name);
    const value = decode(rest.join('='));
    if (rest.length === 0 || attribute === '' || attribute === undefined || value === undefined) {
      return invalid(`filtering in Parameters has "${part}", which is no attribute=value`);
    }
    criteria.push({ attribute, value });
  }
  return { value: criteria };
}

function readFields({ fields }: JsonObject): Read<readonly string[] | undefined> {
  if (fields === undefined) return { value: undefined };
  const lists = isArray(fields) ? fields : [fields];
  if (!lists.every((list) => typeof list === 'string')) return invalid('fields in Parameters must be a string such as "id,name"');
  const names = lists
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return { value: names.length > 0 ? names : undefined };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function invalid(message: string): { readonly problem: Problem } {
  return { problem: badRequest('invalid-parameters', 'Invalid Parameters', message) };
}
