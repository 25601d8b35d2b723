import { expect, test } from 'vitest';
import { addressOf } from '../../../src/core/exchange.ts';
import { connect, serve } from './support.ts';

/** Redirects each path of the table with its status; everything else answers 200. */
async function redirecting(table: Record<string, [status: number, location: string]>) {
  return serve((request, response) => {
    const [status, location] = table[request.url ?? ''] ?? [200, ''];
    response.writeHead(status, location === '' ? {} : { location }).end('[]');
  });
}

test('GET follows up to three redirects, each is told', async () => {
  const { root, got } = await redirecting({ '/api/partyAccount': [301, '/a'], '/a': [302, 'b?x=1'], '/b?x=1': [308, '/c#part'] });
  const origin = new URL(root).origin;
  const { outcome, notes, sent } = await connect(root).send();
  expect(outcome).toMatchObject({ status: 200 });
  expect(addressOf(sent)).toBe(`${root}/partyAccount`);
  expect(notes).toEqual([
    { kind: 'redirect', status: 301, from: `${root}/partyAccount`, to: `${origin}/a` },
    { kind: 'redirect', status: 302, from: `${origin}/a`, to: `${origin}/b?x=1` },
    { kind: 'redirect', status: 308, from: `${origin}/b?x=1`, to: `${origin}/c` },
  ]);
  expect(got.map(({ url }) => url)).toEqual(['/api/partyAccount', '/a', '/b?x=1', '/c']);
});

test.each<[string, Record<string, [number, string]>, number]>([
  ['a fourth', { '/api/partyAccount': [307, '/a'], '/a': [307, '/b'], '/b': [307, '/c'], '/c': [307, '/d'] }, 4],
  ['a circle', { '/api/partyAccount': [307, '/a'], '/a': [307, '/api/partyAccount'] }, 2],
  ['one to itself', { '/api/partyAccount': [307, ''] }, 1],
  ['one to another origin', { '/api/partyAccount': [307, 'http://127.0.0.2:1/'] }, 1],
  ['one that cannot be read', { '/api/partyAccount': [307, 'http://'] }, 1],
])('%s is returned as it is', async (_, table, requests) => {
  const { root, got } = await redirecting(table);
  const { outcome, notes } = await connect(root).send();
  expect(outcome).toMatchObject({ kind: 'reply', status: 307 });
  expect(got).toHaveLength(requests);
  expect(notes).toHaveLength(requests - 1);
});

test.each([
  [301, 1],
  [303, 1],
  [307, 2],
  [308, 2],
])('POST and %i', async (status, requests) => {
  const { root, got } = await redirecting({ '/api/partyAccount': [status, '/a'] });
  await connect(root).send({ operation: 'create', body: { name: 'A' } });
  expect(got.map(({ method, body, headers }) => [method, body, headers['content-type']])).toEqual(
    Array(requests).fill(['POST', '{"name":"A"}', 'application/json']),
  );
});

test('redirects: none follows nothing', async () => {
  const { root, got } = await redirecting({ '/api/partyAccount': [301, '/a'] });
  const { outcome, notes } = await connect(root, { redirects: 'none' }).send();
  expect(outcome).toMatchObject({ status: 301, headers: { location: '/a' } });
  expect([got.length, notes]).toEqual([1, []]);
});
