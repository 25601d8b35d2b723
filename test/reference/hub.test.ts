import { describe, expect, it } from 'vitest';
import { PARTY_PATHS, PATHS, startApi } from './api.ts';
import { startListener } from './listener.ts';

const capitalize = (path: string): string => path.slice(0, 1).toUpperCase() + path.slice(1);

describe('hub', () => {
  it('registers a callback: 201, Location, id, callback and query', async () => {
    const api = await startApi();
    const callback = 'https://listener.example/x';
    const { status, headers, body } = await api.post('/hub', { callback, query: 'eventType=A' });
    expect(status).toBe(201);
    expect(body).toStrictEqual({ id: expect.stringMatching(/./), callback, query: 'eventType=A' });
    expect(headers.get('location')).toBe(`${api.root}/hub/${body.id}`);
    expect((await api.post('/hub', { callback })).body).not.toHaveProperty('query');
  });

  it.each([
    {},
    { callback: '' },
    { callback: '/relative' },
    { callback: 'ftp://x/' },
    { callback: 'http://u:p@x/' },
    { callback: 7 },
    { callback: 'http://x/', query: 7 },
    [],
  ])('refuses %j', async (body) => {
    const api = await startApi();
    expect((await api.post('/hub', body)).status).toBe(400);
  });

  it('unregisters: 204, then 404', async () => {
    const api = await startApi();
    const { body } = await api.post('/hub', { callback: 'http://127.0.0.1:9/' });
    expect((await api.send('DELETE', `/hub/${body.id}`)).status).toBe(204);
    expect((await api.send('DELETE', `/hub/${body.id}`)).status).toBe(404);
  });
});

describe('API MANDATORY AND OPTIONAL NOTIFICATIONS', () => {
  it.each(PARTY_PATHS)('%s: AttributeValueChange and StateChange, no creation, no removal', async (path) => {
    const api = await startApi();
    const listener = await startListener();
    await api.post('/hub', { callback: listener.url });
    const { id } = await api.make(`/${path}`, { name: 'a', state: 'Active' });
    const first = await api.merge(`/${path}/${id}`, { description: 'd' });
    const second = await api.merge(`/${path}/${id}`, { state: 'Inactive' });
    const third = await api.merge(`/${path}/${id}`, { state: 'Active', description: null });
    await api.merge(`/${path}/${id}`, { state: 'Active' });
    await api.send('DELETE', `/${path}/${id}`);
    // The last one proves that nothing else was sent before it.
    const marker = await api.make('/financialAccount', { name: 'marker' });

    const received = await listener.take(5);
    const name = capitalize(path);
    expect(received.map(({ eventType }) => eventType)).toStrictEqual([
      `${name}AttributeValueChangeNotification`,
      `${name}StateChangeNotification`,
      `${name}AttributeValueChangeNotification`,
      `${name}StateChangeNotification`,
      'FinancialAccountCreationNotification',
    ]);
    expect(received.map(({ event }) => event)).toStrictEqual([
      { [path]: first.body },
      { [path]: second.body },
      { [path]: third.body },
      { [path]: third.body },
      { financialAccount: marker },
    ]);
  });

  it('FinancialAccount: Creation, AttributeValueChange, StateChange, Remove, each with all attributes of the resource', async () => {
    const api = await startApi();
    const listener = await startListener();
    await api.post('/hub', { callback: listener.url });
    const made = await api.make('/financialAccount', { name: 'a', state: 'Active', extra: [1] });
    const changed = await api.merge(`/financialAccount/${made.id}`, { description: 'd' });
    const moved = await api.merge(`/financialAccount/${made.id}`, { state: 'Closed' });
    await api.send('DELETE', `/financialAccount/${made.id}`);

    const received = await listener.take(4);
    expect(received.map(({ eventType, event }) => [eventType, event.financialAccount])).toStrictEqual([
      ['FinancialAccountCreationNotification', made],
      ['FinancialAccountAttributeValueChangeNotification', changed.body],
      ['FinancialAccountStateChangeNotification', moved.body],
      ['FinancialAccountRemoveNotification', moved.body],
    ]);
    expect(new Set(received.map(({ eventId }) => eventId)).size).toBe(4);
    for (const { eventTime, contentType, path } of received) {
      expect(new Date(eventTime).toISOString()).toBe(eventTime);
      expect([contentType, path]).toStrictEqual(['application/json; charset=utf-8', '/listener']);
    }
  });

  it.each(PATHS.slice(4))('%s has no notifications', async (path) => {
    const api = await startApi();
    const listener = await startListener();
    await api.post('/hub', { callback: listener.url });
    const { id } = await api.make(`/${path}`, { name: 'a' });
    await api.merge(`/${path}/${id}`, { name: 'b', state: 'x' });
    await api.send('DELETE', `/${path}/${id}`);
    await api.make('/financialAccount', { name: 'marker' });
    expect((await listener.take(1))[0]?.eventType).toBe('FinancialAccountCreationNotification');
  });

  it('a refused change is not notified', async () => {
    const api = await startApi();
    const listener = await startListener();
    await api.post('/hub', { callback: listener.url });
    await api.post('/financialAccount', {});
    const { id } = await api.make('/financialAccount', { name: 'a' });
    await api.merge(`/financialAccount/${id}`, { name: null });
    await api.send('DELETE', `/financialAccount/${id}`);
    expect((await listener.take(2)).map(({ eventType }) => eventType)).toStrictEqual([
      'FinancialAccountCreationNotification',
      'FinancialAccountRemoveNotification',
    ]);
  });
});

