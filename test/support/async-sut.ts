import type { Failure, OperationRequest, Reply, SentRecord, StrayReply, Transmission } from '../../src/core/exchange.ts';
import type { Json, JsonObject } from '../../src/core/json.ts';
import { isObject } from '../../src/core/json.ts';
import type { ReceivedNotification } from '../../src/core/notification.ts';
import { type Profile, segmentOf } from '../../src/core/profile.ts';
import type { Transport } from '../../src/core/transport.ts';

/** What a responder does otherwise than the guide has it. */
export interface Deviation {
  /** Takes the place of the reply. */
  readonly reply?: (reply: Reply, sent: SentRecord, request: OperationRequest) => Reply | Failure;
  /** Comes besides it. */
  readonly stray?: (reply: Reply, sent: SentRecord, request: OperationRequest) => StrayReply | undefined;
  /** Takes the place of an event; `undefined`: none is published. */
  readonly event?: (event: JsonObject) => JsonObject | undefined;
  /** Refuses every filter. */
  readonly noFilters?: true;
  /** Answers every list as if it had none. */
  readonly ignoresFilters?: true;
}

const BROKERS = 'broker.example:9092';

/**
 * A responder of the v5 guide inside the test, and the transport that speaks to it: no broker between them.
 *
 * @param now moves on a little with every call
 * @param pass moves on by so many milliseconds
 */
export function anAsyncSut(
  profile: Profile,
  now: () => number,
  pass: (ms: number) => void,
  deviation: Deviation = {},
): Transport {
  const stores = new Map<string, Map<string, JsonObject>>();
  const events = new Map<string, ReceivedNotification[]>();
  const strays: StrayReply[] = [];
  let count = 0;

  const storeOf = (resource: string) => {
    const store = stores.get(resource) ?? new Map<string, JsonObject>();
    stores.set(resource, store);
    return store;
  };

  const publish = (resource: string, change: string, record: JsonObject) => {
    const eventType = `${resource}${change}Event`;
    count += 1;
    const member = segmentOf(profile, resource);
    const whole = { eventId: `ev${count}`, eventTime: new Date(now()).toISOString(), eventType, '@type': eventType };
    const event = { ...whole, event: { [member]: record } };
    const value = deviation.event === undefined ? event : deviation.event(event);
    if (value === undefined) return;
    events.set(resource, [
      ...(events.get(resource) ?? []),
      {
        id: `n${count}`,
        receivedAt: new Date(now()).toISOString(),
        sent: {
          protocol: 'kafka',
          topic: `accountManagement.v5.${member}.notificationEvent`,
          partition: 0,
          offset: '1',
          headers: {},
        },
        body: { kind: 'json', value, bytes: 1 },
      },
    ]);
  };

  const answer = (request: OperationRequest): { readonly status: number; readonly value?: Json } => {
    const { operation, resource, id = '', body, filter = {}, fields } = request;
    const store = storeOf(resource);
    const mandatory = profile.resources[resource]?.create.mandatory.map(({ name }) => name) ?? [];
    const shown = (record: JsonObject) =>
      fields === undefined
        ? record
        : Object.fromEntries(
            Object.entries(record).filter(([name]) => fields.includes(name) || ['id', 'href', '@type'].includes(name)),
          );
    const known = store.get(id);
    switch (operation) {
      case 'create': {
        const given = isObject(body ?? null) ? (body as JsonObject) : {};
        const missing = mandatory.find((name) => given[name] === undefined);
        if (missing !== undefined) return { status: 400, value: { code: 'missing', reason: `${missing} is missing` } };
        count += 1;
        const record = {
          ...given,
          id: `${1000 + count}`,
          href: `https://sut.example/${segmentOf(profile, resource)}/${1000 + count}`,
        };
        store.set(record.id, record);
        publish(resource, 'Create', record);
        return { status: 201, value: record };
      }
      case 'list': {
        if (deviation.noFilters === true && Object.keys(filter).length > 0)
          return { status: 501, value: { reason: 'no filters' } };
        const criteria = deviation.ignoresFilters === true ? {} : filter;
        const found = [...store.values()].filter((record) =>
          Object.entries(criteria).every(([name, value]) => record[name] === value),
        );
        return { status: 200, value: found.map(shown) };
      }
      case 'retrieve':
        return known === undefined ? { status: 404 } : { status: 200, value: shown(known) };
      case 'patch': {
        if (known === undefined) return { status: 404 };
        if (request.format === 'json-patch') return { status: 415 };
        const fixed = ['id', 'href', '@type', '@baseType', '@schemaLocation', 'lastUpdate'];
        const patch = Object.entries((body ?? {}) as JsonObject).filter(([name]) => !fixed.includes(name));
        const next = merged(known, Object.fromEntries(patch)) as JsonObject;
        store.set(id, next);
        const changed = patch.map(([name]) => name).filter((name) => JSON.stringify(known[name]) !== JSON.stringify(next[name]));
        const told = (names: readonly string[]) => ({ id, href: next.href ?? '', ...pick(next, names) });
        const others = changed.filter((name) => name !== 'state');
        if (others.length > 0) publish(resource, 'AttributeValueChange', told(others));
        if (changed.includes('state')) publish(resource, 'StateChange', told(['state']));
        return { status: 200, value: next };
      }
      case 'delete':
        if (known === undefined) return { status: 404 };
        store.delete(id);
        publish(resource, 'Delete', { id });
        return { status: 204 };
      default:
        throw new Error(`no command for ${operation}`);
    }
  };

  return {
    kind: 'kafka',
    hasSecondCredential: false,
    async send(request): Promise<Transmission> {
      const startedAt = new Date(now()).toISOString();
      const command = `${request.operation}${request.resource}`;
      count += 1;
      const sent: SentRecord = {
        protocol: 'kafka',
        brokers: BROKERS,
        topic: `accountManagement.v5.${command}.commandRequest`,
        replyTopic: `accountManagement.v5.${command}.commandReply`,
        partition: 0,
        offset: String(count),
        headers: { 'X-Correlation-Id': `c-${count}` },
      };
      const { status, value } = answer(request);
      const reply: Reply = {
        kind: 'reply',
        status,
        headers: { 'x-correlation-id': `c-${count}`, 'status-code': String(status), 'x-request-channel': sent.topic },
        body: value === undefined ? { kind: 'empty' } : { kind: 'json', value, bytes: 1 },
        record: { topic: sent.replyTopic, partition: 0, offset: String(count) },
      };
      const outcome = deviation.reply?.(reply, sent, request) ?? reply;
      const stray = deviation.stray?.(reply, sent, request);
      if (stray !== undefined) strays.push(stray);
      return { sent, outcome, notes: [], startedAt, durationMs: 0 };
    },
    probe: async () => undefined,
    resolve: (reference, url) => (URL.canParse(reference, url) ? new URL(reference, url) : undefined),
    isOwnOrigin: () => false,
    takeStrays: () => strays.splice(0),
    notifications: {
      addressOf: (resource) => `accountManagement.v5.${segmentOf(profile, resource)}.notificationEvent`,
      isLocal: false,
      hasHeard: true,
      take: (resource) => events.get(resource)?.splice(0) ?? [],
      arrival: async (_resource, ms) => pass(ms),
    },
    close: async () => {},
  };
}

/** RFC 7396. */
function merged(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: Record<string, Json> = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name] ?? {}, value);
  }
  return result;
}

function pick(record: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}
