import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { connectKafka, type KafkaClient, type KafkaRecord } from '../../src/adapters/kafka.ts';
import { type ReferenceOptions, type ReferenceServer, startReference } from '../../src/reference/server.ts';
import { describeKafka, startOwnBroker } from '../support/broker.ts';
import { freshPrefix } from '../support/kafka-topics.ts';
import { clusterOf } from './exchange-partners.ts';

const RESOURCES = [
  'PartyAccount',
  'BillingAccount',
  'SettlementAccount',
  'FinancialAccount',
  'BillingCycleSpecification',
  'BillFormat',
  'BillPresentationMedia',
];
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const part of opened.splice(0).reverse()) await part.close();
});

/** A client that writes commands and hears whatever is written under the prefix. */
async function startClient(cluster: Parameters<typeof connectKafka>[0], prefix: string) {
  const client: KafkaClient = await connectKafka(cluster);
  opened.push(client);
  const heard: KafkaRecord[] = [];
  const waiting = new Set<() => void>();
  const api = `${prefix}.accountManagement.v5`;
  const topics = RESOURCES.flatMap((resource) => [
    ...['create', 'list', 'retrieve', 'patch', 'delete'].map((operation) => `${api}.${operation}${resource}.commandReply`),
    `${api}.${resource[0]?.toLowerCase()}${resource.slice(1)}.notificationEvent`,
  ]);
  await client.listen({ topics, groupId: `test-${randomUUID()}`, from: 'end' }, (record) => {
    heard.push(record);
    for (const look of waiting) look();
  });

  /** Resolves with the first record that fits, heard already or yet to come. */
  const hear = (fits: (record: KafkaRecord) => boolean) =>
    new Promise<KafkaRecord>((resolve) => {
      const look = () => {
        const found = heard.find(fits);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });

  const ask = async (operation: string, resource: string, parameters?: object, body?: object) => {
    const topic = `${api}.${operation}${resource}`;
    const correlationId = randomUUID();
    await client.send({
      topic: `${topic}.commandRequest`,
      headers: {
        'X-Correlation-Id': correlationId,
        'Reply-Channel': `${topic}.commandReply`,
        ...(parameters && { Parameters: JSON.stringify(parameters) }),
      },
      value: body === undefined ? null : JSON.stringify(body),
    });
    return hear(({ headers }) => headers['x-correlation-id'] === correlationId);
  };
  return { ask, hear, heard };
}

async function start(options: ReferenceOptions): Promise<ReferenceServer> {
  const server = await startReference(options);
  opened.push(server);
  return server;
}

const bodyOf = ({ value }: KafkaRecord) => JSON.parse(Buffer.from(value ?? []).toString() || 'null');

await describeKafka('the reference implementation over Kafka', (kafka) => {
  const cluster = () => clusterOf(kafka.access);
  const face = (changes = {}) => ({ settings: cluster(), topicPrefix: freshPrefix(), createTopics: true, ...changes });

  test.each(RESOURCES)('answers every operation on %s, and tells of the changes', async (resource) => {
    const options = face();
    const server = await start({ kafka: options });
    const client = await startClient(cluster(), options.topicPrefix);
    const created = await client.ask('create', resource, undefined, { name: 'a', relatedParty: [{ role: 'owner' }] });
    expect(created.headers).toMatchObject({
      'status-code': '201',
      'x-request-channel': `${options.topicPrefix}.accountManagement.v5.create${resource}.commandRequest`,
    });
    expect(created.key).toBeUndefined();
    const { id } = bodyOf(created);
    expect(bodyOf(await client.ask('list', resource, { filtering: 'name=a', fields: 'name' }))).toMatchObject([
      { id, name: 'a' },
    ]);
    expect(bodyOf(await client.ask('retrieve', resource, { id }))).toStrictEqual(bodyOf(created));
    expect(bodyOf(await client.ask('patch', resource, { id }, { name: 'b' }))).toMatchObject({ id, name: 'b' });
    const deleted = await client.ask('delete', resource, { id });
    expect([deleted.headers['status-code'], deleted.value?.length]).toStrictEqual(['204', 0]);
    const kinds = ['Create', 'AttributeValueChange', 'Delete'];
    for (const kind of kinds) {
      const event = await client.hear(
        ({ topic, value }) =>
          topic.endsWith('.notificationEvent') && bodyOf({ value } as KafkaRecord).eventType === `${resource}${kind}Event`,
      );
      expect(Object.values(bodyOf(event).event)).toMatchObject([{ id }]);
    }
    expect([server.commands, client.heard.length]).toStrictEqual([5, 8]);
  });

  test('answers commands that come all at once, each with its own correlation id', async () => {
    const options = face({ partitions: 3 });
    await start({ kafka: options });
    const client = await startClient(cluster(), options.topicPrefix);
    const names = Array.from({ length: 40 }, (_, index) => `n${index}`);
    const replies = await Promise.all(names.map((name) => client.ask('create', 'BillFormat', undefined, { name })));
    expect(replies.map((reply) => bodyOf(reply).name)).toStrictEqual(names);
    expect(bodyOf(await client.ask('list', 'BillFormat'))).toHaveLength(40);
  });

  test('hears commands that are written the moment it has started', async () => {
    const options = face();
    const client = await connectKafka(cluster());
    opened.push(client);
    const server = await start({ kafka: options });
    const topic = `${options.topicPrefix}.accountManagement.v5.listBillFormat.commandRequest`;
    await client.send({ topic, headers: { 'X-Correlation-Id': 'c' }, value: null });
    await expect.poll(() => server.commands).toBe(1);
  });

  test.each(['replies-zstd', 'replies-gzip'])('%s can be read', async (variant) => {
    const options = face();
    await start({ kafka: options, variants: [variant] });
    const client = await startClient(cluster(), options.topicPrefix);
    const description = 'long '.repeat(60_000);
    const created = await client.ask('create', 'BillFormat', undefined, { name: 'a', description });
    expect(created.unreadable).toBeUndefined();
    expect(bodyOf(created).description).toBe(description);
  });

  test('an answer that no topic takes is refused in its place, and the next one is written', async () => {
    const options = face();
    const troubles: string[] = [];
    await start({ kafka: options, onTrouble: (message) => troubles.push(message) });
    const client = await startClient(cluster(), options.topicPrefix);
    const description = 'x'.repeat(600_000);
    for (const name of ['a', 'b']) await client.ask('create', 'BillFormat', undefined, { name, description });
    const refused = await client.ask('list', 'BillFormat');
    expect(refused.headers['status-code']).toBe('500');
    expect(bodyOf(refused)).toMatchObject({ code: 'too-large' });
    expect(bodyOf(await client.ask('list', 'BillFormat', { fields: 'name' }))).toHaveLength(2);
    expect(troubles).toStrictEqual([]);
  });

  test('names the topics that are missing', async () => {
    const options = face({ createTopics: false });
    await expect(startReference({ kafka: options })).rejects.toThrow(
      `none of the 77 topics is there on ${kafka.access.address}; the first would be ${options.topicPrefix}.accountManagement`,
    );
  });

  test('two servers of different prefixes do not hear each other', async () => {
    const [one, other] = [face(), face()];
    const silent = await start({ kafka: one });
    await start({ kafka: other });
    const client = await startClient(cluster(), other.topicPrefix);
    await client.ask('list', 'BillFormat');
    expect(silent.commands).toBe(0);
  });
});

await describeKafka(
  'a reference implementation whose broker is lost',
  () => {
    test('goes on when it is back', async () => {
      const broker = await startOwnBroker();
      const { address } = broker.description;
      const patient = clusterOf({ address }, { patienceMs: 60_000 });
      const options = { settings: patient, topicPrefix: freshPrefix(), createTopics: true };
      const server = await start({ kafka: options });
      const client = await startClient(patient, options.topicPrefix);
      const { id } = bodyOf(await client.ask('create', 'BillFormat', undefined, { name: 'a' }));

      await broker.kill();
      // what changes while nobody can be told is told when somebody can
      await fetch(`${server.root}/billFormat/${id}`, {
        method: 'PATCH',
        body: '{"name":"b"}',
        headers: { 'content-type': 'application/merge-patch+json' },
      });
      await broker.restart();
      expect(bodyOf(await client.ask('retrieve', 'BillFormat', { id }))).toMatchObject({ id, name: 'b' });
      const event = await client.hear(
        ({ topic, value }) =>
          topic.endsWith('.billFormat.notificationEvent') &&
          bodyOf({ value } as KafkaRecord).eventType === 'BillFormatAttributeValueChangeEvent',
      );
      expect(bodyOf(event).event.billFormat).toMatchObject({ id, name: 'b' });
      for (const part of opened.splice(0).reverse()) await part.close();
      await broker.stop();
    }, 120_000);
  },
  { secured: true },
);
