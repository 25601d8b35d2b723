import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { load } from '../../../src/transports/rest/undici.ts';
import { connect, json, serve, serveRaw } from './support.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]';

/** Answers the first request of each connection; the second one is met with `end`. */
async function servingOnce(end: (socket: Socket) => void) {
  const requests: string[] = [];
  const { root } = await serveRaw((socket) => {
    let first = true;
    socket.on('data', (data) => {
      requests.push(String(data).split(' ')[0] ?? '');
      if (first) socket.write(OK);
      else end(socket);
      first = false;
    });
  });
  return { root, requests };
}

test.each([
  ['closed', (socket: Socket) => socket.end()],
  ['reset', (socket: Socket) => socket.resetAndDestroy()],
])('a kept connection that is %s under a request: what may be repeated is', async (_, end) => {
  const { root, requests } = await servingOnce(end);
  const { send } = connect(root, { connections: 1 });
  expect((await send()).outcome).toMatchObject({ status: 200 });
  expect((await send()).outcome).toMatchObject({ status: 200 });
  expect((await send({ operation: 'delete', id: '1' })).outcome).toMatchObject({ status: 200 });
  expect(requests).toEqual(['GET', 'GET', 'GET', 'DELETE', 'DELETE']);
});

test('POST and PATCH are not repeated', async () => {
  const { root, requests } = await servingOnce((socket) => socket.resetAndDestroy());
  const { send } = connect(root, { connections: 1 });
  await send();
  expect((await send({ operation: 'create', body: {} })).outcome).toMatchObject({ reason: 'reset' });
  await send();
  expect((await send({ operation: 'patch', id: '1', body: {} })).outcome).toMatchObject({ reason: 'reset' });
  expect(requests).toEqual(['GET', 'POST', 'GET', 'PATCH']);
});

test('a fresh connection that is reset is a finding, not repeated', async () => {
  let count = 0;
  const { root } = await serveRaw((socket) => {
    count += 1;
    socket.once('data', () => socket.resetAndDestroy());
  });
  expect((await connect(root).send()).outcome).toMatchObject({ reason: 'reset' });
  expect(count).toBe(1);
});

test('a server that closes idle connections is no trouble, for POST neither', async () => {
  let closed: () => void = () => {};
  const { root } = await serveRaw((socket) => {
    socket.on('data', () => socket.write(OK, () => setTimeout(() => socket.end(), 1)));
    socket.on('close', () => closed());
  });
  const { send } = connect(root, { connections: 1 });
  for (let n = 0; n < 3; n += 1) {
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    expect((await send({ operation: 'create', body: {} })).outcome).toMatchObject({ status: 200 });
    await gone;
  }
});

test('connections are kept, and no more than allowed are opened', async () => {
  let busy = 0;
  let most = 0;
  const { root, connections } = await serve((_, response) => {
    busy += 1;
    most = Math.max(most, busy);
    setTimeout(() => {
      busy -= 1;
      response.end('[]');
    }, 2);
  });
  const { send } = connect(root, { connections: 2 });
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => send()));
  expect(outcomes.map(({ outcome }) => outcome.kind)).toEqual(Array(12).fill('reply'));
  expect([most, connections()]).toEqual([2, 2]);
});

test('requests one after the other share a connection', async () => {
  const { root, connections } = await serve(json([]));
  const { send } = connect(root, { connections: 4 });
  for (let n = 0; n < 20; n += 1) await send();
  expect(connections()).toBe(1);
});

test('a connection that never comes about is given up, and is gone after close', async () => {
  let closed: () => void = () => {};
  const gone = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const { root } = await serveRaw((socket) => socket.on('close', closed).resume());
  const { send, transport } = connect(root.replace('http:', 'https:'), { timeoutMs: 200 });
  expect((await send()).outcome).toMatchObject({
    reason: 'timeout',
    message: expect.stringContaining('did not take the connection in time'),
  });
  await transport.close();
  await gone;
});

test('waiting behind own requests is not held against the SUT', async () => {
  const { root } = await serve((_, response) => {
    setTimeout(() => response.end('[]'), 100);
  });
  const { send } = connect(root, { connections: 1, timeoutMs: 900 });
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => send()));
  expect(outcomes.map(({ outcome }) => outcome.kind)).toEqual(Array(10).fill('reply'));
});

test('close ends what is under way and leaves nothing open', async () => {
  let closed: () => void = () => {};
  const gone = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const { root } = await serveRaw((socket) => {
    socket.on('close', closed).once('data', () => void transport.close());
  });
  const { send, transport } = connect(root, { connections: 1 });
  const [first, second] = await Promise.all([send(), send()]);
  expect([first?.outcome, second?.outcome]).toMatchObject([{ reason: 'interrupted' }, { reason: 'interrupted' }]);
  await gone;
  expect((await send()).outcome).toMatchObject({ reason: 'interrupted' });
  await transport.close();
});

test('probe: any reply is an answer', async () => {
  const { root, got } = await serve(json({}, 500));
  expect(await connect(root).transport.probe(new AbortController().signal)).toBeUndefined();
  expect(got.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /api/partyAccount/ctk-probe']);

  const broken = await serve((_, response) =>
    response.writeHead(200, { 'content-length': 9 }).write('[', () => response.destroy()),
  );
  expect(await connect(broken.root).transport.probe(new AbortController().signal)).toBeUndefined();
});

test('probe: silence, noise and absence are none', async () => {
  const probe = (root: string) => connect(root, { timeoutMs: 50 }).transport.probe(new AbortController().signal);
  expect(await probe((await serveRaw(() => {})).root)).toMatchObject({ reason: 'timeout' });
  expect(await probe((await serveRaw((socket) => socket.end('noise\r\n'))).root)).toMatchObject({ kind: 'failure' });
  expect(await probe('http://127.0.0.1:1')).toMatchObject({ reason: 'refused' });
});

test('only the needed parts of undici are loaded', async () => {
  const { root } = await serve(json([]));
  await connect(root).send();
  const { cache } = createRequire(import.meta.url);
  const loaded = Object.keys(cache).map((file) => file.replaceAll('\\', '/'));
  expect(loaded.some((file) => file.endsWith('/undici/lib/dispatcher/agent.js'))).toBe(true);
  expect(loaded.filter((file) => /\/undici\/(index|lib\/web|lib\/mock)/.test(file))).toEqual([]);
});

test('undici is loaded whole where its parts have moved, and only then', () => {
  const missing = () => {
    throw Object.assign(new Error('gone'), { code: 'MODULE_NOT_FOUND' });
  };
  const broken = () => {
    throw new Error('broken');
  };
  const whole = vi.fn(() => 'whole');
  expect(load(missing, whole)).toBe('whole');
  expect(() => load(broken, whole)).toThrow('broken');
  expect(load(() => 'part', whole)).toBe('part');
  expect(whole).toHaveBeenCalledTimes(1);
});