describe('delivery', () => {
  it('query=eventType=… selects, several listeners get the same event', async () => {
    const api = await startApi();
    const [all, some] = [await startListener(), await startListener()];
    await api.post('/hub', { callback: all.url });
    await api.post('/hub', { callback: some.url, query: 'eventType=FinancialAccountRemoveNotification,Other' });
    const { id } = await api.make('/financialAccount', { name: 'a' });
    await api.send('DELETE', `/financialAccount/${id}`);
    const [, removal] = await all.take(2);
    expect(await some.take(1)).toStrictEqual([removal]);
  });

  it('a failed delivery is repeated once, then dropped, and the next one follows', async () => {
    const api = await startApi();
    const listener = await startListener([500, 204, 503, 302, 204]);
    await api.post('/hub', { callback: listener.url });
    for (const name of ['a', 'b', 'c']) await api.make('/financialAccount', { name });
    const received = await listener.take(5);
    const names = received.map(({ event }) => (event.financialAccount as { name: string }).name);
    expect(names).toStrictEqual(['a', 'a', 'b', 'b', 'c']);
  });

  it('a listener that cannot be reached does not disturb the server or the others', async () => {
    const api = await startApi();
    const listener = await startListener();
    await api.post('/hub', { callback: 'http://127.0.0.1:1/' });
    await api.post('/hub', { callback: listener.url });
    await api.make('/financialAccount', { name: 'a' });
    expect((await listener.take(1))[0]?.eventType).toBe('FinancialAccountCreationNotification');
    expect((await api.get('/financialAccount')).status).toBe(200);
  });

  it('after unregistering nothing queued is delivered', async () => {
    const api = await startApi();
    const [slow, witness] = [await startListener([0]), await startListener()];
    const { body } = await api.post('/hub', { callback: slow.url });
    await api.post('/hub', { callback: witness.url });
    await api.make('/financialAccount', { name: 'a' });
    await api.make('/financialAccount', { name: 'b' });
    await slow.take(1);
    await api.send('DELETE', `/hub/${body.id}`);
    await api.make('/financialAccount', { name: 'c' });
    await witness.take(3);
    expect(slow.received).toHaveLength(1);
  });

  it('close ends a delivery that is under way', async () => {
    const api = await startApi();
    const listener = await startListener([0, 0]);
    await api.post('/hub', { callback: listener.url });
    await api.make('/financialAccount', { name: 'a' });
    await listener.take(1);
    await api.close();
    expect(listener.received).toHaveLength(1);
  });
});
