import { describe, expect, it } from 'vitest';
import type { Failure, OperationRequest, Reply, StrayReply } from '../../../src/core/exchange.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { isObject } from '../../../src/core/json.ts';
import type { Scope } from '../../../src/core/scope.ts';
import { findingsIn, finishedIn, runAsync, UNFOLDED, verdictsIn } from '../../support/async-runs.ts';
import type { Deviation } from '../../support/async-sut.ts';

const PARTY = 'PartyAccount';

/** A responder whose replies to some operations are others. */
function replying(
  operations: readonly string[],
  change: (reply: Reply, request: OperationRequest) => Reply | Failure,
): Deviation {
  return { reply: (reply, _sent, request) => (operations.includes(request.operation) ? change(reply, request) : reply) };
}

/** One whose records are shown otherwise, in the replies to these operations that succeed. */
function showing(operations: readonly string[], change: (record: JsonObject) => JsonObject): Deviation {
  return replying(operations, (reply) => {
    if (reply.status >= 300 || reply.body.kind !== 'json') return reply;
    const { value } = reply.body;
    const shown: Json = Array.isArray(value) ? value.map((one: JsonObject) => change(one)) : change(value as JsonObject);
    return { ...reply, body: { ...reply.body, value: shown } };
  });
}

const all = ['create', 'list', 'retrieve', 'patch'];
const withHeaders = (change: Readonly<Record<string, string | undefined>>): Deviation =>
  replying([...all, 'delete'], (reply) => {
    const headers = Object.entries({ ...reply.headers, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return { ...reply, headers: Object.fromEntries(headers) };
  });
const failing = (failure: Partial<Failure>, when: (request: OperationRequest) => boolean): Deviation => ({
  reply: (reply, _sent, request) =>
    when(request) ? { kind: 'failure', reason: 'timeout', message: 'what is wrong.', ...failure } : reply,
});
const heard = { headers: { 'x-request-channel': 'x' }, body: { kind: 'empty' } } as const;
const isEmptyCreation = ({ operation, body }: OperationRequest) => operation === 'create' && JSON.stringify(body) === '{}';
const stray = (kind: StrayReply['kind'], isIdentical: boolean): Deviation => ({
  stray: (reply, sent, { operation }) =>
    operation === 'create' && reply.status === 201
      ? {
          kind,
          isIdentical,
          correlationId: sent.headers['X-Correlation-Id'] ?? '',
          receivedAt: '2026-01-01T01:00:00.000Z',
          reply: isIdentical ? reply : { ...reply, status: 500 },
        }
      : undefined,
});
const without = (record: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== name));
const single = (record: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value,
    ]),
  );
const flat = (record: JsonObject): JsonObject => {
  if (record.relatedParty === undefined) return record;
  const parties = [record.relatedParty].flat() as readonly JsonObject[];
  return {
    ...record,
    relatedParty: parties.map(({ partyOrPartyRole, ...rest }) => ({ ...(partyOrPartyRole as JsonObject), ...rest })),
  };
};

describe('a responder that keeps to the guide', () => {
  it.each([PARTY, 'BillFormat', 'BillingCycleSpecification'])(
    'is conformant in every scope, without a remark: %s',
    async (resource) => {
      const events = await runAsync([resource], ['connect', 'profile', 'notifications']);
      expect(findingsIn(events)).toEqual([]);
      expect(finishedIn(events).conclusions.map(({ scope, conclusion }) => [scope, conclusion])).toEqual([
        ['connect', 'conformant'],
        ['profile', 'conformant'],
        ['notifications', 'conformant'],
      ]);
      expect(Object.entries(verdictsIn(events)).filter(([, verdict]) => verdict !== 'pass')).toEqual([['JSON_PATCH', 'skipped']]);
    },
  );

  it('is asked nothing that only HTTP has, and looked back on last', () => {
    const scenarios = UNFOLDED.get(PARTY) ?? [];
    const steps = scenarios.flatMap(({ preamble, steps }) => [...preamble, ...steps]);
    expect(steps.filter((step) => step.kind === 'request' && /follow|subscribe/.test(step.operation))).toEqual([]);
    expect(steps.flatMap((step) => (step.kind === 'choose' ? [] : step.expect)).some(({ check }) => check === 'location')).toBe(
      false,
    );
    expect(scenarios.at(-1)?.id).toBe('MESSAGES');
  });
});

