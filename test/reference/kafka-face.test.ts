import { describe, expect, it } from 'vitest';
import { startApi } from './api.ts';
import { PARTY, startKafkaApi } from './kafka-api.ts';
import { startListener } from './listener.ts';
import { memoryBroker } from './memory-broker.ts';

const ACCOUNTS = ['PartyAccount', 'BillingAccount', 'SettlementAccount', 'FinancialAccount'];
const OTHERS = ['BillFormat', 'BillPresentationMedia', 'BillingCycleSpecification'];
const RESOURCES = [...ACCOUNTS, ...OTHERS];

describe('operations over Kafka', () => {
  it.each(RESOURCES)('%s is created, listed, retrieved, patched and deleted', async (resource) => {
    const api = await startKafkaApi();
    const body = { name: 'a', ...(ACCOUNTS.includes(resource) && { relatedParty: PARTY }) };
    const created = await api.reply('create', resource, { body });
    expect(created).toMatchObject({ status: '201', body: { ...body, '@type': resource } });
    const { id, href, topicRef } = created.body;
    expect(href).toBe(`${api.server.root}/${resource[0]?.toLowerCase()}${resource.slice(1)}/${id}`);
    expect(topicRef).toBe(`kafka://memory:9092/lab.accountManagement.v5.retrieve${resource}.commandRequest`);

    expect(await api.reply('list', resource)).toMatchObject({ status: '200', body: [created.body] });
    expect(await api.reply('retrieve', resource, { parameters: { id } })).toMatchObject({ status: '200', body: created.body });
    const patched = await api.reply('patch', resource, { parameters: { id }, body: { name: 'b' } });
    expect(patched).toMatchObject({ status: '200', body: { id, name: 'b' } });
    const deleted = await api.reply('delete', resource, { parameters: { id } });
    expect([deleted.status, deleted.record.value]).toStrictEqual(['204', '']);
    expect((await api.reply('retrieve', resource, { parameters: { id } })).status).toBe('404');
  });

  it('a reply has the three headers, no key, and goes where the request wants it', async () => {
    const api = await startKafkaApi();
    const { record } = await api.reply('list', 'BillFormat');
    expect(record).toStrictEqual({
      topic: 'lab.accountManagement.v5.listBillFormat.commandReply',
      headers: {
        'X-Correlation-Id': 'correlation-1',
        'Status-Code': '200',
        'X-Request-Channel': 'lab.accountManagement.v5.listBillFormat.commandRequest',
      },
      value: '[]',
    });
    const [elsewhere] = await api.ask('list', 'BillFormat', { headers: { 'Reply-Channel': 'replies.of.mine' } });
    expect(elsewhere?.topic).toBe('replies.of.mine');
    const [fallback] = await api.ask('list', 'BillFormat', { headers: { 'Reply-Channel': undefined } });
    expect(fallback?.topic).toBe('listBillFormat.commandReply');
  });

  it('without a prefix topics begin with the name of the API', async () => {
    const existing = new Set<string>();
    const broker = memoryBroker(existing);
    await startKafkaApi({ kafka: { ...SETTINGS, topicPrefix: '', createTopics: true } }, broker);
    expect(existing).toContain('accountManagement.v5.createPartyAccount.commandRequest');
    expect(existing).toContain('accountManagement.v5.billFormat.notificationEvent');
    expect(existing.size).toBe(77);
  });

  it('topics that are missing keep the server from starting, and are named', async () => {
    const existing = new Set<string>();
    const broker = memoryBroker(existing);
    await expect(startKafkaApi({}, broker)).rejects.toThrow(
      /^none of the 77 topics is there on memory:9092; the first would be lab\./,
    );
    await broker.client.createTopics(['lab.accountManagement.v5.createPartyAccount.commandRequest']);
    await expect(startKafkaApi({}, broker)).rejects.toThrow(
      /^76 of the 77 topics are missing on memory:9092: lab\.accountManagement\.v5\.list/,
    );
  });

  it('v1.1.0 has no Kafka face', async () => {
    await expect(startKafkaApi({ model: 'v1' })).rejects.toThrow('the Kafka face follows v5.0.0: v1.1.0 has none');
  });

  it('counts the commands that it has heard', async () => {
    const api = await startKafkaApi();
    await api.reply('list', 'BillFormat');
    await api.reply('list', 'PartyAccount');
    expect([api.server.commands, api.server.requests]).toStrictEqual([2, 0]);
  });
});

