import type { Reply } from '../../core/exchange.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';

/** What a monitor says of the change that was accepted for later. */
export interface MonitorState {
  readonly state: 'under-way' | 'done' | 'failed';
  /** What a direct answer would have been, as far as the monitor tells. */
  readonly status?: number;
  readonly body?: Json;
  /** Where what was created is, as the monitor names it. */
  readonly created?: string;
}

const DONE = /^(completed?|done|succeeded|success|successful|finished)$/;
const FAILED = /^(inerror|error|failed|failure|rejected|terminated|terminatedwitherror|cancell?ed|aborted)$/;

/** Reads the reply of a monitor; what is no monitor's word is taken for work under way. */
export function readMonitor({ status, body }: Reply): MonitorState {
  if (status !== 200 || body.kind !== 'json' || !isObject(body.value)) return { state: 'under-way' };
  const monitor = body.value;
  const word = String(monitor.state ?? monitor.status ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
  const state = DONE.test(word) ? 'done' : FAILED.test(word) ? 'failed' : 'under-way';
  if (state === 'under-way') return { state };
  const response = isObject(monitor.response) ? monitor.response : {};
  const answered = Number(response.statusCode);
  const created = locationOf(response) ?? textOf(monitor.sourceHref);
  return {
    state,
    ...(Number.isInteger(answered) && answered >= 200 && answered <= 599 && { status: answered }),
    ...(response.body !== undefined && { body: parsed(response.body) }),
    ...(created !== undefined && { created }),
  };
}

/** Headers are written as a list of names and values, or as a mapping. */
function locationOf({ header }: JsonObject): string | undefined {
  const pairs: readonly Json[] = Array.isArray(header) ? header : [];
  const listed = pairs.find((pair) => isObject(pair) && String(pair.name).toLowerCase() === 'location');
  if (isObject(listed)) return textOf(listed.value);
  const name = isObject(header) ? Object.keys(header).find((each) => each.toLowerCase() === 'location') : undefined;
  return isObject(header) && name !== undefined ? textOf(header[name]) : undefined;
}

/** A body may be written as text. */
function parsed(body: Json): Json {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
