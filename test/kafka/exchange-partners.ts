import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import {
  connectKafka,
  type KafkaClient,
  type KafkaRecord,
  type KafkaSettings,
  type OutgoingRecord,
} from '../../src/adapters/kafka.ts';
import type { OperationRequest } from '../../src/core/exchange.ts';
import type { KafkaBinding } from '../../src/core/profile.ts';
import { createSecrets } from '../../src/core/secrets.ts';
import type { Transport } from '../../src/core/transport.ts';
import type { KafkaTransportSettings } from '../../src/transports/kafka/settings.ts';
import { openKafkaTransport } from '../../src/transports/kafka/transport.ts';
import type { BrokerAccess } from '../support/broker-access.ts';

/** A cluster as the adapter is told of it. */
export function clusterOf({ address, tls, sasl }: BrokerAccess, changes: Partial<KafkaSettings> = {}): KafkaSettings {
  return {
    brokers: [address],
    clientId: 'ctk-test',
    connectTimeoutMs: 5000,
    patienceMs: 5000,
    ...(sasl && { sasl }),
    ...(tls && {
      tls: {
        ca: readFileSync(tls.ca, 'utf8'),
        insecure: false,
        ...(tls.cert !== undefined && { cert: readFileSync(tls.cert, 'utf8') }),
        ...(tls.key !== undefined && { key: readFileSync(tls.key, 'utf8') }),
      },
    }),
    ...changes,
  };
}

/** The topics of a resource as the guide names them. */
function topicsOf(resource: string) {
  const root = 'accountManagement.v5';
  const pair = (command: string) => ({
    request: `${root}.${command}${resource}.commandRequest`,
    reply: `${root}.${command}${resource}.commandReply`,
  });
  const commands = {
    create: pair('create'),
    list: pair('list'),
    retrieve: pair('retrieve'),
    patch: pair('patch'),
    delete: pair('delete'),
  };
  return { commands, notifications: `${root}.${resource[0]?.toLowerCase()}${resource.slice(1)}.notificationEvent` };
}

/** Two of the resources; more would say no more. */
const BINDING: KafkaBinding = {
  members: { BillFormat: 'billFormat', PartyAccount: 'partyAccount' },
  topics: { BillFormat: topicsOf('BillFormat'), PartyAccount: topicsOf('PartyAccount') },
};

const COMMANDS = ['create', 'list', 'retrieve', 'patch', 'delete'] as const;

/** Settings of a transport that may ask everything of a BillFormat. */
export function settingsOf(
  cluster: KafkaSettings,
  topicPrefix: string,
  changes: Partial<KafkaTransportSettings> = {},
): KafkaTransportSettings {
  return {
    cluster,
    binding: BINDING,
    topicPrefix,
    groupPrefix: 'ctk-test',
    planned: { BillFormat: COMMANDS },
    notified: ['BillFormat'],
    headers: {},
    timeoutMs: 5000,
    maxRecordBytes: 1024 * 1024,
    readings: {
      numericIds: false,
      parametersIn: 'header',
      patchObject: false,
      contentTypeHeader: 'Content-Type',
      mergePatchType: 'application/merge-patch+json',
      strictStatus: false,
    },
    ...changes,
  };
}

/** Opens a transport with the machine's clock. */
export function openTransport(settings: KafkaTransportSettings, secrets = createSecrets()): Promise<Transport> {
  const sleep = async (ms: number, signal: AbortSignal) => {
    await wait(ms, undefined, { signal }).catch(() => {});
  };
  return openKafkaTransport(settings, { now: Date.now, uuid: randomUUID, sleep, secrets });
}

/** What another end does with a command; `reply` writes to the channel that the command names. */
export type Answer = (command: KafkaRecord, reply: (changes?: Partial<OutgoingRecord>) => Promise<void>) => void | Promise<void>;

/** An implementation that answers the commands of a BillFormat as the test says. */
export async function startPartner(cluster: KafkaSettings, topicPrefix: string, answer: Answer): Promise<KafkaClient> {
  const client = await connectKafka(cluster);
  const topics = Object.values(BINDING.topics.BillFormat?.commands ?? {}).map(({ request }) => `${topicPrefix}.${request}`);
  await client.listen({ topics, groupId: `partner-${randomUUID()}`, from: 'end' }, (record) => {
    const { headers } = record;
    const reply = async (changes: Partial<OutgoingRecord> = {}) => {
      await client.send({
        topic: headers['reply-channel'] ?? '',
        headers: {
          'X-Correlation-Id': headers['x-correlation-id'] ?? '',
          'Status-Code': '200',
          'X-Request-Channel': record.topic,
        },
        value: '{"id":"1"}',
        ...changes,
      });
    };
    void answer(record, reply);
  });
  return client;
}

export const TRACE = { runId: 'run1234', step: 'TC/step@BillFormat' };
export const RETRIEVE: OperationRequest = { operation: 'retrieve', resource: 'BillFormat', id: '1' };
/** Never aborts. */
export const ON = new AbortController().signal;
