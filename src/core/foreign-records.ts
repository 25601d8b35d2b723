import type { Exchange } from './exchange.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject } from './json.ts';
import { bearsMark, identifierOf } from './own-records.ts';

/** Stands for a value of somebody else's record that no check needed. */
const LEFT_OUT = '…';

/**
 * A list reply without the values of other people's records: of those the ids, the member names and
 * what the request filtered by stay, which is all that a check looks at.
 */
export function withoutForeignValues(
  exchange: Exchange,
  ownIds: ReadonlySet<string>,
  runId: string,
): { readonly exchange: Exchange; readonly foreignRecords: number } {
  const { outcome, request } = exchange;
  if (
    request.operation !== 'list' ||
    outcome.kind === 'failure' ||
    outcome.body.kind !== 'json' ||
    !Array.isArray(outcome.body.value)
  ) {
    return { exchange, foreignRecords: 0 };
  }
  const kept = new Set(['id', ...Object.keys(request.filter ?? {})]);
  let foreignRecords = 0;
  const value = outcome.body.value.map((element: Json) => {
    const id = identifierOf(element);
    if ((id !== undefined && ownIds.has(id)) || bearsMark(element, runId) || !isObject(element)) return element;
    foreignRecords += 1;
    return reduce(element, kept);
  });
  if (foreignRecords === 0) return { exchange, foreignRecords };
  return { exchange: { ...exchange, outcome: { ...outcome, body: { ...outcome.body, value } } }, foreignRecords };
}

function reduce(record: JsonObject, kept: ReadonlySet<string>): JsonObject {
  const reduced: Record<string, Json> = {};
  for (const [name, value] of Object.entries(record)) {
    reduced[name] = kept.has(name) || value === null || value === '' ? value : LEFT_OUT;
  }
  return reduced;
}