const SETTINGS = {
  settings: { brokers: ['memory:9092'], clientId: 'test', connectTimeoutMs: 1000, patienceMs: 1000 },
};

describe('Parameters', () => {
  it('an id may be a number, as the samples have it', async () => {
    const api = await startKafkaApi({ newId: () => '4458' });
    await api.make('BillFormat');
    expect(await api.reply('retrieve', 'BillFormat', { parameters: '{"id": 4458}' })).toMatchObject({ body: { id: '4458' } });
  });

  it('they may travel in the value', async () => {
    const api = await startKafkaApi();
    const id = await api.make('BillFormat');
    const retrieved = await api.reply('retrieve', 'BillFormat', { body: { Parameters: { id } } });
    expect(retrieved).toMatchObject({ status: '200', body: { id } });
    const patched = await api.reply('patch', 'BillFormat', { body: { Parameters: { id }, name: 'b' } });
    expect(patched).toMatchObject({ status: '200', body: { id, name: 'b' } });
    expect(patched.body).not.toHaveProperty('Parameters');
  });

  it('filtering joins criteria by AND, and compares for equality', async () => {
    const api = await startKafkaApi();
    await api.make('PartyAccount', { name: 'a', accountType: 'Business' });
    await api.make('PartyAccount', { name: 'b', accountType: 'Business' });
    await api.make('PartyAccount', { name: 'a', accountType: 'Businesslike' });
    const found = async (filtering: string) =>
      (await api.reply('list', 'PartyAccount', { parameters: { filtering } })).body.map(
        ({ name, accountType }: { name: string; accountType: string }) => `${name} ${accountType}`,
      );
    expect(await found('accountType=Business')).toStrictEqual(['a Business', 'b Business']);
    expect(await found('accountType=Business&name=a')).toStrictEqual(['a Business']);
    expect(await found('accountType=business')).toStrictEqual([]);
    expect(await found('relatedParty.role=owner&name=b')).toStrictEqual(['b Business']);
  });

  it('values are written raw, but for what is percent-encoded', async () => {
    const api = await startKafkaApi();
    await api.make('BillFormat', { name: 'a&b=c + 100%' });
    const found = async (filtering: string) => (await api.reply('list', 'BillFormat', { parameters: { filtering } })).body.length;
    expect(await found('name=a%26b%3Dc %2B 100%25')).toBe(1);
    expect(await found('name=a%26b=c + 100%25')).toBe(1);
    expect(await found('name=a')).toBe(0);
  });

  it('fields selects attributes of lists and of single records', async () => {
    const api = await startKafkaApi();
    const id = await api.make('PartyAccount', { description: 'd' });
    const [listed] = (await api.reply('list', 'PartyAccount', { parameters: { fields: 'name' } })).body;
    const { body: single } = await api.reply('retrieve', 'PartyAccount', { parameters: { id, fields: 'description' } });
    expect(Object.keys(listed).toSorted()).toStrictEqual(['@type', 'href', 'id', 'name', 'topicRef']);
    expect(Object.keys(single).toSorted()).toStrictEqual(['@type', 'description', 'href', 'id', 'topicRef']);
  });

  it.each([
    ['retrieve', '{', 'invalid-parameters'],
    ['retrieve', '[]', 'invalid-parameters'],
    ['retrieve', '{}', 'invalid-parameters'],
    ['retrieve', '{"id":{}}', 'invalid-parameters'],
    ['delete', '{"id":""}', 'invalid-parameters'],
    ['list', '{"filtering":7}', 'invalid-parameters'],
    ['list', '{"filtering":"name"}', 'invalid-parameters'],
    ['list', '{"filtering":"name=%"}', 'invalid-parameters'],
    ['list', '{"fields":7}', 'invalid-parameters'],
  ])('%s with %s is refused: %s', async (operation, parameters, code) => {
    const api = await startKafkaApi();
    const { status, body } = await api.reply(operation, 'BillFormat', { parameters });
    expect([status, body.code, typeof body.reason, typeof body.message]).toStrictEqual(['400', code, 'string', 'string']);
  });
});

