import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { KafkaRecord } from '../../../src/adapters/kafka.ts';
import type { OperationRequest } from '../../../src/core/exchange.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { createAwaitedReplies } from '../../../src/transports/kafka/awaited-replies.ts';
import { silence } from '../../../src/transports/kafka/failure.ts';
import { settingsOf } from '../../kafka/exchange-partners.ts';

const LIST: OperationRequest = { operation: 'list', resource: 'BillFormat', filter: { name: 'Paper run1' } };
const COMMAND = { topic: 'list.commandRequest', replyTopic: 'list.commandReply', headers: {}, value: null };

function account() {
  const cluster = { brokers: ['127.0.0.1:1'], clientId: 'test', connectTimeoutMs: 1, patienceMs: 1 };
  // the grace passes at once
  const sleep = async () => {
    await wait(1);
  };
  const environment = { now: () => 0, uuid: () => '', sleep, secrets: createSecrets() };
  return createAwaitedReplies(settingsOf(cluster, 'p'), environment);
}

function record(headers: Record<string, string>, value: string | null, changes: Partial<KafkaRecord> = {}): KafkaRecord {
  const bytes = value === null ? null : Buffer.from(value);
  return { topic: COMMAND.replyTopic, partition: 2, offset: '17', timestamp: 0, headers, value: bytes, ...changes };
}

const ask = (replies: ReturnType<typeof account>, correlationId: string, request = LIST) =>
  replies.await({ correlationId, command: COMMAND, request, runId: 'run1', isProbe: false });
const UNREADABLE = { unreadable: { codec: 'zstd', why: 'it is broken' } } as const;

test('a record that cannot be read ends the only exchange that it may answer, and names its place', async () => {
  const replies = account();
  const asked = ask(replies, 'a');
  replies.receive(record({}, null, UNREADABLE));
  expect(await asked.outcome).toMatchObject({
    reason: 'compression',
    message: expect.stringMatching(/topic list\.commandReply \(partition 2, offset 17\).* zstd .*because it is broken/),
  });
});

test('a record that cannot be read is told at the limit where it may answer several', async () => {
  const replies = account();
  const [first, second] = [ask(replies, 'a'), ask(replies, 'b')];
  replies.receive(record({}, null, UNREADABLE));
  replies.receive(record({ 'x-correlation-id': 'b', 'status-code': '200' }, '[]'));
  expect(await second.outcome).toMatchObject({ kind: 'reply' });
  first.give(silence(COMMAND, 1000, 'a', first.others));
  expect(await first.outcome).toMatchObject({ reason: 'compression' });
});

test.each([
  ['others too', '[{"id":"1","name":"Paper run1"},{"id":"2","name":"Other"}]', LIST],
  ['nothing', '[]', LIST],
  ['records of this run that nobody asked for alone', '[{"id":"1","name":"Paper run1"}]', { ...LIST, filter: {} }],
])("a list with another id that shows %s is somebody else's", async (_, value, request) => {
  const replies = account();
  const asked = ask(replies, 'a', request);
  replies.receive(record({ 'x-correlation-id': 'other', 'status-code': '200' }, value));
  expect(asked.others).toEqual({ count: 1, last: 'other' });
  asked.give(silence(COMMAND, 1000, 'a', asked.others));
  expect(await asked.outcome).toMatchObject({ reason: 'timeout', message: expect.stringContaining('One reply') });
});

test('a list with another id that shows what was filtered for, and nothing else, is the reply', async () => {
  const replies = account();
  const asked = ask(replies, 'a');
  replies.receive(record({ 'x-correlation-id': 'other', 'status-code': '200' }, '[{"id":"1","name":"Paper run1"}]'));
  expect(await asked.outcome).toMatchObject({ reason: 'uncorrelated' });
});

test('a record that names another request channel answers somebody else', async () => {
  const replies = account();
  const asked = ask(replies, 'a');
  const headers = { 'x-correlation-id': 'other', 'status-code': '200', 'x-request-channel': 'elsewhere' };
  replies.receive(record(headers, '[{"id":"1","name":"Paper run1"}]'));
  asked.give(silence(COMMAND, 1000, 'a', asked.others));
  expect(await asked.outcome).toMatchObject({ reason: 'timeout' });
});

test('a second reply is compared whatever the order of members, and ids whatever their case', () => {
  const replies = account();
  ask(replies, 'ABC');
  const say = (id: string, value: string) => replies.receive(record({ 'x-correlation-id': id, 'status-code': '200' }, value));
  say('abc', '{"a":1,"b":[{"c":2,"d":3}]}');
  say('Abc', '{"b":[{"d":3,"c":2}],"a":1}');
  say('abc', '{"b":[{"d":3,"c":2}]}');
  expect(replies.takeStrays()).toMatchObject([
    { kind: 'duplicate', isIdentical: true, correlationId: 'ABC' },
    { kind: 'duplicate', isIdentical: false, correlationId: 'ABC' },
  ]);
});

test("what comes for a request that was given up early is nobody's business", async () => {
  const replies = account();
  const asked = ask(replies, 'a');
  asked.give({ kind: 'failure', reason: 'interrupted', message: '' });
  replies.receive(record({ 'x-correlation-id': 'a', 'status-code': '200' }, '[]'));
  expect(await asked.outcome).toMatchObject({ reason: 'interrupted' });
  expect(replies.takeStrays()).toEqual([]);
});

test('the id of another request of the run on what answers this one is a wrong id, and no second reply to that one', async () => {
  const replies = account();
  const elsewhere = { topic: 'retrieve.commandRequest', replyTopic: 'retrieve.commandReply', headers: {}, value: null };
  replies.await({ correlationId: 'first', command: elsewhere, request: LIST, runId: 'run1', isProbe: false });
  replies.receive(record({ 'x-correlation-id': 'first', 'status-code': '404' }, null, { topic: elsewhere.replyTopic }));
  const asked = ask(replies, 'a');
  const headers = { 'x-correlation-id': 'first', 'status-code': '200', 'x-request-channel': COMMAND.topic };
  replies.receive(record(headers, '[{"id":"1","name":"Paper run1"}]'));
  expect(await asked.outcome).toMatchObject({ reason: 'uncorrelated' });
  expect(replies.takeStrays()).toEqual([]);
});

test('a second reply that names the request it repeats is no reply to another one', async () => {
  const replies = account();
  const elsewhere = { ...COMMAND, topic: 'retrieve.commandRequest' };
  replies.await({ correlationId: 'first', command: elsewhere, request: LIST, runId: 'run1', isProbe: false });
  const headers = { 'x-correlation-id': 'first', 'status-code': '200', 'x-request-channel': elsewhere.topic };
  replies.receive(record(headers, '[{"id":"1","name":"Paper run1"}]'));
  ask(replies, 'a');
  replies.receive(record(headers, '[{"id":"1","name":"Paper run1"}]'));
  expect(replies.takeStrays()).toMatchObject([{ kind: 'duplicate', isIdentical: true, correlationId: 'first' }]);
});

test('a late reply is a sign of life', async () => {
  const replies = account();
  const late = ask(replies, 'a');
  late.give(silence(COMMAND, 1000, 'a', late.others));
  const probe = replies.await({ correlationId: 'p', command: COMMAND, request: LIST, runId: '', isProbe: true });
  replies.receive(record({ 'x-correlation-id': 'a', 'status-code': '200' }, '[]'));
  expect(await probe.outcome).toMatchObject({ reason: 'uncorrelated' });
});
