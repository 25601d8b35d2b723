import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { KafkaClient } from '../../src/adapters/kafka.ts';
import type { OperationRequest, Transmission } from '../../src/core/exchange.ts';
import { createSecrets } from '../../src/core/secrets.ts';
import type { Transport } from '../../src/core/transport.ts';
import type { KafkaReadings, KafkaTransportSettings } from '../../src/transports/kafka/settings.ts';
import { describeKafka } from '../support/broker.ts';
import { createFreshTopics, type FreshTopics } from '../support/kafka-topics.ts';
import { type Answer, clusterOf, ON, openTransport, RETRIEVE, settingsOf, startPartner, TRACE } from './exchange-partners.ts';

const CREATE: OperationRequest = {
  operation: 'create',
  resource: 'BillFormat',
  body: { name: 'Paper run1234', '@type': 'BillFormat' },
};

await describeKafka('the Kafka transport', (kafka) => {
  let topics: FreshTopics;
  let partner: KafkaClient;
  let answer: Answer;
  let transport: Transport;

  const cluster = () => clusterOf(kafka.access);
  const requestTopic = (command: string) => `${topics.prefix}.accountManagement.v5.${command}BillFormat.commandRequest`;
  const replyTopic = (command: string) => `${topics.prefix}.accountManagement.v5.${command}BillFormat.commandReply`;

  /** Sends one request through a fresh transport to a partner that answers it in that way. */
  async function exchange(
    request: OperationRequest,
    how: Answer = (_, reply) => reply(),
    changes: Partial<KafkaTransportSettings> = {},
  ): Promise<Transmission> {
    answer = how;
    transport = await openTransport(settingsOf(cluster(), topics.prefix, changes));
    return transport.send(request, TRACE, ON);
  }

  const reading = (readings: Partial<KafkaReadings>): Partial<KafkaTransportSettings> => ({
    readings: { ...settingsOf(cluster(), topics.prefix).readings, ...readings },
  });

  beforeAll(async () => {
    topics = await createFreshTopics(kafka);
    partner = await startPartner(cluster(), topics.prefix, (command, reply) => answer(command, reply));
  });
  afterEach(() => transport?.close());
  afterAll(async () => {
    await partner?.close();
    await topics?.remove();
  });

  test('sends a creation with the headers of the guide and takes in the reply', async () => {
    const { sent, outcome } = await exchange(CREATE, (_, reply) =>
      reply({
        headers: { 'X-CORRELATION-ID': _.headers['x-correlation-id']?.toUpperCase() ?? '', 'Status-Code': ' 201 ' },
        value: '{"id":"7"}',
      }),
    );
    expect(sent).toMatchObject({
      protocol: 'kafka',
      brokers: kafka.access.address,
      topic: requestTopic('create'),
      replyTopic: replyTopic('create'),
      partition: expect.any(Number),
      offset: expect.stringMatching(/^\d+$/),
      headers: { 'X-Correlation-Id': expect.stringMatching(/^[0-9a-f-]{36}$/), 'Reply-Channel': replyTopic('create') },
      body: '{"name":"Paper run1234","@type":"BillFormat"}',
    });
    expect(outcome).toMatchObject({
      kind: 'reply',
      status: 201,
      headers: { 'status-code': ' 201 ' },
      body: { kind: 'json', value: { id: '7' } },
      record: { topic: replyTopic('create'), offset: expect.stringMatching(/^\d+$/) },
    });
  });

  test.each<[string, OperationRequest, Partial<KafkaReadings>, Record<string, string>, string | null]>([
    ['retrieve', RETRIEVE, {}, { parameters: '{"id":"1"}' }, null],
    ['retrieve', { ...RETRIEVE, fields: ['id', 'name'] }, {}, { parameters: '{"id":"1","fields":"id,name"}' }, null],
    ['retrieve', RETRIEVE, { numericIds: true }, { parameters: '{"id":1}' }, null],
    ['retrieve', { ...RETRIEVE, id: '007' }, { numericIds: true }, { parameters: '{"id":"007"}' }, null],
    ['retrieve', RETRIEVE, { parametersIn: 'value' }, {}, '{"Parameters":{"id":"1"}}'],
    ['delete', { ...RETRIEVE, operation: 'delete' }, {}, { parameters: '{"id":"1"}' }, null],
    ['list', { operation: 'list', resource: 'BillFormat' }, {}, {}, null],
    [
      'list',
      { operation: 'list', resource: 'BillFormat', filter: { name: 'A&B=50%+ä', count: 3 }, fields: ['id'] },
      {},
      { parameters: '{"filtering":"name=A%26B%3D50%25%2Bä&count=3","fields":"id"}' },
      null,
    ],
    [
      'patch',
      { ...RETRIEVE, operation: 'patch', body: { name: 'B' } },
      { parametersIn: 'value' },
      { parameters: '{"id":"1"}', 'content-type': 'application/merge-patch+json' },
      '{"name":"B"}',
    ],
    [
      'patch',
      { ...RETRIEVE, operation: 'patch', format: 'json-patch', body: [{ op: 'remove', path: '/a' }] },
      { contentTypeHeader: 'ctype' },
      { ctype: 'application/json-patch+json' },
      '[{"op":"remove","path":"/a"}]',
    ],
    [
      'patch',
      { ...RETRIEVE, operation: 'patch', format: 'json-patch', body: [{ op: 'remove', path: '/a' }] },
      { patchObject: true },
      { 'content-type': 'application/json-patch+json' },
      '{"op":"remove","path":"/a"}',
    ],
  ])('asks by %s: %j with %j', async (command, request, readings, headers, value) => {
    let asked: Parameters<Answer>[0] | undefined;
    await exchange(
      request,
      (record, reply) => {
        asked = record;
        return reply();
      },
      reading(readings),
    );
    expect(asked?.topic).toBe(requestTopic(command));
    const { 'x-correlation-id': _id, 'reply-channel': _channel, ...others } = asked?.headers ?? {};
    expect(others).toEqual(expect.objectContaining(headers));
    if (!('parameters' in headers) && command !== 'patch') expect(others).not.toHaveProperty('parameters');
    expect(asked?.value === null ? null : Buffer.from(asked?.value ?? []).toString()).toBe(value);
  });

  test('hears the reply to a request that is sent right after it was opened, every time', async () => {
    answer = (_, reply) => reply();
    for (let round = 0; round < 50; round += 1) {
      const opened = await openTransport(settingsOf(cluster(), topics.prefix, { timeoutMs: 4000 }));
      const { outcome } = await opened.send(RETRIEVE, TRACE, ON);
      await opened.close();
      expect(outcome, `round ${round}`).toMatchObject({ kind: 'reply', status: 200 });
    }
  }, 400_000);

  test('awaits replies on one topic of its own', async () => {
    const own = `${topics.prefix}.own`;
    const admin = partner;
    await admin.createTopics([own], { partitions: 1, replicationFactor: 1 });
    const { sent, outcome } = await exchange(RETRIEVE, undefined, { replyTopic: own });
    expect(sent.headers).toMatchObject({ 'Reply-Channel': own });
    expect(outcome).toMatchObject({ kind: 'reply', record: { topic: own } });
  });

  test('goes without a leading dot where the prefix is empty, and names all topics that are missing', async () => {
    const opened = openTransport(settingsOf(cluster(), '', { planned: { PartyAccount: ['create'] }, notified: [] }));
    await expect(opened).rejects.toMatchObject({
      name: 'KafkaProblem',
      reason: 'unknown-topic',
      topics: ['create', 'retrieve']
        .map((command) => `accountManagement.v5.${command}PartyAccount.command`)
        .flatMap((name) => [`${name}Request`, `${name}Reply`])
        .sort((a, b) => Number(a.endsWith('Reply')) - Number(b.endsWith('Reply'))),
      message: expect.stringContaining('4 topics are missing'),
    });
  });

  test('names the topics that have no such partition', async () => {
    const opened = openTransport(settingsOf(cluster(), topics.prefix, { partition: 9 }));
    await expect(opened).rejects.toThrow(/There is no partition 9 of .*createBillFormat.commandRequest/);
  });

  test('ignores replies to others, and tells of them where its own does not come', async () => {
    const { outcome } = await exchange(
      RETRIEVE,
      (_, reply) => reply({ headers: { 'X-Correlation-Id': 'somebody', 'Status-Code': '200' }, value: '{"id":"2"}' }),
      { timeoutMs: 700 },
    );
    expect(outcome).toMatchObject({
      kind: 'failure',
      reason: 'timeout',
      message: expect.stringContaining('(the last: somebody)'),
    });
  });

  test.each<[string, Record<string, string>]>([
    ['another correlation id', { 'X-Correlation-Id': 'another' }],
    ['no correlation id', {}],
  ])('knows its reply under %s', async (_, correlation) => {
    const { outcome, sent } = await exchange(CREATE, (_command, reply) =>
      reply({ headers: { ...correlation, 'Status-Code': '201' }, value: '{"id":"9","name":"Paper run1234"}' }),
    );
    expect(outcome).toMatchObject({ kind: 'failure', reason: 'uncorrelated', heard: { body: { value: { id: '9' } } } });
    const { message } = outcome as { message: string };
    expect(message).toContain((sent.headers as Record<string, string>)['X-Correlation-Id']);
    expect(message).toContain(correlation['X-Correlation-Id'] ?? 'no X-Correlation-Id');
  });

  test('prefers the true reply to one that only looks like it', async () => {
    const { outcome } = await exchange(CREATE, async (_, reply) => {
      await reply({
        headers: { 'X-Correlation-Id': 'another', 'Status-Code': '201' },
        value: '{"id":"9","name":"Paper run1234"}',
      });
      await reply({ value: '{"id":"10"}' });
    });
    expect(outcome).toMatchObject({ kind: 'reply', body: { value: { id: '10' } } });
  });

  test.each([
    ['the same', '{"b":2,"a":1}', '200', true],
    ['another body', '{"a":1,"b":3}', '200', false],
    ['another status', '{"a":1,"b":2}', '500', false],
  ])('tells of a second reply that says %s', async (_, value, status, isIdentical) => {
    const { sent } = await exchange(RETRIEVE, async (command, reply) => {
      await reply({ value: '{"a":1,"b":2}' });
      const id = command.headers['x-correlation-id'] ?? '';
      await reply({ headers: { 'X-Correlation-Id': id, 'Status-Code': status }, value });
    });
    const strays = await strayReplies();
    expect(strays).toMatchObject([
      {
        kind: 'duplicate',
        isIdentical,
        correlationId: (sent.headers as Record<string, string>)['X-Correlation-Id'],
        reply: { status: Number(status) },
      },
    ]);
    expect(transport.takeStrays?.()).toEqual([]);
  });

  test('tells of a reply that comes after the limit', async () => {
    const { outcome } = await exchange(
      RETRIEVE,
      async (_, reply) => {
        await wait(900);
        await reply();
      },
      { timeoutMs: 300 },
    );
    expect(outcome).toMatchObject({ kind: 'failure', reason: 'timeout', message: expect.stringContaining('within 0.3 s') });
    expect(await strayReplies()).toMatchObject([{ kind: 'late', isIdentical: false, reply: { status: 200 } }]);
  });

  async function strayReplies() {
    for (;;) {
      const strays = transport.takeStrays?.() ?? [];
      if (strays.length > 0) return strays;
      await wait(20);
    }
  }

  test.each<[string, string | undefined, boolean, number | undefined]>([
    ['absent', undefined, false, undefined],
    ['no digits', 'OK', false, undefined],
    ['digits and text', '200 OK', false, 200],
    ['digits and text, read strictly', '200 OK', true, undefined],
  ])('reads a Status-Code that is %s', async (_, text, strictStatus, status) => {
    const { outcome } = await exchange(
      RETRIEVE,
      (command, reply) =>
        reply({
          headers: {
            'X-Correlation-Id': command.headers['x-correlation-id'] ?? '',
            ...(text !== undefined && { 'Status-Code': text }),
          },
        }),
      reading({ strictStatus }),
    );
    if (status === undefined)
      expect(outcome).toMatchObject({ kind: 'failure', reason: 'no-status', heard: { body: { value: { id: '1' } } } });
    else expect(outcome).toMatchObject({ kind: 'reply', status });
  });

  test('keeps a reply that is not JSON as text', async () => {
    const { outcome } = await exchange(RETRIEVE, (_, reply) => reply({ value: '<html>' }));
    expect(outcome).toMatchObject({ kind: 'reply', body: { kind: 'text', text: '<html>' } });
  });

  test.each([
    ['null', null],
    ['empty', ''],
  ])('takes in a reply whose value is %s', async (_, value) => {
    const { outcome } = await exchange(RETRIEVE, (_command, reply) => reply({ value }));
    expect(outcome).toMatchObject({ kind: 'reply', body: { kind: 'empty' } });
  });

  test('does not read what is larger than allowed', async () => {
    const { outcome } = await exchange(RETRIEVE, (_, reply) => reply({ value: `"${'x'.repeat(100)}"` }), { maxRecordBytes: 50 });
    expect(outcome).toMatchObject({ kind: 'failure', reason: 'too-large' });
  });

  test('ends at once when it is aborted', async () => {
    answer = () => {};
    transport = await openTransport(settingsOf(cluster(), topics.prefix, { timeoutMs: 60_000 }));
    const aborting = new AbortController();
    const sending = transport.send(RETRIEVE, TRACE, aborting.signal);
    await wait(100);
    aborting.abort();
    expect((await sending).outcome).toMatchObject({ kind: 'failure', reason: 'interrupted' });
  });

  test('finds out whether anybody answers', async () => {
    answer = (_, reply) => reply({ headers: { 'Status-Code': '404' } });
    transport = await openTransport(settingsOf(cluster(), topics.prefix, { timeoutMs: 3000 }));
    expect(await transport.probe(ON)).toBeUndefined();
    answer = (_, reply) => reply();
    expect(await transport.probe(ON)).toBeUndefined();
    await transport.close();
    answer = () => {};
    transport = await openTransport(settingsOf(cluster(), topics.prefix, { timeoutMs: 300 }));
    expect(await transport.probe(ON)).toMatchObject({ kind: 'failure', reason: 'timeout' });
  });

  test('does not take silence about one kind of request for absence', async () => {
    answer = (command, reply) => (command.topic === requestTopic('list') ? reply({ value: '[]' }) : undefined);
    transport = await openTransport(settingsOf(cluster(), topics.prefix, { timeoutMs: 1000 }));
    expect(await transport.probe(ON)).toBeUndefined();
  });

  test('takes in notifications, with their place on the topic', async () => {
    transport = await openTransport(settingsOf(cluster(), topics.prefix));
    const { notifications } = transport;
    const topic = notifications?.addressOf('BillFormat') ?? '';
    expect(topic).toBe(`${topics.prefix}.accountManagement.v5.billFormat.notificationEvent`);
    expect(notifications?.hasHeard).toBe(false);
    await partner.send({ topic, key: 'k', headers: { A: 'b' }, value: '{"eventId":"e"}' });
    await notifications?.arrival('BillFormat', 5000, ON);
    expect(notifications?.take('BillFormat')).toMatchObject([
      {
        id: 'n1',
        sent: {
          protocol: 'kafka',
          topic,
          partition: expect.any(Number),
          offset: expect.any(String),
          key: 'k',
          headers: { a: 'b' },
        },
        body: { kind: 'json', value: { eventId: 'e' } },
      },
    ]);
    expect(notifications?.take('BillFormat')).toEqual([]);
    expect(notifications?.hasHeard).toBe(true);
  });

  test('keeps secrets out of what it records', async () => {
    const secrets = createSecrets();
    secrets.add('hush-hush', 'GATEWAY_KEY');
    answer = (command, reply) => reply({ value: `not json: ${command.headers['x-key']}` });
    transport = await openTransport(settingsOf(cluster(), topics.prefix, { headers: { 'X-Key': 'hush-hush' } }), secrets);
    const transmission = await transport.send(RETRIEVE, TRACE, ON);
    expect(transmission.outcome).toMatchObject({ kind: 'reply' });
    expect(JSON.stringify(transmission)).not.toContain('hush-hush');
    expect(transmission.sent.headers).toMatchObject({ 'X-Key': '${GATEWAY_KEY}' });
  });
});
