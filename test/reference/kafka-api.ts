import { onTestFinished } from 'vitest';
import type { OutgoingRecord } from '../../src/adapters/kafka.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { type ReferenceOptions, type ReferenceServer, startReference } from '../../src/reference/server.ts';
import { type MemoryBroker, memoryBroker } from './memory-broker.ts';

/** What is written to one topic, as tests look at it. `body` is the parsed JSON, or the text where it is none. */
export interface Written {
  readonly topic: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: string | undefined;
  readonly body: ReturnType<typeof JSON.parse>;
  readonly record: OutgoingRecord;
}

/** What a command says beside its operation and resource. */
export interface Asked {
  readonly parameters?: unknown;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export interface KafkaApi {
  readonly server: ReferenceServer;
  readonly broker: MemoryBroker;
  /** Writes a command and gives back what was written because of it, notifications included, without the prefix of topics. */
  ask(operation: string, resource: string, asked?: Asked): Promise<readonly Written[]>;
  /** The first reply. */
  reply(operation: string, resource: string, asked?: Asked): Promise<Written>;
  /** Creates a record and gives back its id. */
  make(resource: string, attributes?: JsonObject): Promise<string>;
  /** What has been written since the last question. */
  heard(): Promise<readonly Written[]>;
}

export const PARTY = [{ '@type': 'RelatedPartyRefOrPartyRoleRef', role: 'owner', partyOrPartyRole: { id: '1' } }];
const PREFIX = 'lab.accountManagement.v5.';
const SETTINGS = { brokers: ['memory:9092'], clientId: 'test', connectTimeoutMs: 1000, patienceMs: 1000 };

/** Starts a server with a Kafka face on a broker in memory; it is closed when the test has finished. */
export async function startKafkaApi(options: ReferenceOptions = {}, broker = memoryBroker()): Promise<KafkaApi> {
  const server = await startReference({
    ...options,
    kafka: { settings: SETTINGS, topicPrefix: 'lab', connect: async () => broker.client, ...options.kafka },
  });
  onTestFinished(() => server.close());
  let seen = 0;
  let nth = 0;

  const heard = async () => {
    await broker.settled();
    const records = broker.written.slice(seen).filter(({ topic }) => !topic.endsWith('.commandRequest'));
    seen = broker.written.length;
    return records.map(asWritten);
  };

  const ask: KafkaApi['ask'] = async (operation, resource, { parameters, body, headers = {} } = {}) => {
    nth += 1;
    const topic = `${PREFIX}${operation}${resource}`;
    const all = {
      'X-Correlation-Id': `correlation-${nth}`,
      'Reply-Channel': `${topic}.commandReply`,
      Parameters: parameters === undefined ? undefined : typeof parameters === 'string' ? parameters : JSON.stringify(parameters),
      ...headers,
    };
    const given = Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    const value = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
    await broker.client.send({ topic: `${topic}.commandRequest`, headers: given, value });
    return heard();
  };

  const reply: KafkaApi['reply'] = async (...asked) => {
    const first = (await ask(...asked)).find(({ topic }) => topic.endsWith('commandReply'));
    if (!first) throw new Error(`no reply to ${asked[0]}${asked[1]}`);
    return first;
  };

  return {
    server,
    broker,
    ask,
    reply,
    heard,
    async make(resource, attributes = {}) {
      const body = { name: 'A', ...(resource.endsWith('Account') && { relatedParty: PARTY }), ...attributes };
      const heard = await ask('create', resource, { body });
      const ids = heard.map(({ record }) => /"(?:id|ID)":"?([^",]+)/.exec(record.value ?? '')?.[1]);
      return ids.find((id) => id !== undefined) ?? '';
    },
  };
}

function asWritten(record: OutgoingRecord): Written {
  const { topic, headers, value } = record;
  return { topic: topic.replace(PREFIX, ''), headers, status: headers['Status-Code'], body: parsed(value), record };
}

function parsed(value: string | null): unknown {
  try {
    return value === null ? null : value === '' ? '' : JSON.parse(value);
  } catch {
    return value;
  }
}
