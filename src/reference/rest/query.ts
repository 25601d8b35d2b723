import { badRequest, type Problem } from '../operations/error.ts';
import type { Criterion } from '../operations/filter.ts';

/** What the query of a GET asks for. */
export interface Query {
  readonly criteria: readonly Criterion[];
  /** Absent: all attributes. */
  readonly fields?: readonly string[];
  readonly offset: number;
  readonly limit?: number;
}

const RESERVED = ['fields', 'offset', 'limit'];

/** Reads `fields=a,b`, `offset`, `limit`; every other parameter is a criterion. */
export function parseQuery(parameters: URLSearchParams): Query | Problem {
  const offset = wholeNumber(parameters, 'offset', 0) ?? 0;
  const limit = wholeNumber(parameters, 'limit', 1);
  if (typeof offset === 'object') return offset;
  if (typeof limit === 'object') return limit;

  const fields = parameters
    .getAll('fields')
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const criteria = [...parameters]
    .filter(([name]) => !RESERVED.includes(name))
    .map(([attribute, value]) => ({ attribute, value }));
  return { criteria, offset, ...(fields.length > 0 && { fields }), ...(limit !== undefined && { limit }) };
}

function wholeNumber(parameters: URLSearchParams, name: string, least: number): number | undefined | Problem {
  const text = parameters.get(name);
  if (text === null) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least) return value;
  return badRequest(
    'invalid-value',
    'Invalid query parameter',
    `${name} must be a whole number of at least ${least}, not "${text}"`,
  );
}
