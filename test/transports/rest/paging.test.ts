import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { connect, serve } from './support.ts';

const ALL = Array.from({ length: 45 }, (_, n) => ({ id: String(n) }));

type Page = (from: number, to: number, response: ServerResponse, request: IncomingMessage) => void;

/** Serves pages of 20 by `offset`; `page` adds what tells of the next. */
async function servePages(page: Page, items = ALL) {
  return serve((request, response) => {
    const query = new URL(request.url ?? '', 'http://_').searchParams;
    const from = Number(query.get('offset') ?? 0);
    const slice = items.slice(from, from + 20);
    page(from, from + slice.length, response, request);
    response.end(JSON.stringify(slice));
  });
}

/** Follows the cursors to the end, ten pages at most. */
async function readAll(root: string, changes = {}) {
  const { send } = connect(root, changes);
  const ids: string[][] = [];
  let page: string | undefined;
  do {
    const { outcome, more } = await send({
      filter: { type: 'joint' },
      fields: ['id', 'type'],
      ...(page === undefined ? {} : { page }),
    });
    if (outcome.kind !== 'reply' || outcome.body.kind !== 'json') throw new Error('no page came');
    ids.push((outcome.body.value as { id: string }[]).map(({ id }) => id));
    page = more;
  } while (page !== undefined && ids.length < 10);
  return ids;
}

const WHOLE = [ALL.slice(0, 20), ALL.slice(20, 40), ALL.slice(40)].map((part) => part.map(({ id }) => id));

test.each<[string, Page]>([
  [
    'Link, absolute',
    (_, to, response, { headers }) =>
      to < 45 &&
      response.setHeader('Link', `<http://${headers.host}/api/partyAccount?offset=${to}>; rel="next", </x>; rel="first"`),
  ],
  [
    'Link, relative, in two headers',
    (_, to, response) => to < 45 && response.setHeader('Link', ['</x>; rel="self"', `<?offset=${to}>; rel="last next"`]),
  ],
  ['X-Total-Count', (_, _to, response) => response.setHeader('X-Total-Count', '45')],
  [
    'X-Total-Count beside a Link to another origin',
    (_, to, response) =>
      response.setHeader('X-Total-Count', '45').setHeader('Link', `<http://elsewhere.example/?offset=${to}>; rel=next`),
  ],
  [
    'X-Total-Count beside a Link that cannot be read',
    (_, _to, response) => response.setHeader('X-Total-Count', '45').setHeader('Link', '<<;'),
  ],
  ['206 with Content-Range', (from, to, response) => response.writeHead(206, { 'Content-Range': `items ${from}-${to - 1}/45` })],
])('pages by %s', async (_, page) => {
  const { root } = await servePages(page);
  expect(await readAll(root)).toEqual(WHOLE);
});

test.each<[string, Page]>([
  ['206 alone', (_, _to, response) => response.writeHead(206)],
  [
    '206 with an unknown total',
    (from, to, response) => response.writeHead(206, { 'Content-Range': `items ${from}-${to - 1}/*` }),
  ],
])('pages by %s, until one is empty', async (_, page) => {
  const { root } = await servePages(page);
  expect(await readAll(root)).toEqual([...WHOLE, []]);
});

test('the query is kept, offset and limit are those of the page before', async () => {
  const { root, got } = await servePages((_, _to, response) => response.setHeader('X-Total-Count', '45'));
  await readAll(root);
  expect(got.map(({ url }) => url)).toEqual([
    '/api/partyAccount?type=joint&fields=id,type',
    '/api/partyAccount?type=joint&fields=id,type&offset=20&limit=20',
    '/api/partyAccount?type=joint&fields=id,type&offset=40&limit=20',
  ]);
});

test.each<[string, number, Page]>([
  ['a list without any sign of more', 1, () => {}],
  ['a total that is reached', 1, (_, _to, response) => response.setHeader('X-Total-Count', '20')],
  ['a total that is no number', 1, (_, _to, response) => response.setHeader('X-Total-Count', 'many')],
  [
    'a next page that is the page itself',
    1,
    (_, _to, response, request) => response.setHeader('Link', `<${request.url}>; rel=next`),
  ],
  ['an error', 1, (_, _to, response) => response.writeHead(500, { 'X-Total-Count': '45' })],
  ['a server that always sends its first page', 3, (_, _to, response) => response.setHeader('X-Total-Count', '45')],
  [
    'a server that always sends its first range',
    2,
    (_, _to, response) => response.writeHead(206, { 'Content-Range': 'items 0-19/*' }),
  ],
])('%s ends the list', async (_, pages, page) => {
  const { root } = await serve((request, response) => {
    page(0, 20, response, request);
    response.end(JSON.stringify(ALL.slice(0, 20)));
  });
  expect(await readAll(root)).toHaveLength(pages);
});

test('an empty page ends the list, whatever is counted', async () => {
  const { root } = await servePages((_, _to, response) => response.setHeader('X-Total-Count', '45'), []);
  expect(await readAll(root)).toEqual([[]]);
});

test('a link leads on from an empty page, until a count says that this is all', async () => {
  const { root } = await serve((request, response) => {
    const nth = Number(new URL(request.url ?? '', 'http://_').searchParams.get('cursor') ?? 0);
    if (nth >= 2) response.setHeader('X-Total-Count', '1');
    response.setHeader('Link', `<?cursor=${nth + 1}>; rel=next`).end(JSON.stringify(nth === 1 ? ALL.slice(0, 1) : []));
  });
  expect(await readAll(root)).toEqual([[], ['0'], []]);
});

test('a link leads on where the count is of the page alone', async () => {
  const { root } = await servePages((from, to, response) => {
    response.setHeader('X-Total-Count', String(Math.min(to, 45) - from));
    if (to < 45) response.setHeader('Link', `<?offset=${to}>; rel=next`);
  });
  expect(await readAll(root)).toEqual(WHOLE);
});

test('only lists have pages', async () => {
  const { root } = await servePages((_, _to, response) => response.setHeader('X-Total-Count', '45'));
  expect(await connect(root).send({ operation: 'retrieve', id: '1' })).not.toHaveProperty('more');
});

test('a key in the query is not part of the cursor, and is put back', async () => {
  const { root, got } = await servePages((_, to, response, request) => {
    const next = new URL(request.url ?? '', 'http://_').searchParams;
    next.set('offset', String(to));
    if (to < 45) response.setHeader('Link', `<?${next}>; rel=next`);
  });
  const credential = { kind: 'api-key', in: 'query', name: 'key', key: { value: "it's a secret", variable: 'CTK_KEY' } } as const;
  const { send } = connect(root, { credential });
  const { more, outcome } = await send();
  expect(JSON.stringify([more, outcome])).not.toMatch(/secret/);
  await send({ page: more ?? '' });
  expect(got.map(({ url }) => url)).toEqual([
    "/api/partyAccount?key=it's%20a%20secret",
    "/api/partyAccount?offset=20&key=it's%20a%20secret",
  ]);
});
