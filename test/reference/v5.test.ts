import { describe, expect, it } from 'vitest';
import { PATHS, startApi, tickingClock } from './api.ts';
import { PARTY } from './kafka-api.ts';
import { startListener } from './listener.ts';

const ACCOUNTS = PATHS.slice(0, 4);
const OTHERS = PATHS.slice(4);
const capitalize = (path: string): string => path.slice(0, 1).toUpperCase() + path.slice(1);
const minimal = (path: string) => ({ name: 'a', ...(ACCOUNTS.some((account) => account === path) && { relatedParty: PARTY }) });
const start = (options = {}) => startApi({ model: 'v5', ...options });

/** "Patchable Attributes" of the guide, with a value for each. */
const PATCHABLE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  account: {
    accountBalance: [{ balanceType: 'DepositBalance', amount: { unit: 'USD', value: 1 } }],
    accountRelationship: [{ relationshipType: 'contains' }],
    accountType: 'Business',
    contact: [{ contactName: 'x' }],
    creditLimit: { unit: 'USD', value: 1 },
    description: 'd',
    name: 'b',
    relatedParty: [{ role: 'payer' }],
    state: 'Active',
    taxExemption: [{ certificateNumber: '1' }],
  },
  party: {
    billStructure: { format: { name: 'f' } },
    defaultPaymentMethod: { id: '1' },
    financialAccount: { id: '1' },
    paymentPlan: [{ planType: 'regular' }],
    paymentStatus: 'due',
  },
  cycle: {
    billingDateShift: 1,
    billingPeriod: 'month',
    chargeDateOffset: 2,
    creditDateOffset: 3,
    frequency: 'monthly',
    mailingDateOffset: 4,
    paymentDueDateOffset: 5,
    validFor: { startDateTime: '2024-01-01T00:00:00Z' },
  },
  plain: { description: 'd', name: 'b' },
};

const rows = (path: string): Readonly<Record<string, unknown>> => ({
  ...(ACCOUNTS.some((account) => account === path) ? PATCHABLE.account : PATCHABLE.plain),
  ...(PATHS.slice(0, 3).some((account) => account === path) && PATCHABLE.party),
  ...(path === 'billingAccount' && { ratingType: 'prepaid' }),
  ...(path === 'billingCycleSpecification' && PATCHABLE.cycle),
});

describe('v5: creation', () => {
  it('the API root is that of v5', async () => {
    expect((await start()).root).toMatch(/\/tmf-api\/accountManagement\/v5$/);
  });

  it.each(PATHS)('%s: 201 with id, href and @type, without defaults', async (path) => {
    const api = await start();
    const { status, headers, body } = await api.post(`/${path}`, minimal(path));
    expect([status, headers.get('location')]).toStrictEqual([201, body.href]);
    const generated = ['@type', 'href', 'id', ...(ACCOUNTS.some((account) => account === path) ? ['lastUpdate'] : [])];
    expect(Object.keys(body).toSorted()).toStrictEqual([...generated, ...Object.keys(minimal(path))].toSorted());
    expect(body).toMatchObject({ ...minimal(path), '@type': capitalize(path), href: `${api.root}/${path}/${body.id}` });
  });

  it.each(ACCOUNTS)('%s needs relatedParty', async (path) => {
    const api = await start();
    for (const relatedParty of [undefined, null, [], '']) {
      const { status, body } = await api.post(`/${path}`, { name: 'a', relatedParty });
      expect([status, body.code]).toStrictEqual([400, 'missing-attribute']);
      expect(body.message).toContain('relatedParty');
    }
  });

  it.each(OTHERS)('%s needs its name alone', async (path) => {
    const api = await start();
    expect((await api.post(`/${path}`, { name: 'a' })).status).toBe(201);
    expect((await api.post(`/${path}`, { description: 'a' })).status).toBe(400);
  });

  it('keeps the @type of a subtype, and makes id, href, topicRef and lastUpdate itself', async () => {
    const api = await start({ newId: () => 'one' });
    const given = {
      '@type': 'CorporateAccount',
      id: 'x',
      href: 'x:y',
      topicRef: 'kafka://x',
      lastUpdate: '2001-01-01T00:00:00Z',
    };
    const { body } = await api.post('/partyAccount', { ...minimal('partyAccount'), ...given });
    expect(body).toMatchObject({ '@type': 'CorporateAccount', id: 'one', href: `${api.root}/partyAccount/one` });
    expect(body).not.toHaveProperty('topicRef');
    expect(body.lastUpdate).not.toMatch(/^2001/);
  });

  it('fills in nothing: the guide has no default values and no rules on sub-attributes', async () => {
    const api = await start();
    const parts = { billStructure: {}, contact: [{ validFor: { endDateTime: '2030-01-01T00:00:00Z' } }], accountBalance: [{}] };
    const { status, body } = await api.post('/partyAccount', { ...minimal('partyAccount'), ...parts });
    expect(status).toBe(201);
    expect(body).toMatchObject(parts);
    expect(body.billStructure).toStrictEqual({});
  });

  it.each([
    ['partyAccount', { creditLimit: 7 }],
    ['partyAccount', { accountType: {} }],
    ['billingAccount', { ratingType: 7 }],
    ['billingCycleSpecification', { billingDateShift: '7' }],
  ])('%s with %j has a value of another type', async (path, attributes) => {
    const api = await start();
    const { status, body } = await api.post(`/${path}`, { ...minimal(path), ...attributes });
    expect([status, body['@type'], body.code]).toStrictEqual([400, 'Error', 'invalid-value']);
  });
});

