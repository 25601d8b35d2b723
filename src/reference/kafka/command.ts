import type { KafkaRecord } from '../../adapters/kafka.ts';
import type { Json } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';
import { badRequest, type Problem } from '../operations/error.ts';
import { EXACT } from '../operations/filter.ts';
import { type ParsedBody, parseJson } from '../operations/json-text.ts';
import { ACCEPT_PATCH, patchFormatOf } from '../operations/media-type.ts';
import type { Call, PatchFormat } from '../operations/operation.ts';
import { isArray } from '../operations/values.ts';
import { type Parameters, readParameters } from './parameters.ts';
import type { Route } from './topics.ts';

/** A record of a request topic, as far as its envelope tells. */
export interface Command extends Route {
  readonly requestTopic: string;
  /** Where the reply is wanted; the guide's own topic where the request does not say. */
  readonly replyTopic: string;
  readonly correlationId?: string;
  /** Which of the commands that this server has heard it is, from 1. */
  readonly nth: number;
}

type Read = { readonly call: Call } | { readonly problem: Problem };

/** Reads the headers of a request. */
export function readCommand(record: KafkaRecord, route: Route, nth: number): Command {
  const correlationId = record.headers['x-correlation-id']?.trim();
  const replyTopic = record.headers['reply-channel']?.trim() || route.replyTopic;
  return { ...route, requestTopic: record.topic, replyTopic, nth, ...(correlationId && { correlationId }) };
}

/** The operation that a request asks for, or why it cannot be carried out. */
export function readCall(record: KafkaRecord, command: Command): Read {
  if (command.correlationId === undefined) {
    return { problem: badRequest('missing-header', 'Missing header', 'the request has no X-Correlation-Id') };
  }
  if (record.unreadable) {
    const message = `the request cannot be decompressed (${record.unreadable.codec}: ${record.unreadable.why})`;
    return { problem: badRequest('unreadable', 'Unreadable request', message) };
  }
  const content = readContent(record);
  if ('problem' in content) return content;
  const parameters = readParameters(content.parameters);
  return 'problem' in parameters ? parameters : callOf(record, command, parameters.value, content.body);
}

/** Where a request has no header `Parameters`, its value may carry them: beside the attributes, or alone. */
function readContent(record: KafkaRecord): { parameters: Json | undefined; body: ParsedBody } | { problem: Problem } {
  const body = parseJson(record.value ?? new Uint8Array());
  const header = record.headers.parameters;
  if (header !== undefined) {
    const parsed = parseJson(new TextEncoder().encode(header));
    if ('value' in parsed) return { parameters: parsed.value, body };
    return { problem: badRequest('invalid-parameters', 'Invalid Parameters', 'the header Parameters is not JSON') };
  }
  if ('problem' in body || !isObject(body.value) || !Object.hasOwn(body.value, 'Parameters'))
    return { parameters: undefined, body };
  const { Parameters: parameters, ...rest } = body.value;
  return { parameters, body: { value: rest } };
}

function callOf(record: KafkaRecord, command: Command, parameters: Parameters, body: ParsedBody): Read {
  const { operation, resource } = command;
  const { id, criteria, fields } = parameters;
  const selection = fields && { fields };
  if (operation === 'create') return 'problem' in body ? body : { call: { operation, resource, body: body.value } };
  if (operation === 'list') return { call: { operation, resource, criteria, matching: EXACT, offset: 0, ...selection } };
  if (id === undefined) {
    return { problem: badRequest('invalid-parameters', 'Invalid Parameters', `Parameters has no id, which ${operation} needs`) };
  }
  if (operation === 'retrieve') return { call: { operation, resource, id, ...selection } };
  if (operation === 'delete') return { call: { operation, resource, id } };
  const format = formatOf(record.headers['content-type']);
  if (typeof format === 'object') return { problem: format };
  if ('problem' in body) return body;
  return { call: { operation, resource, id, format, body: format === 'json-patch' ? asList(body.value) : body.value } };
}

/** The names of the messages tell media types apart, and no header is given for them: without one it is a merge patch. */
function formatOf(contentType: string | undefined): PatchFormat | Problem {
  const format = contentType === undefined ? 'merge' : patchFormatOf(contentType);
  if (format) return format;
  const message = `a patch is one of ${ACCEPT_PATCH}, not ${contentType ?? ''}`;
  return { status: 415, code: 'unsupported-media-type', reason: 'Unsupported media type', message };
}

/** Samples of JSON Patch are arrays for some resources, and a single operation for others. */
function asList(body: Json): Json {
  return isArray(body) ? body : [body];
}
