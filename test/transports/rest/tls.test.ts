import { createServer, type ServerOptions } from 'node:https';
import { expect, test } from 'vitest';
import { createCertificate } from '../../../scripts/broker/x509.mjs';
import type { RestSettings } from '../../../src/transports/rest/settings.ts';
import { connect, listen, serve } from './support.ts';

const CA = createCertificate('test CA', { authority: true });
const SERVER = createCertificate('server', { issuer: CA, names: ['127.0.0.1', 'localhost'] });
const CLIENT = createCertificate('client', { issuer: CA });
const NEXT_STEP = 'Give its CA as http.tls.ca in the configuration, or use --insecure.';

async function serveTls(options: ServerOptions = {}) {
  const clients: unknown[] = [];
  const server = createServer({ key: SERVER.key, cert: SERVER.cert, ...options }, (request, response) => {
    const { subject } = (request.socket as import('node:tls').TLSSocket).getPeerCertificate();
    if (subject !== undefined) clients.push(subject.CN);
    response.end('[]');
  });
  const port = await listen(server);
  return { root: `https://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, clients };
}

async function outcomeOf(root: string, tls: Partial<RestSettings['tls']> = {}) {
  return (await connect(root, { tls: { insecure: false, ...tls } }).send()).outcome;
}

test('an unknown CA is refused, with the next step', async () => {
  const { root, host } = await serveTls();
  const outcome = await outcomeOf(root);
  expect(outcome).toMatchObject({ kind: 'failure', reason: 'tls' });
  expect(outcome.kind === 'failure' && outcome.message).toBe(
    `The certificate of ${host} is not from a known authority (UNABLE_TO_VERIFY_LEAF_SIGNATURE). ${NEXT_STEP}`,
  );
});

test('a certificate signed by itself is refused', async () => {
  const own = createCertificate('own', { names: ['127.0.0.1'] });
  const { root } = await serveTls({ key: own.key, cert: own.cert });
  expect(await outcomeOf(root)).toMatchObject({ reason: 'tls', message: expect.stringContaining(NEXT_STEP) });
  expect(await outcomeOf(root, { ca: own.cert })).toMatchObject({ status: 200 });
});

test("a CA of one's own is trusted, --insecure trusts anybody", async () => {
  const { root } = await serveTls();
  expect(await outcomeOf(root, { ca: CA.cert })).toMatchObject({ kind: 'reply', status: 200 });
  expect(await outcomeOf(root, { insecure: true })).toMatchObject({ kind: 'reply', status: 200 });
});

test.each([
  ['for another name', createCertificate('server', { issuer: CA, names: ['sut.example'] }), /is for another name/],
  [
    'out of date',
    createCertificate('server', { issuer: CA, names: ['127.0.0.1'], lastYear: '21' }),
    /is not valid today \(CERT_HAS_EXPIRED\)/,
  ],
])('a certificate %s is refused', async (_, { key, cert }, message) => {
  const { root } = await serveTls({ key, cert });
  expect(await outcomeOf(root, { ca: CA.cert })).toMatchObject({ reason: 'tls', message: expect.stringMatching(message) });
});

test('a client certificate, its key under a passphrase', async () => {
  const { root, clients } = await serveTls({ requestCert: true, rejectUnauthorized: true, ca: CA.cert });
  const secured = createCertificate('secured client', { issuer: CA, passphrase: 'open sesame' });
  const passphrase = { value: 'open sesame', variable: 'CTK_PASSPHRASE' };

  expect(await outcomeOf(root, { ca: CA.cert, cert: CLIENT.cert, key: CLIENT.key })).toMatchObject({ status: 200 });
  expect(await outcomeOf(root, { ca: CA.cert, cert: secured.cert, key: secured.key, passphrase })).toMatchObject({ status: 200 });
  expect(clients).toEqual(['client', 'secured client']);
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)('a client certificate that is demanded and missing, %s', async (maxVersion) => {
  const { root } = await serveTls({ requestCert: true, rejectUnauthorized: true, ca: CA.cert, maxVersion });
  expect(await outcomeOf(root, { ca: CA.cert })).toMatchObject({
    reason: expect.stringMatching(/^(tls|reset)$/),
    message: expect.stringMatching(/demands? a client certificate/),
  });
});

test('a wrong passphrase', async () => {
  const { root } = await serveTls();
  const secured = createCertificate('client', { issuer: CA, passphrase: 'open sesame' });
  const passphrase = { value: 'wrong words', variable: 'CTK_PASSPHRASE' };
  const outcome = await outcomeOf(root, { ca: CA.cert, cert: secured.cert, key: secured.key, passphrase });
  expect(outcome).toMatchObject({
    reason: 'tls',
    message: expect.stringMatching(/^The certificate, key or CA in http\.tls .* Check the PEM files and the passphrase\.$/),
  });
  expect(JSON.stringify(outcome)).not.toContain('wrong words');
});

test('a server that speaks plain HTTP', async () => {
  const { root } = await serve((_, response) => response.end());
  expect(await outcomeOf(root.replace('http:', 'https:'))).toMatchObject({
    reason: 'tls',
    message: expect.stringContaining('Check that it speaks HTTPS'),
  });
});
