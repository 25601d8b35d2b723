import type { Exchange } from '../exchange.ts';
import { isObject } from '../json.ts';
import type { Sighting } from '../sighting.ts';
import { identifierOf } from './own-records.ts';

/** What the exchanges have shown of each record of the run, in their order. */
export interface RecordHistory {
  of(id: string): readonly Sighting[];
  note(exchange: Exchange): void;
}

/** Starts without any sighting. */
export function startHistory(): RecordHistory {
  const sightings = new Map<string, Sighting[]>();
  const add = (id: string, sighting: Sighting) => {
    sightings.set(id, [...(sightings.get(id) ?? []), sighting]);
  };
  return {
    of: (id) => sightings.get(id) ?? [],
    note({ id: exchange, request, outcome, startedAt, durationMs }) {
      if (outcome.kind === 'failure' || !['create', 'retrieve', 'patch', 'delete'].includes(request.operation)) return;
      const sentAt = Date.parse(startedAt);
      const when = { exchange, sentAt, answeredAt: sentAt + durationMs };
      const isGone = request.operation === 'delete' ? outcome.status < 300 : outcome.status === 404 || outcome.status === 410;
      if (isGone && request.id !== undefined && sightings.has(request.id)) return add(request.id, when);
      // reduced by `fields`, a representation is not whole
      if (outcome.status >= 300 || request.fields !== undefined || outcome.body.kind !== 'json') return;
      const record = outcome.body.value;
      const id = identifierOf(record);
      if (id !== undefined && isObject(record)) add(id, { ...when, record });
    },
  };
}

/** The name under which a record was last seen. */
export function nameIn(sightings: readonly Sighting[]): string | undefined {
  const name = sightings.findLast(({ record }) => record !== undefined)?.record?.name;
  return typeof name === 'string' ? name : undefined;
}
