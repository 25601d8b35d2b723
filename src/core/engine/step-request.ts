import { locationIn } from '../body-location.ts';
import { addressOf, type Exchange, type OperationRequest } from '../exchange.ts';
import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import { valueAt } from '../pointer.ts';
import type { RequestStep } from '../scenario.ts';
import type { Lookup } from '../template.ts';
import { resolve } from '../template.ts';
import type { Transport } from '../transport.ts';

/**
 * The neutral request of a step, references resolved.
 *
 * @throws UnsetVariable where something it needs is not known.
 */
export function requestOf(step: RequestStep, resource: string, lookup: Lookup): OperationRequest {
  const value = (template: Json | undefined) => (template === undefined ? undefined : resolve(template, lookup));
  const [target, url, body, filter, fields] = [step.target, step.url, step.body, step.filter, step.fields].map(value);
  return {
    operation: step.operation,
    resource,
    ...(target === undefined ? {} : { id: String(target) }),
    ...(url === undefined ? {} : { url: String(url) }),
    ...(body === undefined ? {} : { body }),
    ...(step.format === undefined ? {} : { format: step.format }),
    ...(step.as === undefined ? {} : { as: step.as }),
    ...(step.over === undefined ? {} : { over: step.over }),
    ...(filter === undefined ? {} : { filter: filter as JsonObject }),
    ...(fields === undefined ? {} : { fields: [...new Set([fields].flat(2).map(String))] }),
  };
}

/**
 * What a step's reply sets: variable → value. A `Location` becomes absolute, since it is relative to the request.
 *
 * @param locationInBody whether `location` or `href` of the body stands for a `Location` that is missing (AMB-R11)
 */
export function captured(
  step: RequestStep,
  exchange: Exchange | undefined,
  transport: Transport,
  locationInBody = false,
): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  const outcome = exchange?.outcome;
  if (exchange === undefined || outcome === undefined || outcome.kind === 'failure') return found;
  for (const [name, place] of Object.entries(step.capture)) {
    const value = place.startsWith('header:')
      ? header(place.slice('header:'.length), exchange, transport, locationInBody)
      : fromBody(place, outcome.body);
    if (value !== undefined && value !== null && value !== '') found.set(name.replace(/\?$/, ''), value);
  }
  return found;
}

function fromBody(place: string, body: Extract<Exchange['outcome'], { kind: 'reply' }>['body']): Json | undefined {
  if (body.kind !== 'json') return undefined;
  if (place === 'body') return isObject(body.value) ? body.value : undefined;
  return valueAt(body.value, place);
}

function header(name: string, { outcome, sent }: Exchange, transport: Transport, inBody: boolean): string | undefined {
  if (outcome.kind === 'failure') return undefined;
  const value = outcome.headers[name.toLowerCase()];
  if (name.toLowerCase() !== 'location') return value;
  const location = value ?? (inBody && outcome.body.kind === 'json' ? locationIn(outcome.body.value) : undefined);
  return location === undefined ? undefined : (transport.resolve(location, addressOf(sent))?.href ?? location);
}