describe('how messages are labelled', () => {
  it.each<[string, Deviation, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'X-Request-Channel missing',
      withHeaders({ 'x-request-channel': undefined }),
      {},
      ['violation message.request-channel message.request-channel'],
    ],
    [
      'another X-Request-Channel',
      withHeaders({ 'x-request-channel': 'a.b' }),
      {},
      ['violation message.request-channel message.request-channel'],
    ],
    ['text behind the status', withHeaders({ 'status-code': '200 OK' }), {}, ['remark message.status-text message.status-code']],
    [
      'the same, strictly',
      withHeaders({ 'status-code': '200 OK' }),
      { 'AMB-A39': 'strict' },
      ['violation message.status-text message.status-code'],
    ],
    ['blanks around the status', withHeaders({ 'status-code': ' 200 ' }), {}, []],
    [
      'replies on another topic',
      replying(all, (reply) => ({ ...reply, record: { topic: 'elsewhere' } })),
      {},
      ['violation message.reply-channel message.reply-channel'],
    ],
    ['a reply twice', stray('duplicate', true), {}, ['remark message.repeated message.one-reply']],
    ['two replies that differ', stray('duplicate', false), {}, ['violation message.contradicted message.one-reply']],
    ['a reply that came too late', stray('late', false), {}, ['remark message.late message.one-reply']],
  ])('%s', async (_, deviation, readings, findings) => {
    const events = await runAsync(['BillFormat'], ['connect'], deviation, readings);
    expect(findingsIn(events)).toEqual(findings);
    const isFailed = findings.some((finding) => finding.startsWith('violation'));
    expect(finishedIn(events).conclusions[0]?.conclusion).toBe(isFailed ? 'nonconformant' : 'conformant');
    // nothing that the replies say is kept from being judged
    expect(Object.values(verdictsIn(events))).not.toContain('blocked');
  });

  it('tells a stray reply as an event, with the exchange that it answers', async () => {
    const events = await runAsync(['BillFormat'], ['connect'], stray('duplicate', true));
    const [told] = events.filter((event) => event.event === 'stray-reply');
    const asked = events.find((event) => event.event === 'exchange' && event.exchange.request.operation === 'create');
    expect(told).toMatchObject({ resource: 'BillFormat', scenario: 'TC_N1', step: 'create', stray: { kind: 'duplicate' } });
    expect(told).toHaveProperty('exchange', asked?.event === 'exchange' ? asked.exchange.id : '');
  });

  it.each<[Partial<Failure>, string, readonly string[]]>([
    [
      { reason: 'uncorrelated', heard },
      'fail',
      [
        'violation reply.uncorrelated TC_E2.refused',
        'violation message.correlation message.correlation-id',
        'violation message.status-missing message.status-code',
        'violation message.request-channel message.request-channel',
      ],
    ],
    [
      { reason: 'no-status', heard },
      'fail',
      [
        'violation reply.no-status TC_E2.refused',
        'violation message.status-missing message.status-code',
        'violation message.request-channel message.request-channel',
      ],
    ],
    [{ reason: 'timeout' }, 'fail', ['violation reply.none TC_E2.refused']],
    [{ reason: 'compression' }, 'inconclusive', ['undecided reply.compression TC_E2.refused']],
    [{ reason: 'denied' }, 'inconclusive', ['undecided reply.denied TC_E2.refused']],
    [{ reason: 'unknown-topic' }, 'inconclusive', ['undecided reply.unknown-topic TC_E2.refused']],
  ])('without a usable reply, %o: %s', async (failure, verdict, findings) => {
    const events = await runAsync(['BillFormat'], ['connect'], failing(failure, isEmptyCreation));
    expect(verdictsIn(events)).toMatchObject({ TC_N1: 'pass', TC_E1: 'pass', TC_E2: verdict, MESSAGES: 'pass' });
    expect(findingsIn(events).toSorted()).toEqual(findings.toSorted());
    expect(finishedIn(events).ended).toBeUndefined();
  });
});

