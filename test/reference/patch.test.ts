import { describe, expect, it } from 'vitest';
import { PARTY_PATHS, PATHS, startApi, tickingClock } from './api.ts';

describe('API PATCH OPERATION CONFORMANCE', () => {
  it.each(PATHS)('/%s/{id}: merge patch changes what it names, null removes, the rest stays', async (path) => {
    const api = await startApi();
    const { id, href } = await api.make(`/${path}`, { name: 'a', description: 'd', kept: { one: 1, two: 2 }, gone: true });
    const patched = await api.merge(`/${path}/${id}`, { name: 'b', kept: { two: null, three: 3 }, gone: null });
    expect(patched.status).toBe(200);
    expect(patched.body).toMatchObject({ id, href, name: 'b', description: 'd' });
    expect(patched.body.kept).toStrictEqual({ one: 1, three: 3 });
    expect(patched.body).not.toHaveProperty('gone');
    expect((await api.get(`/${path}/${id}`)).body).toStrictEqual(patched.body);
  });

  it.each(PATHS)('/%s/{id}: Status Code 201 by the letter', async (path) => {
    const api = await startApi({ reading: 'literal' });
    const { id } = await api.make(`/${path}`, { name: 'a' });
    expect((await api.merge(`/${path}/${id}`, { name: 'b' })).status).toBe(201);
  });

  it.each([
    ...PARTY_PATHS.map((path) => ({ path, fixed: ['id', 'href', 'accountBalance'] })),
    { path: 'financialAccount', fixed: ['id', 'href', 'lastModified'] },
    ...PATHS.slice(4).map((path) => ({ path, fixed: ['id', 'href'] })),
  ])('/$path/{id}: Non-Patchable Attributes $fixed are refused, and their own values are not', async ({ path, fixed }) => {
    const api = await startApi();
    const made = await api.make(`/${path}`, {
      name: 'a',
      ...(fixed.includes('accountBalance') && { accountBalance: [{ amount: 1 }] }),
    });
    for (const attribute of fixed) {
      for (const value of ['2020-01-01T00:00:00Z', null]) {
        const heard = await api.merge(`/${path}/${made.id}`, { [attribute]: value, name: 'b' });
        expect(heard.status).toBe(400);
        expect(heard.body).toMatchObject({ code: 'not-patchable', message: expect.stringContaining(attribute) });
      }
    }
    expect((await api.get(`/${path}/${made.id}`)).body).toStrictEqual(made);
    const own = Object.fromEntries(fixed.map((attribute) => [attribute, made[attribute]]));
    expect((await api.merge(`/${path}/${made.id}`, own)).status).toBe(200);
  });

  it('/financialAccount/{id}: accountBalance is patchable', async () => {
    const api = await startApi();
    const { id } = await api.make('/financialAccount', { name: 'a' });
    const accountBalance = [{ type: 't', amount: 1, status: 's', validFor: {} }];
    expect((await api.merge(`/financialAccount/${id}`, { accountBalance })).body).toMatchObject({ accountBalance });
  });

  it.each(PATHS.slice(0, 4))('/%s/{id}: lastModified follows each change', async (path) => {
    const api = await startApi({ now: tickingClock() });
    const { id, lastModified } = await api.make(`/${path}`, { name: 'a' });
    const { body } = await api.merge(`/${path}/${id}`, { description: 'd' });
    expect(Date.parse(body.lastModified)).toBeGreaterThan(Date.parse(String(lastModified)));
  });

  it('by the letter lastModified of a party account is patchable', async () => {
    const api = await startApi({ reading: 'literal' });
    const { id } = await api.make('/billingAccount', { name: 'a' });
    expect((await api.merge(`/billingAccount/${id}`, { lastModified: '2001-01-01T00:00:00Z' })).body.lastModified).toBe(
      '2001-01-01T00:00:00Z',
    );
  });

  it.each([{ name: null }, { name: '' }, { name: 5 }, { description: 5 }, [], 'text', null, 7])(
    'refuses %j and keeps the record',
    async (body) => {
      const api = await startApi();
      const made = await api.make('/billFormat', { name: 'a' });
      expect((await api.merge(`/billFormat/${made.id}`, JSON.stringify(body))).status).toBe(400);
      expect((await api.get(`/billFormat/${made.id}`)).body).toStrictEqual(made);
    },
  );

  it('application/json is a merge patch too, and media types have no case and may have parameters', async () => {
    const api = await startApi();
    const { id } = await api.make('/billFormat', { name: 'a', description: 'd' });
    expect((await api.send('PATCH', `/billFormat/${id}`, { description: null })).body).not.toHaveProperty('description');
    expect(
      (await api.send('PATCH', `/billFormat/${id}`, { x: 1 }, 'Application/Merge-Patch+JSON; charset=utf-8')).body,
    ).toMatchObject({ x: 1 });
  });

  it('json/patch is supported: applied as a whole or not at all', async () => {
    const api = await startApi();
    const { id } = await api.make('/billFormat', { name: 'a' });
    const send = (patch: unknown) => api.send('PATCH', `/billFormat/${id}`, patch, 'application/json-patch+json');
    const added = await send([
      { op: 'test', path: '/name', value: 'a' },
      { op: 'add', path: '/description', value: 'd' },
    ]);
    expect(added.body).toMatchObject({ name: 'a', description: 'd' });
    expect(
      (
        await send([
          { op: 'replace', path: '/name', value: 'b' },
          { op: 'test', path: '/name', value: 'c' },
        ])
      ).status,
    ).toBe(409);
    expect((await send([{ op: 'remove', path: '/none' }])).status).toBe(422);
    expect((await send({ op: 'remove', path: '/name' })).status).toBe(400);
    expect((await send([{ op: 'remove', path: '/name' }])).body.message).toMatch(/name/);
    expect((await send([{ op: 'replace', path: '/id', value: 'x' }])).body.code).toBe('not-patchable');
    expect((await api.get(`/billFormat/${id}`)).body).toStrictEqual(added.body);
  });

  it.each(['text/plain', 'application/xml', 'application/octet-stream'])('%s is 415 with Accept-Patch', async (contentType) => {
    const api = await startApi();
    const { id } = await api.make('/billFormat', { name: 'a' });
    const { status, headers } = await api.send('PATCH', `/billFormat/${id}`, '{}', contentType);
    expect(status).toBe(415);
    expect(headers.get('accept-patch')).toBe('application/merge-patch+json, application/json, application/json-patch+json');
  });

  it('an unknown identifier is 404', async () => {
    const api = await startApi();
    expect((await api.merge('/billFormat/none', { name: 'a' })).status).toBe(404);
  });
});

describe('API DELETE OPERATION CONFORMANCE', () => {
  it.each(PATHS)('/%s/{id}: 204 without a body, then 404', async (path) => {
    const api = await startApi();
    const { id } = await api.make(`/${path}`, { name: 'a' });
    const { status, body, headers } = await api.send('DELETE', `/${path}/${id}`);
    expect([status, body, headers.get('content-length')]).toStrictEqual([204, undefined, null]);
    expect((await api.get(`/${path}/${id}`)).status).toBe(404);
    expect((await api.get(`/${path}`)).body).toStrictEqual([]);
    expect((await api.send('DELETE', `/${path}/${id}`)).status).toBe(404);
  });

  it.each(PATHS)('/%s/{id}: Status Code 200 by the letter', async (path) => {
    const api = await startApi({ reading: 'literal' });
    const { id } = await api.make(`/${path}`, { name: 'a' });
    expect((await api.send('DELETE', `/${path}/${id}`)).status).toBe(200);
  });
});