describe('v5: patches and deletions', () => {
  const cases = PATHS.flatMap((path) => Object.entries(rows(path)).map(([name, value]) => ({ path, name, value })));
  it.each(cases)('$path: $name can be patched, with 200', async ({ path, name, value }) => {
    const api = await start();
    const { id } = await api.make(`/${path}`, minimal(path));
    const { status, body } = await api.merge(`/${path}/${id}`, { [name]: value });
    expect([status, body[name]]).toStrictEqual([200, value]);
    expect((await api.get(`/${path}/${id}`)).body[name]).toStrictEqual(value);
  });

  it('the guide has 70 rows of what can be patched', () => {
    expect(cases).toHaveLength(15 + 16 + 15 + 10 + 2 + 2 + 10);
  });

  const fixed = PATHS.flatMap((path) =>
    [
      '@baseType',
      '@schemaLocation',
      '@type',
      'href',
      'id',
      ...(ACCOUNTS.some((account) => account === path) ? ['lastUpdate'] : []),
    ].map((name) => ({ path, name })),
  );
  it.each(fixed)('$path: $name cannot be patched', async ({ path, name }) => {
    const api = await start();
    const made = await api.make(`/${path}`, minimal(path));
    const { status, body } = await api.merge(`/${path}/${made.id}`, { [name]: '2001-01-01T00:00:00Z', description: 'd' });
    expect([status, body.code]).toStrictEqual([400, 'not-patchable']);
    expect((await api.get(`/${path}/${made.id}`)).body).toStrictEqual(made);
    expect((await api.merge(`/${path}/${made.id}`, { [name]: made[name] ?? null, description: 'd' })).status).toBe(200);
  });

  it('what is mandatory cannot be taken away', async () => {
    const api = await start();
    const { id } = await api.make('/partyAccount', minimal('partyAccount'));
    expect((await api.merge(`/partyAccount/${id}`, { relatedParty: null })).status).toBe(400);
    expect((await api.merge(`/partyAccount/${id}`, { name: null })).status).toBe(400);
  });

  it('lastUpdate follows each change', async () => {
    const api = await start({ now: tickingClock() });
    const { id, lastUpdate } = await api.make('/partyAccount', minimal('partyAccount'));
    const { body } = await api.merge(`/partyAccount/${id}`, { description: 'd' });
    expect(Date.parse(body.lastUpdate)).toBeGreaterThan(Date.parse(String(lastUpdate)));
  });

  it.each(['default', 'literal'])('the statuses are the same by the %s reading', async (reading) => {
    const api = await start({ reading, pageSize: 1 });
    const { id } = await api.make('/billFormat', { name: 'a' });
    await api.make('/billFormat', { name: 'b' });
    expect((await api.get('/billFormat')).status).toBe(200);
    expect((await api.merge(`/billFormat/${id}`, { name: 'c' })).status).toBe(200);
    expect((await api.send('DELETE', `/billFormat/${id}`)).status).toBe(204);
  });
});

describe('v5: attribute selection', () => {
  it.each([
    ['default', ['@type', 'href', 'id', 'name']],
    ['literal', ['@type', 'id', 'name']],
  ])('by the %s reading', async (reading, expected) => {
    const api = await start({ reading });
    await api.make('/billFormat', { name: 'a', description: 'd' });
    const [body] = (await api.get('/billFormat?fields=name')).body;
    expect(Object.keys(body).toSorted()).toStrictEqual(expected);
  });
});

describe('v5: hub', () => {
  it('a subscription is an entity, and notifications are called events', async () => {
    const api = await start();
    const listener = await startListener();
    const { status, body } = await api.post('/hub', { '@type': 'Hub', callback: listener.url });
    expect(status).toBe(201);
    expect(body).toStrictEqual({ '@type': 'Hub', href: `${api.root}/hub/${body.id}`, id: body.id, callback: listener.url });
    const { id } = await api.make('/financialAccount', minimal('financialAccount'));
    await api.merge(`/financialAccount/${id}`, { state: 'Active', description: 'd' });
    await api.send('DELETE', `/financialAccount/${id}`);
    expect((await listener.take(4)).map(({ eventType }) => eventType)).toStrictEqual([
      'FinancialAccountCreateEvent',
      'FinancialAccountAttributeValueChangeEvent',
      'FinancialAccountStateChangeEvent',
      'FinancialAccountDeleteEvent',
    ]);
  });
});

