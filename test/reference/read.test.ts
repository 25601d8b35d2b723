import { describe, expect, it } from 'vitest';
import { type Api, PATHS, startApi } from './api.ts';

const namesIn = async (api: Api, query: string, path = 'partyAccount'): Promise<string[]> =>
  (await api.get(`/${path}${query}`)).body.map(({ name }: { name: string }) => name);

async function withAccounts(): Promise<Api> {
  const api = await startApi();
  await api.make('/partyAccount', { name: 'A', type: 'joint', state: 'Suspended', creditLimit: 5, closed: false });
  await api.make('/partyAccount', {
    name: 'B',
    type: 'individual',
    state: 'Active',
    contact: [{ contactName: 'Ann' }, { contactName: 'Bob' }],
  });
  await api.make('/partyAccount', { name: 'C', type: 'jointly', state: 'active', 'a.b': 'dotted', tags: ['x', 'y'] });
  return api;
}

describe('Filtered Search', () => {
  it.each([
    ['?type=joint', ['A']],
    ['?state=Active', ['B']],
    ['?state=active', ['C']],
    ['?type=joint&state=Suspended', ['A']],
    ['?type=joint&state=Active', []],
    ['?type=joint&type=individual', []],
    ['?creditLimit=5', ['A']],
    ['?creditLimit=5.0', []],
    ['?closed=false', ['A']],
    ['?severity=high', []],
    ['?name=', []],
    ['?constructor=Object', []],
    ['?contact.contactName=Bob', ['B']],
    ['?contact=Bob', []],
    ['?tags=y', ['C']],
    ['?a.b=dotted', ['C']],
    ['', ['A', 'B', 'C']],
  ])('%s finds %j', async (query, names) => {
    const api = await withAccounts();
    const heard = await api.get(`/partyAccount${query}`);
    expect(heard.status).toBe(200);
    expect(heard.body.map(({ name }: { name: string }) => name)).toStrictEqual(names);
  });

  it.each(PATHS)('filters /%s by id and href as by any first-level attribute', async (path) => {
    const api = await startApi();
    await api.make(`/${path}`, { name: 'a' });
    const { id, href } = await api.make(`/${path}`, { name: 'b & c' });
    expect(await namesIn(api, `?id=${id}`, path)).toStrictEqual(['b & c']);
    expect(await namesIn(api, `?href=${encodeURIComponent(String(href))}`, path)).toStrictEqual(['b & c']);
    expect(await namesIn(api, `?name=b+%26%20c`, path)).toStrictEqual(['b & c']);
  });

  it('the order is that of creation, also after an update', async () => {
    const api = await withAccounts();
    const [first] = (await api.get('/partyAccount')).body;
    await api.merge(`/partyAccount/${first.id}`, { description: 'later' });
    expect(await namesIn(api, '')).toStrictEqual(['A', 'B', 'C']);
  });
});

describe('Attribute selection (Filtered Response Data)', () => {
  it.each(PATHS)('/%s: each first-level attribute, on the list and on one record, with id and href', async (path) => {
    const api = await startApi();
    const made = await api.make(`/${path}`, { name: 'a', description: 'd', extra: [1] });
    const { id, href } = made;
    for (const [attribute, value] of Object.entries(made)) {
      const reduced = { id, href, [attribute]: value };
      expect((await api.get(`/${path}/${id}?fields=${attribute}`)).body).toStrictEqual(reduced);
      expect((await api.get(`/${path}?fields=${attribute}`)).body).toStrictEqual([reduced]);
    }
  });

  it('several names select their union; unknown ones select nothing; an empty list selects everything', async () => {
    const api = await startApi();
    const made = await api.make('/billFormat', { name: 'a', description: 'd', extra: 1 });
    const { id, href } = made;
    expect((await api.get(`/billFormat/${id}?fields=name,description`)).body).toStrictEqual({
      id,
      href,
      name: 'a',
      description: 'd',
    });
    expect((await api.get(`/billFormat/${id}?fields=name&fields=%20extra`)).body).toStrictEqual({
      id,
      href,
      name: 'a',
      extra: 1,
    });
    expect((await api.get(`/billFormat/${id}?fields=severity`)).body).toStrictEqual({ id, href });
    expect((await api.get(`/billFormat/${id}?fields=`)).body).toStrictEqual(made);
  });

  it('TC_Trou_N4: a search is reduced after it was filtered', async () => {
    const api = await withAccounts();
    const { body } = await api.get('/partyAccount?state=Active&fields=state,type');
    expect(body).toStrictEqual([{ id: expect.any(String), href: expect.any(String), state: 'Active', type: 'individual' }]);
  });
});

