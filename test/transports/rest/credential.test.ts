import { expect, test } from 'vitest';
import { addressOf } from '../../../src/core/exchange.ts';
import { setParameter } from '../../../src/transports/rest/credential.ts';
import type { Credential } from '../../../src/transports/rest/settings.ts';
import { connect, serve } from './support.ts';

const SECRET = { value: 's3cret/+ "x"', variable: 'CTK_SECRET' };

/** A server that gives back, wherever it can, what it was sent. */
async function echo() {
  return serve(({ url = '', headers }, response) => {
    const { authorization = '', 'x-api-key': key = '' } = headers;
    response.writeHead(200, { 'content-type': 'application/json', 'x-echo': `${url} ${authorization} ${key}`, authorization });
    response.end(JSON.stringify({ [authorization]: { url, authorization, key } }));
  });
}

test.each<[string, Credential, { url?: string; header?: [string, string] }, { url?: string; header?: [string, string] }]>([
  [
    'bearer',
    { kind: 'bearer', token: SECRET },
    { header: ['authorization', `Bearer ${SECRET.value}`] },
    { header: ['Authorization', 'Bearer ${CTK_SECRET}'] },
  ],
  [
    'basic',
    { kind: 'basic', user: 'ann', password: SECRET },
    { header: ['authorization', `Basic ${Buffer.from(`ann:${SECRET.value}`).toString('base64')}`] },
    { header: ['Authorization', 'Basic ${CTK_SECRET_BASIC}'] },
  ],
  [
    'api key in a header',
    { kind: 'api-key', in: 'header', name: 'X-API-Key', key: SECRET },
    { header: ['x-api-key', SECRET.value] },
    { header: ['X-API-Key', '${CTK_SECRET}'] },
  ],
  [
    'api key in the query',
    { kind: 'api-key', in: 'query', name: 'key', key: SECRET },
    { url: '/api/partyAccount?type=a&key=s3cret%2F%2B%20%22x%22' },
    { url: '/api/partyAccount?type=a&key=${CTK_SECRET}' },
  ],
])('%s goes out, and its secret is nowhere to be seen', async (_, credential, real, shown) => {
  const { root, got } = await echo();
  const transmission = await connect(root, { credential }).send({ filter: { type: 'a' } });

  if (real.url !== undefined) expect(got[0]?.url).toBe(real.url);
  if (real.header !== undefined) expect(got[0]?.headers[real.header[0]]).toBe(real.header[1]);
  if (shown.url !== undefined) expect(addressOf(transmission.sent)).toBe(new URL(root).origin + shown.url);
  if (shown.header !== undefined) expect(transmission.sent.headers[shown.header[0]]).toBe(shown.header[1]);
  expect(transmission.outcome).toMatchObject({ kind: 'reply', status: 200, body: { kind: 'json' } });
  expect(JSON.stringify(transmission)).not.toMatch(/s3cret|czNjcmV0/);
  expect(JSON.stringify(transmission.outcome)).toContain('${CTK_SECRET');
});

test('none', async () => {
  const { root, got } = await echo();
  const { sent } = await connect(root).send();
  expect(got[0]?.headers).not.toHaveProperty('authorization');
  expect(Object.keys(sent.headers)).toEqual(['Accept', 'Accept-Encoding', 'User-Agent', 'traceparent']);
});

test('a key in the query goes along a redirect', async () => {
  const { root, got } = await serve(({ url }, response) =>
    response.writeHead(url?.startsWith('/api') ? 302 : 200, { location: '/there?a=1' }).end('[]'),
  );
  const credential = { kind: 'api-key', in: 'query', name: 'key', key: SECRET } as const;
  const { notes } = await connect(root, { credential }).send();
  expect(got[1]?.url).toBe('/there?a=1&key=s3cret%2F%2B%20%22x%22');
  expect(notes).toMatchObject([{ from: `${root}/partyAccount?key=\${CTK_SECRET}` }]);
});

test('secrets in a body that is sent, or is not JSON, are masked', async () => {
  const { root } = await serve((_, response) => response.end(`<p>${SECRET.value}</p>`));
  const { sent, outcome } = await connect(root, { credential: { kind: 'bearer', token: SECRET } }).send({
    operation: 'create',
    body: { note: SECRET.value },
  });
  expect(sent.body).toBe('{"note":"${CTK_SECRET}"}');
  expect(outcome).toMatchObject({ body: { kind: 'text', text: '<p>${CTK_SECRET}</p>' } });
});

test('a request as the second user carries the other credential, and only that one', async () => {
  const { root, got } = await serve((_, response) => response.end('[]'));
  const other = { value: 'another one', variable: 'CTK_SECOND' };
  const { transport, send } = connect(root, {
    credential: { kind: 'bearer', token: SECRET },
    secondCredential: { kind: 'api-key', in: 'header', name: 'X-Key', key: other },
  });
  expect(transport.hasSecondCredential).toBe(true);
  const { sent } = await send({ as: 'second' });
  await send();
  expect(got[0]?.headers).toMatchObject({ 'x-key': other.value });
  expect(got[0]?.headers.authorization).toBeUndefined();
  expect(got[1]?.headers.authorization).toBe(`Bearer ${SECRET.value}`);
  expect(JSON.stringify(sent)).not.toContain(other.value);
});

test('without a second credential nothing can be sent as the second user', async () => {
  const { root, got } = await serve((_, response) => response.end('[]'));
  const { transport, send } = connect(root);
  expect(transport.hasSecondCredential).toBe(false);
  await expect(send({ as: 'second' })).rejects.toThrow('no second credential');
  expect(got).toEqual([]);
});

test('setParameter', () => {
  expect(setParameter('/a', 'k', '1')).toBe('/a?k=1');
  expect(setParameter('/a?k=0&b=2&k', 'k', '1')).toBe('/a?b=2&k=1');
  expect(setParameter('/a?k=0', 'k', undefined)).toBe('/a');
});