describe('v5: changes that are accepted for later (variant async202)', () => {
  const startLate = async (options = {}) => {
    const api = await start({ variants: ['async202'], ...options });
    /** Asks after a monitor until the work is done. */
    const outcome = async (location: string | null) => {
      const path = (location ?? '').slice(api.root.length);
      await expect.poll(async () => (await api.get(path)).body.state).not.toBe('InProgress');
      return (await api.get(path)).body;
    };
    return { api, outcome };
  };

  it('a creation answers 202 with the address of a monitor, which tells what became of it', async () => {
    const { api, outcome } = await startLate();
    const { status, headers, body } = await api.post('/billFormat', { name: 'a' });
    const location = headers.get('location') ?? '';
    expect([status, body]).toStrictEqual([202, undefined]);
    expect(location).toMatch(new RegExp(`^${api.root}/monitor/.`));
    const begun = (await api.get(location.slice(api.root.length))).body;
    expect(begun).toStrictEqual({
      '@type': 'Monitor',
      id: expect.any(String),
      href: location,
      sourceHref: `${api.root}/billFormat`,
      request: { method: 'POST', to: `${api.root}/billFormat` },
      state: 'InProgress',
    });
    const done = await outcome(location);
    const [made] = (await api.get('/billFormat')).body;
    expect(done).toStrictEqual({
      ...begun,
      sourceHref: made.href,
      state: 'Completed',
      response: { statusCode: '201', header: [{ name: 'Location', value: made.href }], body: made },
    });
  });

  it('so do patches and deletions', async () => {
    const { api, outcome } = await startLate();
    const { response } = await outcome((await api.post('/billFormat', { name: 'a' })).headers.get('location'));
    const path = `/billFormat/${response.body.id}`;
    const patched = await api.merge(path, { name: 'b' });
    expect(patched.status).toBe(202);
    expect(await outcome(patched.headers.get('location'))).toMatchObject({
      state: 'Completed',
      response: { statusCode: '200', body: { name: 'b' } },
    });
    const deleted = await api.send('DELETE', path);
    expect(deleted.status).toBe(202);
    const { state, response: last } = await outcome(deleted.headers.get('location'));
    expect([state, last]).toStrictEqual(['Completed', { statusCode: '204', header: [] }]);
    expect((await api.get(path)).status).toBe(404);
  });

  it('what the operation refuses is in the monitor, what the face refuses is refused at once', async () => {
    const { api, outcome } = await startLate();
    const { status, headers } = await api.post('/billFormat', {});
    expect(status).toBe(202);
    expect(await outcome(headers.get('location'))).toMatchObject({
      state: 'InError',
      response: { statusCode: '400', body: { '@type': 'Error', code: 'missing-attribute' } },
    });
    expect((await api.post('/billFormat', '{')).status).toBe(400);
    expect((await api.get('/monitor/unknown')).status).toBe(404);
    expect((await api.get('/billFormat')).body).toStrictEqual([]);
  });

  it('an error of the server itself is in the monitor, and does not end it', async () => {
    const ids = ['monitor'];
    const newId = () => {
      const id = ids.shift();
      if (id === undefined) throw new Error('no ids left');
      return id;
    };
    const { api, outcome } = await startLate({ newId });
    const { headers } = await api.post('/billFormat', { name: 'a' });
    expect(await outcome(headers.get('location'))).toMatchObject({
      state: 'InError',
      response: { statusCode: '500', body: { message: 'no ids left' } },
    });
  });

  it('listeners are told when the change is made', async () => {
    const { api } = await startLate();
    const listener = await startListener();
    await api.post('/hub', { callback: listener.url });
    await api.post('/billFormat', { name: 'a' });
    expect((await listener.take(1)).map(({ eventType }) => eventType)).toStrictEqual(['BillFormatCreateEvent']);
  });

  it.each([
    ['accepted-create-forgotten', 'POST', '', 'InProgress'],
    ['accepted-patch-forgotten', 'PATCH', '/one', 'InProgress'],
    ['accepted-patch-fails', 'PATCH', '/one', 'InError'],
    ['accepted-delete-fails', 'DELETE', '/one', 'InError'],
  ])('%s changes what is on the wire', async (fault, method, path, last) => {
    const state = async (faults: readonly string[]) => {
      const ids = ['made', 'one', 'monitor'];
      const { api, outcome } = await startLate({ faults, newId: () => ids.shift() ?? 'more' });
      // where creations are forgotten there is no record, and none is needed
      if (path !== '') await outcome((await api.post('/billFormat', { name: 'a' })).headers.get('location'));
      const { headers } = await api.send(method, `/billFormat${path}`, method === 'DELETE' ? undefined : { name: 'b' });
      const location = headers.get('location')?.slice(api.root.length) ?? '';
      // another change that is accepted after it, and ends, tells that there was time enough for this one
      const marker = await api.send(
        method === 'DELETE' ? 'PATCH' : 'DELETE',
        '/billFormat/unknown',
        method === 'DELETE' ? {} : undefined,
      );
      await outcome(marker.headers.get('location'));
      return (await api.get(location)).body.state;
    };
    expect(await state([])).toBe('Completed');
    expect(await state([fault])).toBe(last);
  });

  it('without it there are no monitors', async () => {
    expect((await (await start()).get('/monitor/1')).status).toBe(404);
  });
});
