import type { Exchange } from './exchange.ts';
import type { Json } from './json.ts';
import { isObject } from './json.ts';
import { identifierOf } from './own-records.ts';

/** Notes which attributes the SUT shows in unreduced answers about the run's own records (AMB-R56). */
export function noteShownAttributes(shown: Set<string>, { request, outcome }: Exchange, ownIds: ReadonlySet<string>): void {
  if (request.fields !== undefined || outcome.kind === 'failure' || outcome.status >= 300 || outcome.body.kind !== 'json') return;
  const { value } = outcome.body;
  const records: readonly Json[] = Array.isArray(value)
    ? value.filter((element: Json) => ownIds.has(identifierOf(element) ?? ''))
    : [value];
  for (const record of records) {
    if (!isObject(record)) continue;
    for (const [name, member] of Object.entries(record)) if (member !== null) shown.add(name);
  }
}
