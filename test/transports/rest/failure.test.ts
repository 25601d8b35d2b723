import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import type { Failure } from '../../../src/core/exchange.ts';
import { describeFailure } from '../../../src/transports/rest/failure.ts';
import { connect, listen, serve, serveRaw } from './support.ts';

async function failureOf(root: string, changes = {}, operation: 'list' | 'create' = 'list'): Promise<Failure> {
  const { outcome } = await connect(root, changes).send({ operation, ...(operation === 'create' ? { body: {} } : {}) });
  if (outcome.kind !== 'failure') throw new Error(`there was a reply: ${outcome.status}`);
  return { ...outcome, message: outcome.message.replaceAll(new URL(root).host, 'HOST') };
}

test('nobody listens', async () => {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  expect(await failureOf(`http://127.0.0.1:${port}`)).toEqual({
    kind: 'failure',
    reason: 'refused',
    message: 'HOST refused the connection: nothing listens there. Start the server, or correct host and port in --target.',
  });
});

test('a name that does not exist', async () => {
  expect(await failureOf('http://no-such-host.invalid:81')).toEqual({
    kind: 'failure',
    reason: 'unresolved',
    message: 'The name in HOST cannot be resolved. Correct the host in --target, or see to its DNS entry.',
  });
});

test('silence', async () => {
  const { root } = await serveRaw(() => {});
  expect(await failureOf(root, { timeoutMs: 30 })).toEqual({
    kind: 'failure',
    reason: 'timeout',
    message: 'HOST did not answer in time. If that is its normal pace, allow more with --timeout.',
  });
});

test('a body that does not go on', async () => {
  const { root } = await serve((_, response) => response.write('['));
  expect(await failureOf(root, { timeoutMs: 100 })).toMatchObject({
    reason: 'timeout',
    message: expect.stringContaining('did not finish its reply in time'),
  });
});

test('headers that trickle', async () => {
  const { root } = await serveRaw((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const drip = setInterval(() => socket.write('x-drip: 1\r\n'), 5);
    socket.on('close', () => clearInterval(drip));
  });
  expect(await failureOf(root, { timeoutMs: 100 })).toMatchObject({ reason: 'timeout' });
});

const HEAD = 'HTTP/1.1 200 OK\r\n';

test.each<[string, string | undefined, Failure['reason'], string]>([
  ['closes at once', undefined, 'reset', 'HOST closed the connection without a reply. Its log should say why.'],
  [
    'closes within the head',
    `${HEAD}content-le`,
    'truncated',
    'HOST closed the connection in the middle of its reply. Its log should say why.',
  ],
  [
    'sends less than Content-Length',
    `${HEAD}content-length: 10\r\n\r\n[1`,
    'truncated',
    'HOST closed the connection in the middle',
  ],
  [
    'sends less than Content-Length, last reply',
    `${HEAD}connection: close\r\ncontent-length: 10\r\n\r\n[1`,
    'truncated',
    'HOST closed the connection in the middle',
  ],
  [
    'breaks off chunks',
    `${HEAD}transfer-encoding: chunked\r\n\r\n5\r\n[1`,
    'truncated',
    'HOST closed the connection in the middle',
  ],
  [
    'breaks off chunks, last reply',
    `${HEAD}connection: close\r\ntransfer-encoding: chunked\r\n\r\n5\r\n[1`,
    'truncated',
    'HOST closed the connection in the middle',
  ],
  ['sends no HTTP', '220 mail.example ESMTP\r\n', 'malformed', 'HOST sent something that is no HTTP/1.1 reply ('],
  [
    'sends bad chunks',
    `${HEAD}transfer-encoding: chunked\r\n\r\nxyz\r\n`,
    'malformed',
    'HOST sent something that is no HTTP/1.1 reply (',
  ],
  [
    'sends a huge head',
    `${HEAD}x: ${'y'.repeat(300_000)}\r\n\r\n`,
    'malformed',
    'HOST sent something that is no HTTP/1.1 reply (',
  ],
  [
    'changes the protocol',
    'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
    'malformed',
    'HOST sent something',
  ],
])('a server that %s', async (_, text, reason, message) => {
  const { root } = await serveRaw((socket) => {
    socket.once('data', () => (text === undefined ? socket.end() : socket.end(text)));
  });
  const failure = await failureOf(root);
  expect(failure.reason).toBe(reason);
  expect(failure.message.slice(0, message.length)).toBe(message);
});

test.each(['list', 'create'] as const)('a reset before the reply to %s', async (operation) => {
  const { root } = await serveRaw((socket) => socket.once('data', () => socket.resetAndDestroy()));
  expect(await failureOf(root, {}, operation)).toMatchObject({ reason: 'reset' });
});

test('a reset within the body', async () => {
  const { root } = await serve((request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('[1,', () => setImmediate(() => request.socket.resetAndDestroy()));
  });
  expect(await failureOf(root)).toMatchObject({ reason: 'truncated' });
});

test('a body without length ends with the connection', async () => {
  const { root } = await serveRaw((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\n[1]')));
  const { outcome } = await connect(root).send();
  expect(outcome).toMatchObject({ body: { kind: 'json', value: [1] } });
});

test('an interrupt, before and during', async () => {
  const interrupt = new AbortController();
  const { root } = await serveRaw((socket) => socket.once('data', () => interrupt.abort()));
  const { send } = connect(root);
  expect((await send({}, interrupt.signal)).outcome).toMatchObject({
    reason: 'interrupted',
    message: expect.stringMatching(/^The run was interrupted before 127\.0\.0\.1:\d+ had answered\.$/),
  });
  expect((await send({}, interrupt.signal)).outcome).toMatchObject({ reason: 'interrupted' });
});

test('errors that cannot be provoked here', () => {
  const describe = (code: string, stage: 'connecting' | 'waiting' = 'connecting') =>
    describeFailure(
      { kind: 'error', error: Object.assign(new Error('words'), { code }), stage, reused: false, proxy: false },
      { host: 'sut:443' },
    );
  expect(describe('EHOSTUNREACH')).toMatchObject({
    reason: 'unreachable',
    message: 'There is no way to sut:443 (EHOSTUNREACH). See to network, VPN and firewall.',
  });
  expect(describe('EAI_AGAIN')).toMatchObject({ reason: 'unresolved' });
  expect(describe('UND_ERR_CONNECT_TIMEOUT')).toMatchObject({
    reason: 'timeout',
    message: expect.stringContaining('did not take the connection in time'),
  });
  expect(describe('WHAT_IS_THIS')).toMatchObject({ reason: 'unreachable', message: 'The exchange with sut:443 failed: words.' });
  const several = new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED' })]);
  expect(
    describeFailure({ kind: 'error', error: several, stage: 'connecting', reused: false, proxy: false }, { host: 'sut:1' })
      .reason,
  ).toBe('refused');
});