describe('what cannot be carried out', () => {
  it.each([undefined, '', '{"name":', '\u0000'])('a creation with the value %j is malformed JSON', async (body) => {
    const api = await startKafkaApi();
    const reply = await api.reply('create', 'BillFormat', body === undefined ? {} : { body });
    expect(reply).toMatchObject({ status: '400', body: { '@type': 'Error', code: 'malformed-json' } });
  });

  it.each([
    ['BillFormat', {}, 'name'],
    ['PartyAccount', { name: 'a' }, 'relatedParty'],
    ['PartyAccount', { name: 'a', relatedParty: [] }, 'relatedParty'],
    ['FinancialAccount', { relatedParty: PARTY }, 'name'],
  ])('%s from %j: %s is missing', async (resource, body, name) => {
    const api = await startKafkaApi();
    const reply = await api.reply('create', resource, { body });
    expect(reply).toMatchObject({ status: '400', body: { code: 'missing-attribute' } });
    expect(reply.body.message).toContain(`${name} is a mandatory attribute of ${resource}`);
    expect((await api.reply('list', resource)).body).toStrictEqual([]);
  });

  it.each(['retrieve', 'patch', 'delete'])('%s of an unknown id is 404', async (operation) => {
    const api = await startKafkaApi();
    const reply = await api.reply(operation, 'BillFormat', { parameters: { id: 'x' }, body: { name: 'b' } });
    expect(reply).toMatchObject({ status: '404', body: { code: 'not-found' } });
  });

  it('a request without a correlation id is refused', async () => {
    const api = await startKafkaApi();
    const [reply] = await api.ask('list', 'BillFormat', { headers: { 'X-Correlation-Id': undefined } });
    expect(reply).toMatchObject({ status: '400', body: { code: 'missing-header' } });
    expect(reply?.headers).not.toHaveProperty('X-Correlation-Id');
  });

  it('an error of the server itself is 500 and does not end it', async () => {
    let ids = 0;
    const api = await startKafkaApi({
      newId: () => {
        ids += 1;
        if (ids === 1) throw new Error('no ids left');
        return String(ids);
      },
    });
    const body = { name: 'a' };
    expect(await api.reply('create', 'BillFormat', { body })).toMatchObject({ status: '500', body: { message: 'no ids left' } });
    expect((await api.reply('create', 'BillFormat', { body })).status).toBe('201');
  });

  it('what cannot be written is told of, and what comes after it is written', async () => {
    const troubles: string[] = [];
    const api = await startKafkaApi({ onTrouble: (message) => troubles.push(message) });
    api.broker.broken.add('nowhere');
    expect(await api.ask('list', 'BillFormat', { headers: { 'Reply-Channel': 'nowhere' } })).toStrictEqual([]);
    expect(troubles).toStrictEqual(['not written to nowhere: the disk is full']);
    api.broker.broken.clear();
    expect(await api.ask('list', 'BillFormat', { headers: { 'Reply-Channel': 'nowhere' } })).toHaveLength(1);
  });
});

describe('patches over Kafka', () => {
  it.each([undefined, 'application/merge-patch+json', 'application/json; charset=utf-8'])('%s is a merge patch', async (type) => {
    const api = await startKafkaApi();
    const id = await api.make('BillFormat', { description: 'd' });
    const patch = { parameters: { id }, body: { description: null, name: 'b' }, headers: { 'Content-Type': type } };
    const { status, body } = await api.reply('patch', 'BillFormat', patch);
    expect([status, body.name, body.description]).toStrictEqual(['200', 'b', undefined]);
  });

  it.each([[[{ op: 'replace', path: '/name', value: 'b' }]], [{ op: 'replace', path: '/name', value: 'b' }]])(
    '%j is a JSON Patch',
    async (body) => {
      const api = await startKafkaApi();
      const id = await api.make('BillFormat');
      const headers = { 'Content-Type': 'application/json-patch+json' };
      expect(await api.reply('patch', 'BillFormat', { parameters: { id }, body, headers })).toMatchObject({
        status: '200',
        body: { name: 'b' },
      });
    },
  );

  it('another media type is 415', async () => {
    const api = await startKafkaApi();
    const id = await api.make('BillFormat');
    const headers = { 'Content-Type': 'application/json-patch-query+json' };
    expect((await api.reply('patch', 'BillFormat', { parameters: { id }, body: [], headers })).status).toBe('415');
  });
});

