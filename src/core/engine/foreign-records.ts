import type { Body, Exchange } from '../exchange.ts';
import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import { bearsMark, identifierOf } from './own-records.ts';

/** Stands for a value of somebody else's record that no check needed. */
const LEFT_OUT = '…';
/** Characters that are kept of a list that is not JSON: as many as a finding shows. */
const KEPT_TEXT = 80;

/**
 * A list reply without the values of other people's records: of those the ids, the member names and
 * what the request filtered by stay, which is all that a check looks at.
 *
 * A body that is no array is searched for records all the same: it fails, and a report shows it.
 */
export function withoutForeignValues<Heard extends Pick<Exchange, 'request' | 'outcome'>>(
  exchange: Heard,
  ownIds: ReadonlySet<string>,
  runId: string,
): { readonly exchange: Heard; readonly foreignRecords: number } {
  const { outcome, request } = exchange;
  if (request.operation !== 'list' || outcome.kind === 'failure' || outcome.status >= 300) return { exchange, foreignRecords: 0 };
  const kept = new Set(['id', ...Object.keys(request.filter ?? {})]);
  let foreignRecords = 0;

  const withoutValues = (record: JsonObject): JsonObject => {
    const id = identifierOf(record);
    if ((id !== undefined && ownIds.has(id)) || bearsMark(record, runId)) return record;
    foreignRecords += 1;
    return reduce(record, kept);
  };
  const search = (value: Json): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => (isObject(item) ? withoutValues(item) : search(item)));
    if (!isObject(value)) return value;
    if (identifierOf(value) !== undefined) return withoutValues(value);
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, search(member)]));
  };

  const body = searchedBody(outcome.body, search);
  const isChanged = foreignRecords > 0 || body.kind === 'text';
  return { exchange: isChanged ? { ...exchange, outcome: { ...outcome, body } } : exchange, foreignRecords };
}

function searchedBody(body: Body, search: (value: Json) => Json): Body {
  if (body.kind === 'json') return { ...body, value: search(body.value) };
  if (body.kind === 'text' && body.text.length > KEPT_TEXT)
    return { ...body, text: `${body.text.slice(0, KEPT_TEXT)}${LEFT_OUT}` };
  return body;
}

function reduce(record: JsonObject, kept: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, kept.has(name) || value === null || value === '' ? value : LEFT_OUT]),
  );
}