describe('retrieval', () => {
  it.each(PATHS)('/%s/{id}: Response Status Code 200 and what was sent', async (path) => {
    const api = await startApi();
    const made = await api.make(`/${path}`, { name: 'a' });
    const { status, body } = await api.get(`/${path}/${made.id}`);
    expect(status).toBe(200);
    expect(body).toStrictEqual(made);
  });

  it.each(PATHS)('/%s: an unknown identifier is 404 (TC_Trou_E1)', async (path) => {
    const api = await startApi();
    const { status, body } = await api.get(`/${path}/none`);
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'not-found', status: '404', message: expect.stringContaining('none') });
  });

  it('a resource does not show the records of another', async () => {
    const api = await startApi();
    const { id } = await api.make('/billFormat', { name: 'a' });
    expect((await api.get(`/billPresentationMedia/${id}`)).status).toBe(404);
  });

  it('filtering on one record is optional and not done', async () => {
    const api = await startApi();
    const { id } = await api.make('/billFormat', { name: 'a' });
    expect((await api.get(`/billFormat/${id}?name=b`)).status).toBe(200);
  });
});

describe('paging', () => {
  async function withFive(pageSize?: number): Promise<Api> {
    const api = await startApi(pageSize === undefined ? {} : { pageSize });
    for (const name of ['1', '2', '3', '4', '5']) await api.make('/billFormat', { name, description: 'same' });
    return api;
  }

  it('offset and limit cut a page: 206, counts, and no next at the end', async () => {
    const api = await withFive();
    const { status, headers, body } = await api.get('/billFormat?offset=3&limit=2');
    expect(status).toBe(206);
    expect(body.map(({ name }: { name: string }) => name)).toStrictEqual(['4', '5']);
    expect(headers.get('x-total-count')).toBe('5');
    expect(headers.get('x-result-count')).toBe('2');
    expect(headers.get('link')).toBeNull();
  });

  it('Link rel=next leads through all pages with the criteria and fields of the first', async () => {
    const api = await withFive(2);
    const seen: string[] = [];
    const statuses: number[] = [];
    let url = `${api.root}/billFormat?description=same&fields=name`;
    while (url !== '') {
      const response = await fetch(url);
      const page = (await response.json()) as { name: string; description?: string }[];
      expect(page.every(({ description }) => description === undefined)).toBe(true);
      seen.push(...page.map(({ name }) => name));
      statuses.push(response.status);
      url = /^<([^>]+)>; rel="?next"?$/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
    }
    expect(seen).toStrictEqual(['1', '2', '3', '4', '5']);
    expect(statuses).toStrictEqual([206, 206, 206]);
  });

  it('a complete answer is 200', async () => {
    const api = await withFive();
    for (const query of ['', '?limit=5', '?limit=9&offset=0', '?name=3&limit=1']) {
      expect((await api.get(`/billFormat${query}`)).status).toBe(200);
    }
  });

  it('an offset beyond the end gives an empty page', async () => {
    const api = await withFive();
    const { body, headers } = await api.get('/billFormat?offset=7');
    expect(body).toStrictEqual([]);
    expect(headers.get('x-total-count')).toBe('5');
    expect(headers.get('link')).toBeNull();
  });

  it('by the letter a list is answered 200 only', async () => {
    const api = await startApi({ reading: 'literal', pageSize: 1 });
    for (const name of ['1', '2']) await api.make('/billFormat', { name });
    const { status, headers } = await api.get('/billFormat');
    expect(status).toBe(200);
    expect(headers.get('link')).toContain('offset=1');
  });

  it.each(['offset=-1', 'limit=0', 'limit=x', 'limit=', 'offset=1.5'])('%s is refused', async (query) => {
    const api = await startApi();
    const { status, body } = await api.get(`/billFormat?${query}`);
    expect(status).toBe(400);
    expect(body.message).toContain(query.split('=')[0]);
  });
});
