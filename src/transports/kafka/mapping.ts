import type { OperationRequest } from '../../core/exchange.ts';
import type { Json } from '../../core/json.ts';
import type { Command } from '../../core/profile.ts';
import type { KafkaReadings, KafkaTransportSettings } from './settings.ts';
import { topicsOf } from './topics.ts';

/** An operation as Kafka sees it, without a correlation id. */
export interface CommandRecord {
  readonly topic: string;
  readonly replyTopic: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string | null;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  create: 'create',
  list: 'list',
  retrieve: 'retrieve',
  patch: 'patch',
  delete: 'delete',
};

/**
 * Maps an operation to the record that asks for it.
 *
 * @throws TypeError where Kafka has no such operation, or the request lacks what it needs: a fault of the caller
 */
export function mapOperation(request: OperationRequest, settings: KafkaTransportSettings): CommandRecord {
  const { operation, resource } = request;
  const command = COMMANDS[operation];
  if (command === undefined) throw new TypeError(`The operation '${operation}' does not exist over Kafka`);
  const topics = topicsOf(resource, command, settings);
  const parameters = parametersOf(request, settings.readings);
  const inValue = settings.readings.parametersIn === 'value' && command !== 'patch';
  const headers: Record<string, string> = { 'Reply-Channel': topics.reply };
  if (parameters !== undefined && !inValue) headers.Parameters = parameters;
  if (command === 'patch') headers[settings.readings.contentTypeHeader] = patchTypeOf(request, settings.readings);
  const value = parameters !== undefined && inValue ? `{"Parameters":${parameters}}` : payloadOf(request, settings.readings);
  return { topic: topics.request, replyTopic: topics.reply, headers, value };
}

/** `{"id":"4458"}`, or the criteria and selection of a list; written here, since numbers of any size stay as they are. */
function parametersOf(
  { operation, id, filter = {}, fields = [] }: OperationRequest,
  readings: KafkaReadings,
): string | undefined {
  const members: string[] = [];
  if (operation === 'retrieve' || operation === 'patch' || operation === 'delete') {
    if (id === undefined || id === '') throw new TypeError(`The operation '${operation}' needs an id`);
    members.push(`"id":${readings.numericIds && /^(0|[1-9]\d*)$/.test(id) ? id : JSON.stringify(id)}`);
  }
  const criteria = Object.entries(filter).map(([name, value]) => `${name}=${encoded(value)}`);
  if (criteria.length > 0) members.push(`"filtering":${JSON.stringify(criteria.join('&'))}`);
  if (fields.length > 0) members.push(`"fields":${JSON.stringify(fields.join(','))}`);
  return members.length === 0 ? undefined : `{${members.join(',')}}`;
}

/** Raw, except for what would be taken for a separator (AMB-A44). */
function encoded(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replaceAll(/[&=%+]/g, encodeURIComponent);
}

function payloadOf({ operation, body, format }: OperationRequest, { patchObject }: KafkaReadings): string | null {
  if ((operation !== 'create' && operation !== 'patch') || body === undefined) return null;
  const [only, ...others] = format === 'json-patch' && patchObject && Array.isArray(body) ? body : [];
  return JSON.stringify(only !== undefined && others.length === 0 ? only : body);
}

function patchTypeOf({ format }: OperationRequest, { mergePatchType }: KafkaReadings): string {
  return format === 'json-patch' ? 'application/json-patch+json' : mergePatchType;
}
