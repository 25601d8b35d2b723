import { createServer } from 'node:https';
import { expect, test } from 'vitest';
import { createCertificate } from '../../../scripts/broker/x509.mjs';
import type { Credential } from '../../../src/transports/rest/settings.ts';
import { connect, createEnvironment, type Got, json, listen, recording, serve } from './support.ts';

type Answer = (response: import('node:http').ServerResponse, nth: number) => void;

const SECRET = { value: 'client s3cret', variable: 'CTK_CLIENT_SECRET' };

function issue(response: import('node:http').ServerResponse, nth: number): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ access_token: `t0ken-${nth}`, token_type: 'Bearer', expires_in: 300 }));
}

async function tokenServer(answer: Answer = issue) {
  let count = 0;
  const { root, got } = await serve((_, response) => {
    count += 1;
    answer(response, count);
  });
  const credential: Credential = {
    kind: 'oauth2-client-credentials',
    tokenUrl: `${root}/token?tenant=1`,
    clientId: 'kit',
    clientSecret: SECRET,
    scope: 'accounts write',
    clientAuth: 'basic',
  };
  return { credential, got };
}

/** A SUT that takes the tokens given, refuses others with 401, and shows in its body what it got. */
async function guarded(accepted: (token: string) => boolean) {
  return serve((request, response) => {
    const token = request.headers.authorization ?? '';
    response.writeHead(accepted(token.replace('Bearer ', '')) ? 200 : 401).end(JSON.stringify([{ token }]));
  });
}

const tokens = (got: Got[]) => got.map(({ headers }) => headers.authorization);

