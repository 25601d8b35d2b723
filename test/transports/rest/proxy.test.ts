import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect as connectTcp, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { type Certificate, createCertificate } from '../../../scripts/broker/x509.mjs';
import { connect, json, listen } from './support.ts';

const CA = createCertificate('test CA', { authority: true });
const SERVER = createCertificate('server', { issuer: CA, names: ['127.0.0.1', 'localhost'] });
const TLS = { insecure: false, ca: CA.cert };

/** A proxy that forwards and tunnels for whoever sends the authorization, if one is asked for. */
async function startProxy({
  secure = false,
  authorization,
  identity = SERVER,
}: {
  secure?: boolean;
  authorization?: string;
  identity?: Certificate;
} = {}) {
  const served: string[] = [];
  const refuses = (request: IncomingMessage) => {
    served.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? '-'}`);
    return authorization !== undefined && request.headers['proxy-authorization'] !== authorization;
  };
  const forward: RequestListener = (request, response) => {
    if (refuses(request)) return response.writeHead(407).end();
    return json([{ id: 'forwarded' }])(request, response);
  };
  const server: Server = secure ? createTlsServer({ key: identity.key, cert: identity.cert }, forward) : createServer(forward);
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    if (refuses(request)) return client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const [host, port] = String(request.url).split(':');
    const target = connectTcp(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    client.on('close', () => target.destroy());
    return target.on('error', () => client.destroy());
  });
  const port = await listen(server);
  // as a server name in TLS an address is not allowed
  const host = `${secure ? 'localhost' : '127.0.0.1'}:${port}`;
  return { host, url: `${secure ? 'https' : 'http'}://${host}`, served };
}

async function serveTls() {
  const port = await listen(createTlsServer({ key: SERVER.key, cert: SERVER.cert }, json([])));
  return { root: `https://127.0.0.1:${port}`, host: `127.0.0.1:${port}` };
}

const BASIC = `Basic ${Buffer.from('ann:pr0xy word').toString('base64')}`;

test.each([false, true])('HTTPS goes through a tunnel (proxy over TLS: %s)', async (secure) => {
  const { root, host } = await serveTls();
  const proxy = await startProxy({ secure });
  const { send } = connect(root, { tls: TLS, proxy: { url: proxy.url } });
  expect((await send()).outcome).toMatchObject({ status: 200 });
  expect((await send()).outcome).toMatchObject({ status: 200 });
  expect(proxy.served).toContain(`CONNECT ${host} -`);
});

test('plain HTTP is handed to the proxy', async () => {
  const proxy = await startProxy();
  const { send } = connect('http://sut.example/api', { proxy: { url: proxy.url } });
  expect((await send({ operation: 'create', body: { name: 'A' } })).outcome).toMatchObject({
    body: { value: [{ id: 'forwarded' }] },
  });
  expect(proxy.served).toEqual(['POST http://sut.example/api/partyAccount -']);
});

test.each(['http://ann:pr0xy%20word@', 'http://ann@'])('credentials for the proxy: %s', async (start) => {
  const { root, host } = await serveTls();
  const proxy = await startProxy({ authorization: BASIC });
  const password = start.includes(':pr') ? {} : { password: { value: 'pr0xy word', variable: 'CTK_PROXY' } };
  const settings = { tls: TLS, proxy: { url: proxy.url.replace('http://', start), ...password } };
  const transmission = await connect(root, settings).send();
  expect(transmission.outcome).toMatchObject({ status: 200 });
  expect(proxy.served).toEqual([`CONNECT ${host} ${BASIC}`]);
  expect((await connect('http://sut.example', settings).send()).outcome).toMatchObject({ status: 200 });
  expect(JSON.stringify(transmission)).not.toMatch(/pr0xy|proxy-authorization/i);
});

test.each(['https', 'http'])('a proxy that wants other credentials, %s', async (scheme) => {
  const proxy = await startProxy({ authorization: BASIC });
  const settings = { proxy: { url: proxy.url.replace('http://', 'http://bob:wr0ng@') } };
  const { outcome } = await connect(`${scheme}://sut.example:81`, settings).send();
  expect(outcome).toEqual({
    kind: 'failure',
    reason: 'proxy',
    message: `The proxy ${proxy.host} gave no way to sut.example:81: it answered 407. Check http.proxy in the configuration.`,
  });
});

test.each(['https', 'http'])('a proxy that is not there, %s', async (scheme) => {
  const { outcome } = await connect(`${scheme}://sut.example`, { proxy: { url: 'http://ann:wr0ng@127.0.0.1:1' } }).send();
  expect(outcome).toMatchObject({
    kind: 'failure',
    reason: 'proxy',
    message: expect.stringContaining('The proxy 127.0.0.1:1 gave no way to sut.example:'),
  });
  expect(JSON.stringify(outcome)).not.toContain('wr0ng');
});

test('an unknown CA behind the proxy is that of the SUT', async () => {
  const { root, host } = await serveTls();
  const proxy = await startProxy();
  const { outcome } = await connect(root, { proxy: { url: proxy.url } }).send();
  expect(outcome).toMatchObject({ reason: 'tls', message: expect.stringContaining(`The certificate of ${host}`) });
});

test.each([
  [
    'from an unknown authority',
    createCertificate('own', { names: ['localhost'] }),
    /The certificate of HOST is not from a known authority/,
  ],
  [
    'for another name',
    createCertificate('server', { issuer: CA, names: ['proxy.example'] }),
    /The certificate of HOST is for another name/,
  ],
])('a proxy with a certificate %s', async (_, identity, message) => {
  const { root } = await serveTls();
  const proxy = await startProxy({ secure: true, identity });
  const { outcome } = await connect(root, { tls: TLS, proxy: { url: proxy.url } }).send();
  expect(outcome).toMatchObject({ kind: 'failure', reason: 'proxy' });
  expect(outcome.kind === 'failure' && outcome.message.replaceAll(proxy.host, 'HOST')).toMatch(message);
});