describe('what the guide leaves open', () => {
  it.each<[string, Deviation, readonly string[], Scope?]>([
    ['no @type', showing(all, (record) => without(record, '@type')), ['remark type.missing']],
    ['the @type of another resource', showing(all, (record) => ({ ...record, '@type': 'BillFormat' })), ['violation type.other']],
    ['the @type of a sub-class', showing(all, (record) => ({ ...record, '@type': 'GoldAccount' })), ['remark type.subtype']],
    [
      'the @type of a kind of account',
      showing(all, (record) => ({ ...record, '@type': 'BillingAccount' })),
      ['remark type.subtype'],
    ],
    ['an @type that is no text', showing(all, (record) => ({ ...record, '@type': 7 })), ['violation type.other']],
    [
      'no relatedParty in replies to creations',
      showing(['create'], (record) => without(record, 'relatedParty')),
      ['remark value.missing'],
    ],
    [
      'no relatedParty anywhere',
      showing(all, (record) => without(record, 'relatedParty')),
      ['remark value.missing', 'violation value.missing'],
    ],
    ['related parties in a flat form', showing(all, flat), ['remark value.different']],
    [
      'the related party of a contact in a flat form',
      showing(all, (record) => ({
        ...record,
        ...(Array.isArray(record.contact) && { contact: record.contact.map((contact: JsonObject) => flat(contact)) }),
      })),
      ['remark value.different'],
      'profile',
    ],
    ['one element where several may be, as an object', showing(all, single), []],
    [
      'another element, as an object',
      showing(all, (record) => single({ ...record, relatedParty: [{ role: 'none', partyOrPartyRole: { id: '0' } }] })),
      ['violation value.different'],
    ],
    [
      'a related party that was not sent',
      showing(all, (record) => ({ ...record, relatedParty: [{ id: '0' }] })),
      ['violation value.different'],
    ],
    ['no href', showing(all, (record) => without(record, 'href')), ['remark attribute.expected']],
    ['an href of another form', showing(all, (record) => ({ ...record, href: 'kafka://broker/x' })), ['remark href.not-own']],
    [
      'no id',
      showing(['retrieve'], (record) => without(record, 'id')),
      ['remark href.not-own', 'violation attribute.missing', 'violation id.different'],
    ],
    [
      'a topicRef that leads elsewhere',
      showing(all, (record) => ({ ...record, topicRef: 'kafka://broker/x' })),
      ['remark topic-ref.other'],
    ],
    [
      'its own topicRef',
      showing(all, (record) => ({
        ...record,
        topicRef: 'kafka://broker/p.accountManagement.v5.retrievePartyAccount.commandRequest',
      })),
      [],
    ],
    [
      'an unknown identifier answered 400',
      replying(['retrieve'], (reply) => (reply.status === 404 ? { ...reply, status: 400 } : reply)),
      ['remark status.tolerated'],
    ],
    [
      'an unknown identifier answered 200',
      replying(['retrieve'], (reply) => (reply.status === 404 ? { ...reply, status: 200 } : reply)),
      ['violation status.unexpected'],
    ],
    [
      'a deletion answered 200 with {}',
      replying(['delete'], (reply) => ({ ...reply, status: 200, body: { kind: 'json', value: {}, bytes: 2 } })),
      ['remark status.tolerated', 'remark body.unasked', 'remark unknown-id.answered'],
      'profile',
    ],
    [
      'a deletion that shows the record',
      replying(['delete'], (reply, { id = '' }) =>
        reply.status === 404 ? reply : { ...reply, body: { kind: 'json', value: { id }, bytes: 2 } },
      ),
      ['violation body.unasked'],
      'profile',
    ],
    [
      'replies to patches without a value',
      replying(['patch'], (reply) => ({ ...reply, body: { kind: 'empty' } })),
      ['violation body.empty'],
      'profile',
    ],
    [
      'a creation without relatedParty accepted',
      replying(['create'], (reply, { body }) =>
        isObject(body ?? null) && (body as JsonObject).name !== undefined && reply.status === 400
          ? { ...reply, status: 201 }
          : reply,
      ),
      ['violation status.unexpected'],
      'profile',
    ],
  ])('%s', async (_, deviation, findings, scope = 'connect') => {
    const events = await runAsync([PARTY], [scope], deviation);
    expect([...new Set(findingsIn(events).map((finding) => finding.split(' ').slice(0, 2).join(' ')))].toSorted()).toEqual(
      findings.toSorted(),
    );
    const isFailed = findings.some((finding) => finding.startsWith('violation'));
    expect(finishedIn(events).conclusions[0]?.conclusion).toBe(isFailed ? 'nonconformant' : 'conformant');
  });

  it('BillingCycleSpecification may be misspelt', async () => {
    const deviation = showing(all, (record) => ({ ...record, '@type': 'BillCycleSpecification' }));
    const events = await runAsync(['BillingCycleSpecification'], ['connect'], deviation);
    expect(new Set(findingsIn(events).map((finding) => finding.split(' ')[1]))).toEqual(new Set(['type.misspelt']));
  });

  it('an id that a list has twice is a remark where the record is of others', async () => {
    const other: Json = { id: 'other', '@type': 'BillFormat', name: 'x' };
    const deviation = replying(['list'], (reply) =>
      reply.body.kind === 'json'
        ? { ...reply, body: { ...reply.body, value: [...(reply.body.value as readonly Json[]), other, other] } }
        : reply,
    );
    const events = await runAsync(['BillFormat'], ['connect'], deviation);
    expect(findingsIn(events)).toContain('remark list.repeated resource.representation');
  });
});

