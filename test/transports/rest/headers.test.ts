import { expect, test } from 'vitest';
import { createTracer, userAgent } from '../../../src/transports/rest/identification.ts';
import { connect, json, serve, TRACE } from './support.ts';

test('each request tells run and step', async () => {
  const { root, got } = await serve(json([]));
  const { send } = connect(root);
  await send();
  await send();
  const [first, second] = got.map(({ headers }) => headers);
  expect(first?.['user-agent']).toBe('ctk/0.1.0 (run r1; step TC_N1/create@PartyAccount)');
  expect(first?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  const [trace, span] = String(first?.traceparent).split('-').slice(1);
  expect(second?.traceparent).toMatch(new RegExp(`^00-${trace}-(?!${span})`));
});

test('the trace id depends on the run alone, the comment stays one', () => {
  const traceparent = createTracer((bytes) => 'aa'.repeat(bytes));
  expect(traceparent('r1')).toBe('00-82f3e9c695dc6b8d1b11818d5701919e-aaaaaaaaaaaaaaaa-01');
  expect(traceparent('r2')).not.toBe(traceparent('r1'));
  expect(traceparent('r1')).toContain('82f3e9c6');
  expect(userAgent('ctk/1', { ...TRACE, step: 'a)\r\nx(ü' })).toBe('ctk/1 (run r1; step a___x__)');
});

test('configured headers win, but for those that frame the message', async () => {
  const { root, got } = await serve(json([]));
  const headers = {
    accept: 'application/json;charset=utf-8',
    'X-Tenant': 't1',
    'Content-Length': '5',
    'transfer-encoding': 'chunked',
    Connection: 'close',
  };
  const { sent } = await connect(root, { headers }).send({ operation: 'create', body: { name: 'A' } });
  expect(got[0]?.headers).toMatchObject({
    accept: 'application/json;charset=utf-8',
    'x-tenant': 't1',
    connection: 'keep-alive',
    'content-length': '12',
  });
  expect(got[0]?.body).toBe('{"name":"A"}');
  expect(sent.headers).toMatchObject({
    accept: 'application/json;charset=utf-8',
    'X-Tenant': 't1',
    'Content-Type': 'application/json',
  });
  expect(Object.keys(sent.headers)).not.toContain('Accept');
});

test('a configured header that looks like a secret is one', async () => {
  const { root, got } = await serve((request, response) => response.end(JSON.stringify({ echo: request.headers })));
  const { send, environment } = connect(root, {
    headers: { 'X-Api-Key': 'k-12345', Authorization: 'Token abc.def', Cookie: 'sid=9876' },
  });
  environment.secrets.add('abc.def', 'MY_TOKEN');
  const transmission = await send();
  expect(got[0]?.headers).toMatchObject({ 'x-api-key': 'k-12345', authorization: 'Token abc.def', cookie: 'sid=9876' });
  expect(transmission.sent.headers).toMatchObject({ 'X-Api-Key': '${HEADER_X_API_KEY}', Cookie: '${HEADER_COOKIE}' });
  expect(JSON.stringify(transmission)).not.toMatch(/k-12345|abc\.def|9876/);
});

test('reply headers are joined, in lower case, without what they hand out', async () => {
  const { root } = await serve((_, response) => {
    response.setHeader('Set-Cookie', ['sid=topsecret; Path=/', 'b=other']);
    response.setHeader('X-Auth-Token', 'topsecret');
    response.setHeader('WWW-Authenticate', 'Bearer realm="sut"');
    response.setHeader('Vary', ['a', 'b']);
    response.writeHead(401).end();
  });
  const { outcome } = await connect(root).send();
  expect(outcome.kind === 'reply' && outcome.headers).toMatchObject({
    'set-cookie': 'sid=${HEADER_SET_COOKIE}; Path=/, b=${HEADER_SET_COOKIE}',
    'x-auth-token': '${HEADER_X_AUTH_TOKEN}',
    'www-authenticate': 'Bearer realm="sut"',
    vary: 'a, b',
  });
});
