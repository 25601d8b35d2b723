import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCertificate } from '../../../scripts/broker/x509.mjs';
import { probeCallback } from '../../../src/transports/rest/callback-probe.ts';
import { openReceiver, type Receiver, type ReceiverSettings } from '../../../src/transports/rest/receiver.ts';
import { unusedPort } from '../../support/troubled-server.ts';
import { createEnvironment } from './support.ts';

/** A receiver on a free port; ends with the test. */
async function open(changes: Partial<ReceiverSettings> = {}): Promise<Receiver> {
  const receiver = await openReceiver({ host: '127.0.0.1', port: 0, isLocal: true, ...changes }, createEnvironment());
  onTestFinished(() => receiver.close());
  return receiver;
}

const post = async (url: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  (await fetch(url, { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers })).status;
const endless = new AbortController().signal;

describe('a receiver', () => {
  it('takes what is posted to its address and below it, in order, each resource apart', async () => {
    const receiver = await open();
    const [accounts, formats] = [receiver.addressOf('PartyAccount'), receiver.addressOf('BillFormat')];
    expect(receiver.addressOf('PartyAccount')).toBe(accounts);
    expect(receiver.hasHeard).toBe(false);
    expect(await post(accounts, '{"a":1}')).toBe(204);
    expect(await post(`${accounts}/listener/aEvent?x=y`, '{"a":2}', { authorization: 'Bearer s3cret', 'X-Sent-By': 'sut' })).toBe(
      204,
    );
    expect(await post(formats, '{"b":1}')).toBe(204);
    expect(receiver.hasHeard).toBe(true);
    expect(receiver.take('PartyAccount')).toMatchObject([
      { id: 'n1', sent: { method: 'POST', path: '' }, body: { kind: 'json', value: { a: 1 } } },
      {
        id: 'n2',
        sent: { path: '/listener/aEvent', headers: { authorization: '${HEADER_AUTHORIZATION}', 'x-sent-by': 'sut' } },
        body: { value: { a: 2 } },
      },
    ]);
    expect(receiver.take('PartyAccount')).toEqual([]);
    expect(receiver.take('BillFormat')).toHaveLength(1);
  });

  it('is found behind a gateway, whatever it adds to the path', async () => {
    const port = await unusedPort();
    const receiver = await open({ port, publicUrl: 'https://gateway.example/tests/' });
    const address = receiver.addressOf('PartyAccount');
    expect(address).toMatch(/^https:\/\/gateway\.example\/tests\/[0-9a-f]{32}$/);
    expect(await post(address.replace('https://gateway.example', `http://127.0.0.1:${port}`), '{}')).toBe(204);
    expect(await post(address.replace('https://gateway.example/tests', `http://127.0.0.1:${port}`), '{}')).toBe(204);
    expect(receiver.take('PartyAccount')).toHaveLength(2);
  });

  it('reads a compressed body', async () => {
    const receiver = await open();
    const address = receiver.addressOf('PartyAccount');
    expect(await post(address, gzipSync('{"a":1}'), { 'content-encoding': 'gzip' })).toBe(204);
    expect(await post(address, 'no gzip', { 'content-encoding': 'gzip' })).toBe(415);
    expect(receiver.take('PartyAccount')).toMatchObject([{ body: { value: { a: 1 } } }]);
  });

  it('refuses what it cannot take', async () => {
    const receiver = await open();
    const address = receiver.addressOf('PartyAccount');
    const put = await fetch(address, { method: 'PUT', body: '{}' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, POST']);
    expect(await post(address.replace(/.$/, '-'), '{}')).toBe(404);
    expect(await post(new URL('/', address).href, '{}')).toBe(404);
    expect(receiver.hasHeard).toBe(false);
    expect(await post(address, '<event/>')).toBe(400);
    expect(receiver.take('PartyAccount')).toMatchObject([{ body: { kind: 'text', error: expect.stringContaining('JSON') } }]);
  });

  it('is there for a hub that tries the address before it takes a subscription', async () => {
    const receiver = await open();
    const address = receiver.addressOf('PartyAccount');
    const tried = await Promise.all(['GET', 'HEAD', 'OPTIONS'].map(async (method) => (await fetch(address, { method })).status));
    expect(tried).toEqual([204, 204, 204]);
    expect(receiver.hasHeard).toBe(false);
    expect(await post(address, '')).toBe(204);
    expect(receiver.take('PartyAccount')).toMatchObject([{ body: { kind: 'empty' } }]);
  });

  it('is beside the target only where its address leads to it', async () => {
    expect((await open()).isLocal).toBe(true);
    expect((await open({ isLocal: false })).isLocal).toBe(false);
    const port = await unusedPort();
    const receiver = await open({ port, publicUrl: `http://127.0.0.1:${port}` });
    expect(receiver.isLocal).toBe(false);
    expect(await probeCallback(receiver)).toBe(undefined);
    expect(receiver.isLocal).toBe(true);
  });

  it('does not count on a client that its certificate turns away', async () => {
    const ca = createCertificate('test CA', { authority: true });
    const tls = createCertificate('callback', { issuer: ca, names: ['127.0.0.1'] });
    const receiver = await open({ tls });
    const address = receiver.addressOf('PartyAccount');
    const send = (trusted: object) =>
      new Promise<unknown>((resolve) => {
        const sent = secureRequest(address, { method: 'POST', agent: false, ...trusted }, (reply) => resolve(reply.statusCode));
        sent.once('error', (error) => resolve(error.message)).end('{}');
      });
    expect([await send({ ca: ca.cert }), receiver.isLocal]).toEqual([204, true]);
    expect([await send({}), receiver.isLocal]).toEqual([expect.stringContaining('certificate'), false]);
  });

  it('stops reading a body without end', async () => {
    const receiver = await open();
    const address = receiver.addressOf('PartyAccount');
    const status = await new Promise<number | undefined>((resolve) => {
      const sent = request(address, { method: 'POST' }, (response) => resolve(response.statusCode));
      sent.on('error', () => resolve(413));
      const chunk = Buffer.alloc(256 * 1024, 'x');
      const more = () => void (sent.destroyed || sent.write(chunk, more));
      more();
    });
    expect(status).toBe(413);
    expect(receiver.take('PartyAccount')).toEqual([]);
  });

  it('drops a request that is cut off', async () => {
    const receiver = await open();
    const { port, pathname } = new URL(receiver.addressOf('PartyAccount'));
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`POST ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{"a"`, () => socket.destroy());
    await new Promise((resolve) => socket.once('close', resolve));
    expect(await post(receiver.addressOf('PartyAccount'), '{}')).toBe(204);
    expect(receiver.take('PartyAccount')).toHaveLength(1);
  });

  it('ends what hangs when it is closed, and may be closed twice', async () => {
    const receiver = await open();
    const { port, pathname } = new URL(receiver.addressOf('PartyAccount'));
    const socket = connect(Number(port), '127.0.0.1');
    const closed = new Promise((resolve) => socket.on('error', () => {}).once('close', resolve));
    await new Promise<void>((resolve) => socket.write(`POST ${pathname} HTTP/1.1\r\ncontent-length: 10\r\n`, () => resolve()));
    await receiver.close();
    await receiver.close();
    await closed;
  });

  it('says what address cannot be listened on', async () => {
    const { port } = new URL((await open()).addressOf('X'));
    await expect(open({ port: Number(port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(open({ tls: { cert: 'no certificate', key: 'no key' } })).rejects.toThrow();
  });
});

describe('waiting for an arrival', () => {
  it('ends with it, or at once where something is there', async () => {
    const receiver = await openReceiver(
      { host: '127.0.0.1', port: 0, isLocal: true },
      { ...createEnvironment(), sleep: waitForAbort },
    );
    onTestFinished(() => receiver.close());
    const address = receiver.addressOf('PartyAccount');
    const waiting = receiver.arrival('PartyAccount', 60_000, endless);
    await post(receiver.addressOf('BillFormat'), '{}');
    await post(address, '{}');
    await waiting;
    await receiver.arrival('PartyAccount', 60_000, endless);
    expect(receiver.take('PartyAccount')).toHaveLength(1);
    const stop = new AbortController();
    const stopped = receiver.arrival('PartyAccount', 60_000, stop.signal);
    stop.abort();
    await stopped;
  });

  it('ends with the time', async () => {
    const environment = createEnvironment();
    const receiver = await openReceiver({ host: '127.0.0.1', port: 0, isLocal: true }, environment);
    onTestFinished(() => receiver.close());
    await receiver.arrival('PartyAccount', 250, endless);
    expect(environment.slept).toEqual([250]);
  });
});

/** A sleep that only an abort ends. */
async function waitForAbort(_ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

describe('the probe of a callback', () => {
  it('proves that the public URL leads back, and is no notification', async () => {
    const receiver = await open();
    expect(await probeCallback(receiver)).toBeUndefined();
    expect([receiver.isProven, receiver.hasHeard]).toEqual([true, false]);
  });

  it('says why it does not', async () => {
    const nowhere = await open({ publicUrl: `http://127.0.0.1:${await unusedPort()}` });
    expect(await probeCallback(nowhere)).toBe('nothing listens there');
    const other = await open();
    const elsewhere = await open({ publicUrl: new URL(other.addressOf('X')).origin });
    expect(await probeCallback(elsewhere)).toBe('somebody else answered 404');
  });
});