test('a token is fetched once, shared by concurrent requests, and never shown', async () => {
  const { credential, got: asked } = await tokenServer();
  const { root, got } = await guarded(() => true);
  const { send } = connect(root, { credential });
  const transmissions = await Promise.all([send(), send(), send({ resource: 'BillFormat' })]);
  await send();

  expect(asked.map(({ method, url, body }) => `${method} ${url} ${body}`)).toEqual([
    'POST /api/token?tenant=1 scope=accounts+write&grant_type=client_credentials',
  ]);
  expect(asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from('kit:client+s3cret').toString('base64')}`);
  expect(tokens(got)).toEqual(Array(4).fill('Bearer t0ken-1'));
  expect(transmissions[0]?.sent.headers).toMatchObject({ Authorization: 'Bearer ${CTK_CLIENT_SECRET_TOKEN}' });
  expect(transmissions[0]?.outcome).toMatchObject({ body: { value: [{ token: 'Bearer ${CTK_CLIENT_SECRET_TOKEN}' }] } });
  expect(JSON.stringify(transmissions)).not.toContain('t0ken');
});

test('client authentication in the body, with an audience', async () => {
  const { credential, got } = await tokenServer();
  const { root } = await guarded(() => true);
  await connect(root, { credential: { ...credential, clientAuth: 'body', audience: 'https://sut' } as Credential }).send();
  expect(Object.fromEntries(new URLSearchParams(got[0]?.body))).toEqual({
    grant_type: 'client_credentials',
    client_id: 'kit',
    client_secret: SECRET.value,
    scope: 'accounts write',
    audience: 'https://sut',
  });
  expect(got[0]?.headers).not.toHaveProperty('authorization');
});

test('it is fetched anew before it ends', async () => {
  const { credential } = await tokenServer();
  const { root, got } = await guarded(() => true);
  const { send, environment } = connect(root, { credential });
  await send();
  environment.advance(269_000);
  await send();
  environment.advance(2_000);
  await send();
  expect(tokens(got)).toEqual(['Bearer t0ken-1', 'Bearer t0ken-1', 'Bearer t0ken-2']);
});

test('it is fetched anew after a 401, once', async () => {
  const { credential, got: asked } = await tokenServer();
  const { root, got } = await guarded((token) => token === 't0ken-2');
  const { send } = connect(root, { credential });
  expect((await send({ operation: 'create', body: { name: 'A' } })).outcome).toMatchObject({ status: 200 });
  expect((await send()).outcome).toMatchObject({ status: 200 });
  expect(tokens(got)).toEqual(['Bearer t0ken-1', 'Bearer t0ken-2', 'Bearer t0ken-2']);
  expect(got.slice(0, 2).map(({ body }) => body)).toEqual(Array(2).fill('{"name":"A"}'));
  expect(asked).toHaveLength(2);
});

test('a SUT that refuses every token does not make the kit fetch one for each request', async () => {
  const { credential, got: asked } = await tokenServer();
  const { root, got } = await guarded(() => false);
  const { send } = connect(root, { credential });
  for (let n = 0; n < 3; n += 1) expect((await send()).outcome).toMatchObject({ status: 401 });
  expect([asked.length, got.length]).toEqual([2, 4]);
});

test.each<[string, Answer, RegExp]>([
  [
    'refuses the client',
    (response) =>
      json({ error: 'invalid_client', error_description: `unknown secret ${SECRET.value}` }, 401)({} as never, response as never),
    /issued no access token: it answered 401 invalid_client, "unknown secret \$\{CTK_CLIENT_SECRET\}"\. Check client id, client secret and scope/,
  ],
  [
    'challenges',
    (response) => response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
    /issued no access token: it answered 401\. /,
  ],
  ['is broken', (response) => response.writeHead(500).end('oops'), /issued no access token: .*\(status 500\)\. /],
  [
    'sends HTML',
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    /issued no access token: .*\. Check client id/,
  ],
  [
    'sends no token',
    (response) => json({ token_type: 'bearer' })({} as never, response as never),
    /issued no access token: .*access_token/,
  ],
  [
    'has other tokens',
    (response) => json({ access_token: 'abcdef', token_type: 'mac' })({} as never, response as never),
    /type 'mac'; only bearer tokens|issued no access token/,
  ],
  [
    'hangs up',
    (response) => response.socket?.destroy(),
    /^No access token could be had: 127\.0\.0\.1:\d+ closed the connection without a reply/,
  ],
])('a token endpoint that %s', async (_, answer, message) => {
  const { credential } = await tokenServer(answer);
  const { root, got } = await guarded(() => true);
  const { send, transport } = connect(root, { credential });
  const { outcome, sent } = await send();
  expect(outcome).toMatchObject({ kind: 'failure', reason: 'credentials', message: expect.stringMatching(message) });
  expect(JSON.stringify([outcome, sent])).not.toMatch(/s3cret/);
  expect(await transport.probe(new AbortController().signal)).toMatchObject({ reason: 'credentials' });
  expect(got).toEqual([]);
});

test('the secret goes to no plain HTTP endpoint but a loopback one', async () => {
  const { credential } = await tokenServer();
  const { send } = connect('http://127.0.0.1:1', {
    credential: { ...credential, tokenUrl: 'http://login.example/token' } as Credential,
  });
  expect((await send()).outcome).toMatchObject({
    reason: 'credentials',
    message: expect.stringContaining('is not HTTPS, so the client secret was not sent there'),
  });
});

test('the token endpoint is under the same TLS settings', async () => {
  const ca = createCertificate('test CA', { authority: true });
  const { key, cert } = createCertificate('server', { issuer: ca, names: ['127.0.0.1'] });
  const asked: Got[] = [];
  const port = await listen(
    createServer(
      { key, cert },
      recording(asked, (_, response) => issue(response, 1)),
    ),
  );
  const { root } = await guarded(() => true);
  const credential = { ...(await tokenServer()).credential, tokenUrl: `https://127.0.0.1:${port}/token` } as Credential;

  expect((await connect(root, { credential }).send()).outcome).toMatchObject({
    reason: 'credentials',
    message: expect.stringContaining('http.tls.ca'),
  });
  expect((await connect(root, { credential, tls: { insecure: false, ca: ca.cert } }).send()).outcome).toMatchObject({
    status: 200,
  });
  expect(asked).toHaveLength(1);
});

test('an interrupt ends the wait for a token', async () => {
  const interrupt = new AbortController();
  const { credential } = await tokenServer(() => interrupt.abort());
  const { outcome } = await connect('http://127.0.0.1:1', { credential }, createEnvironment()).send({}, interrupt.signal);
  expect(outcome).toMatchObject({ reason: 'interrupted' });
});