describe('a request that is not sent, since what it needs did not pass', () => {
  const refused: Deviation = replying(['patch'], (reply) => ({ ...reply, status: 501, body: { kind: 'empty' } }));

  it('leaves open what it was to show, and nothing about the messages that came', async () => {
    const { conclusions, requirements } = finishedIn(await runAsync([PARTY], ['connect', 'profile'], refused));
    expect(conclusions.map(({ conclusion }) => conclusion)).toEqual(['conformant', 'nonconformant']);
    const messages = requirements.filter(({ requirement }) => requirement.startsWith('message.'));
    expect(messages.filter(({ verdict }) => verdict !== 'pass').map(({ requirement }) => requirement)).toEqual([]);
  });

  it('does not hide a message that is labelled wrongly', async () => {
    const mislabelled: Deviation = replying(['patch'], (reply) => ({ ...reply, status: 501, headers: { 'status-code': '501' } }));
    expect(finishedIn(await runAsync([PARTY], ['connect', 'profile'], mislabelled)).conclusions[0]?.conclusion).toBe(
      'nonconformant',
    );
  });
});

describe('filtering', () => {
  it('may be refused: what needs it is not applicable, and a remark tells of it', async () => {
    const events = await runAsync([PARTY], ['connect', 'profile'], { noFilters: true });
    expect(new Set(findingsIn(events).map((finding) => finding.split(' ').slice(0, 2).join(' ')))).toEqual(
      new Set(['remark filter.refused']),
    );
    expect(verdictsIn(events)).toMatchObject({ TC_N1: 'pass', TC_N2: 'pass', TC_N4: 'skipped', FIELDS: 'pass' });
    const { conclusions, requirements } = finishedIn(events);
    expect(conclusions.map(({ conclusion }) => conclusion)).toEqual(['conformant', 'conformant']);
    expect(requirements.find(({ requirement }) => requirement === 'TC_N4.search.contains')).toMatchObject({
      verdict: 'skipped',
      exemption: 'not-offered',
      reason: 'filtering is optional, and the target refuses it (AMB-A07)',
    });
  });

  it('fails where the answer is wrong', async () => {
    const deviation: Deviation = { ignoresFilters: true };
    const events = await runAsync([PARTY], ['connect'], deviation);
    expect(verdictsIn(events)).toMatchObject({ TC_N1: 'pass', TC_N2: 'fail', TC_N4: 'fail' });
    expect(finishedIn(events).conclusions[0]?.conclusion).toBe('nonconformant');
  });
});