describe('two faces, one store', () => {
  it('what one face creates, the other shows, and both tell of it', async () => {
    const api = await startKafkaApi();
    const listener = await startListener();
    const rest = async (method: string, path: string, body?: unknown) => {
      const response = await fetch(`${api.server.root}${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      return JSON.parse((await response.text()) || 'null');
    };
    await rest('POST', '/hub', { '@type': 'Hub', callback: listener.url });

    const id = await api.make('BillFormat', { name: 'over Kafka' });
    expect(await rest('GET', `/billFormat/${id}`)).toMatchObject({ id, name: 'over Kafka' });
    const made = await rest('POST', '/billFormat', { name: 'over HTTP' });
    const [event] = await api.heard();
    expect(event).toMatchObject({
      topic: 'billFormat.notificationEvent',
      body: { eventType: 'BillFormatCreateEvent', event: { billFormat: made } },
    });
    expect(await api.reply('retrieve', 'BillFormat', { parameters: { id: made.id } })).toMatchObject({ body: made });
    await rest('PATCH', `/billFormat/${id}`, { name: 'patched' });
    expect((await api.heard()).map(({ body }) => body.eventType)).toStrictEqual(['BillFormatAttributeValueChangeEvent']);

    const told = await listener.take(3);
    expect(told.map(({ eventType, event: { billFormat } }) => [eventType, (billFormat as { name: string }).name])).toStrictEqual([
      ['BillFormatCreateEvent', 'over Kafka'],
      ['BillFormatCreateEvent', 'over HTTP'],
      ['BillFormatAttributeValueChangeEvent', 'patched'],
    ]);
  });

  it('without Kafka records have no topicRef', async () => {
    const api = await startApi({ model: 'v5' });
    expect(await api.make('/billFormat', { name: 'a' })).not.toHaveProperty('topicRef');
  });
});

describe('28 notifications', () => {
  it.each(RESOURCES)('%s: Create, AttributeValueChange, StateChange where there is a state, Delete', async (resource) => {
    const api = await startKafkaApi();
    const hasState = ACCOUNTS.includes(resource);
    const id = await api.make(resource);
    const types: string[] = [];
    const note = (heard: Awaited<ReturnType<typeof api.ask>>) => {
      for (const { topic, body } of heard) if (topic.endsWith('notificationEvent')) types.push(body.eventType);
    };
    note(await api.ask('patch', resource, { parameters: { id }, body: { description: 'd' } }));
    note(await api.ask('patch', resource, { parameters: { id }, body: { description: 'd' } }));
    if (hasState) note(await api.ask('patch', resource, { parameters: { id }, body: { state: 'Active' } }));
    note(await api.ask('patch', resource, { parameters: { id }, body: { id: 'other' } }));
    note(await api.ask('delete', resource, { parameters: { id } }));
    expect(types).toStrictEqual([
      `${resource}AttributeValueChangeEvent`,
      ...(hasState ? [`${resource}StateChangeEvent`] : []),
      `${resource}DeleteEvent`,
    ]);
  });

  it('has the envelope of the guide', async () => {
    const api = await startKafkaApi({ now: () => new Date('2024-05-01T10:00:00Z') });
    const heard = await api.ask('create', 'BillFormat', { body: { name: 'a' } });
    const [reply, event] = heard;
    expect(heard.map(({ topic }) => topic)).toStrictEqual(['createBillFormat.commandReply', 'billFormat.notificationEvent']);
    expect(event?.headers).toStrictEqual({ 'Content-Type': 'application/json' });
    expect(event?.record.key).toBeUndefined();
    expect(event?.body).toMatchObject({
      '@type': 'BillFormatCreateEvent',
      '@baseType': 'Event',
      correlationId: expect.any(String),
      description: expect.any(String),
      domain: 'Commercial',
      eventId: expect.any(String),
      eventTime: '2024-05-01T10:00:00.000Z',
      eventType: 'BillFormatCreateEvent',
      priority: expect.any(String),
      timeOccurred: '2024-05-01T10:00:00.000Z',
      title: 'BillFormatCreateEvent',
      event: { billFormat: reply?.body },
      reportingSystem: { '@type': 'ReportingResource' },
      source: { '@type': 'ReportingResource' },
    });
  });
});
