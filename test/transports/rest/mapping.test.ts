import { expect, test } from 'vitest';
import type { OperationRequest } from '../../../src/core/exchange.ts';
import { mapOperation } from '../../../src/transports/rest/mapping.ts';
import { connect, json, serve, settingsFor } from './support.ts';

test.each<[string, Partial<OperationRequest>, string]>([
  ['create', { operation: 'create', body: { name: 'A' } }, 'POST /api/partyAccount application/json {"name":"A"}'],
  ['create with an empty body', { operation: 'create', body: {} }, 'POST /api/partyAccount application/json {}'],
  ['list', { operation: 'list' }, 'GET /api/partyAccount - '],
  ['list of another resource', { operation: 'list', resource: 'BillFormat' }, 'GET /api/billFormat - '],
  [
    'filters of every kind',
    { filter: { name: 'a b&c=d', rank: 3, open: true, gone: null } },
    'GET /api/partyAccount?name=a%20b%26c%3Dd&rank=3&open=true&gone=null - ',
  ],
  ['fields', { filter: { type: 'x' }, fields: ['id', '@type'] }, 'GET /api/partyAccount?type=x&fields=id,%40type - '],
  ['retrieve', { operation: 'retrieve', id: 'a/b c' }, 'GET /api/partyAccount/a%2Fb%20c - '],
  [
    'retrieve with fields',
    { operation: 'retrieve', id: '7', fields: ['state', 'type'] },
    'GET /api/partyAccount/7?fields=state,type - ',
  ],
  [
    'patch',
    { operation: 'patch', id: '7', body: { name: null } },
    'PATCH /api/partyAccount/7 application/merge-patch+json {"name":null}',
  ],
  [
    'JSON Patch',
    { operation: 'patch', id: '7', format: 'json-patch', body: [{ op: 'remove', path: '/name' }] },
    'PATCH /api/partyAccount/7 application/json-patch+json [{"op":"remove","path":"/name"}]',
  ],
  ['delete', { operation: 'delete', id: '7' }, 'DELETE /api/partyAccount/7 - '],
  ['an id of dots', { operation: 'delete', id: '..' }, 'DELETE /api/partyAccount/%2E%2E - '],
  ['an id that is no Unicode text', { operation: 'retrieve', id: 'a\ud800' }, 'GET /api/partyAccount/a%EF%BF%BD - '],
])('%s', async (_, request, expected) => {
  const { root, got } = await serve(json([]));
  const { sent, outcome } = await connect(root).send(request);

  const [{ method, url, headers, body }] = got as [(typeof got)[0]];
  expect(`${method} ${url} ${headers['content-type'] ?? '-'} ${body}`).toBe(expected);
  expect(headers.accept).toBe('application/json');
  expect(outcome).toMatchObject({ kind: 'reply', status: 200 });
  expect(sent).toMatchObject({ protocol: 'http', method, url: `http://127.0.0.1:${headers.host?.split(':')[1]}${url}` });
  expect(sent.body ?? '').toBe(body);
});

test('a merge patch can go out as plain JSON, a JSON Patch cannot (AMB-R29)', async () => {
  const { root, got } = await serve(json([]));
  const { send } = connect(root, { mergePatchType: 'application/json' });
  const { sent } = await send({ operation: 'patch', id: '7', body: { name: 'A' } });
  await send({ operation: 'patch', id: '7', format: 'json-patch', body: [] });
  expect(got.map(({ headers }) => headers['content-type'])).toEqual(['application/json', 'application/json-patch+json']);
  expect(sent.headers).toMatchObject({ 'Content-Type': 'application/json' });
});

test('follow reads the URL as it is', async () => {
  const { root, got } = await serve(json({ id: '1' }));
  await connect(root).send({ operation: 'follow', url: `${root}/other/partyAccount/1?x=%20#part` });
  expect(got.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /api/other/partyAccount/1?x=%20']);
});

test('nothing goes to another origin', async () => {
  const { send } = connect('http://127.0.0.1:1/api');
  await expect(send({ operation: 'follow', url: 'http://127.0.0.2:1/api/partyAccount/1' })).rejects.toThrow(
    'not an origin of the target',
  );
});

test('a trailing slash stands behind collections only', () => {
  const settings = settingsFor('https://example.org/api/', { trailingSlash: true });
  const path = (request: Partial<OperationRequest>) =>
    mapOperation({ operation: 'list', resource: 'PartyAccount', ...request }, settings).path;
  expect(path({ operation: 'create' })).toBe('/api/partyAccount/');
  expect(path({ filter: { a: '1' } })).toBe('/api/partyAccount/?a=1');
  expect(path({ operation: 'retrieve', id: '1' })).toBe('/api/partyAccount/1');
});

test('a root per resource', () => {
  const settings = settingsFor('', { roots: { PartyAccount: 'https://a.example/x', BillFormat: 'http://b.example:81' } });
  expect(mapOperation({ operation: 'list', resource: 'PartyAccount' }, settings)).toMatchObject({
    origin: 'https://a.example',
    path: '/x/partyAccount',
  });
  expect(mapOperation({ operation: 'list', resource: 'BillFormat' }, settings)).toMatchObject({
    origin: 'http://b.example:81',
    path: '/billFormat',
  });
});

test('resolve and isOwnOrigin', () => {
  const { transport } = connect('https://example.org/api');
  expect(transport.resolve('partyAccount/1', 'https://example.org/api/partyAccount')?.href).toBe(
    'https://example.org/api/partyAccount/1',
  );
  expect(transport.resolve('http://', 'https://example.org/')).toBeUndefined();
  expect(transport.isOwnOrigin(new URL('https://example.org/elsewhere'))).toBe(true);
  expect(transport.isOwnOrigin(new URL('http://example.org/api'))).toBe(false);
});