describe('a change that cannot be retrieved at once', () => {
  /** Of each record the first retrieval after a patch shows what the last one showed. */
  const lagging = (): Deviation => {
    const shown = new Map<string, Reply>();
    const changed = new Set<string>();
    return replying(['retrieve', 'patch'], (reply, { operation, id = '' }) => {
      if (operation === 'patch') changed.add(id);
      const before = shown.get(id);
      if (operation === 'patch' || reply.status !== 200) return reply;
      if (changed.delete(id) && before !== undefined) return { ...reply, body: before.body };
      shown.set(id, reply);
      return reply;
    });
  };

  it('is looked for again, and that its notification came first is a remark', async () => {
    const events = await runAsync([PARTY], ['notifications'], lagging(), {}, 1000);
    expect(finishedIn(events).conclusions[0]?.conclusion).toBe('conformant');
    expect(findingsIn(events)).toEqual([
      'remark notification.before-visible notification.PartyAccountAttributeValueChangeEvent',
      'remark notification.before-visible notification.PartyAccountStateChangeEvent',
    ]);
  });

  it('leaves open whether it is told of where nobody waits', async () => {
    const events = await runAsync(['BillFormat'], ['notifications'], lagging());
    expect(finishedIn(events).conclusions[0]?.conclusion).toBe('undetermined');
  });
});

describe('events', () => {
  const told = (change: (event: JsonObject) => JsonObject | undefined): Deviation => ({ event: change });
  const inEvent = (change: (record: JsonObject) => JsonObject) => (event: JsonObject) => ({
    ...event,
    event: Object.fromEntries(
      Object.entries(event.event as JsonObject).map(([name, record]) => [name, change(record as JsonObject)]),
    ),
  });

  it.each<[string, Deviation, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'under the names of notifications',
      told((event) => ({
        ...event,
        eventType: String(event.eventType).replace(/Event$/, 'Notification'),
        '@type': String(event.eventType).replace(/Event$/, 'Notification'),
      })),
      {},
      ['remark notification.other-name'],
    ],
    [
      'under such names, strictly',
      told((event) => ({ ...without(event, '@type'), eventType: String(event.eventType).replace(/Event$/, 'Notification') })),
      { 'AMB-A45': 'strict' },
      ['violation notification.other-name'],
    ],
    ['without @type', told((event) => without(event, '@type')), {}, []],
    ['of another @type', told((event) => ({ ...event, '@type': 'Event' })), {}, ['violation notification.envelope']],
    ['without eventTime', told((event) => without(event, 'eventTime')), {}, ['violation notification.envelope']],
    [
      'with members inside event that belong outside',
      told((event) => ({ ...event, event: { ...(event.event as JsonObject), source: { id: '1', '@type': 'X' } } })),
      {},
      [],
    ],
    [
      'without what has changed',
      told((event) => (/Change/.test(String(event.eventType)) ? inEvent(({ id = '' }) => ({ id }))(event) : event)),
      {},
      ['violation value.missing'],
    ],
    [
      'creations without a name',
      told((event) => (/Create/.test(String(event.eventType)) ? inEvent((record) => without(record, 'name'))(event) : event)),
      {},
      ['violation value.missing'],
    ],
    [
      'with an href of another form',
      told(inEvent((record) => ({ ...record, href: 'http://servername/PartyAccount/1041' }))),
      {},
      [],
    ],
    ['that never come', told(() => undefined), {}, ['violation notification.missing']],
  ])('%s', async (_, deviation, readings, findings) => {
    const events = await runAsync([PARTY], ['notifications'], deviation, readings);
    expect([...new Set(findingsIn(events).map((finding) => finding.split(' ').slice(0, 2).join(' ')))]).toEqual(findings);
  });

  it('of a change that a resource does not have are not awaited, and excused', async () => {
    const { requirements } = finishedIn(await runAsync(['BillFormat'], ['notifications']));
    expect(requirements.find(({ requirement }) => requirement === 'notification.BillFormatStateChangeEvent')).toMatchObject({
      verdict: 'skipped',
      exemption: 'not-offered',
    });
  });
});
