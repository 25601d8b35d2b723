import { describe, expect, it } from 'vitest';
import { carries } from '../../src/checks/carries.ts';
import { notified } from '../../src/checks/notified.ts';
import { silent } from '../../src/checks/silent.ts';
import { subscribed, unsubscribed } from '../../src/checks/subscription.ts';
import { tookEffect } from '../../src/checks/trigger.ts';
import { truthful } from '../../src/checks/truthful.ts';
import type { CheckContext, NotificationContext } from '../../src/core/check.ts';
import type { OperationRequest } from '../../src/core/exchange.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { Profile } from '../../src/core/profile.ts';
import { aNotification, aSighting, received, START } from '../support/notifications.ts';
import { aContext, aReply, codesOf } from '../support/replies.ts';

const NAME = 'PartyAccountStateChangeNotification';
const BEFORE = { id: '17', href: '/partyAccount/17', name: 'My', state: 'Active', lastModified: '2026-01-01T00:00:00Z' };
const AFTER = { ...BEFORE, state: 'Suspended', lastModified: '2026-01-01T00:00:05Z' };
const DUE = { name: NAME, about: '17', trigger: 'patch', as: 'seen', attributes: ['state'] };
const PROFILE = {
  ...aContext().profile,
  resources: { ...aContext().profile.resources, BillFormat: {} },
  notifications: { rows: [{ name: NAME, level: 'M', resource: 'PartyAccount' }] },
} as unknown as Profile;

/** A run that patches the state at 5 ms, is answered at 6, sees it at 8 and unsubscribes at 500. */
function runWith(
  notifications: NotificationContext,
  options: Readonly<Record<string, string>> = {},
  request: Partial<OperationRequest> = {},
): CheckContext {
  const replies: Readonly<Record<string, { readonly at: number; readonly json: JsonObject }>> = {
    before: { at: 2, json: BEFORE },
    patch: { at: 5, json: AFTER },
    seen: { at: 8, json: AFTER },
    unsubscribe: { at: 500, json: {} },
  };
  return aContext({
    profile: PROFILE,
    options,
    ownIds: new Set(['17']),
    notifications,
    pagesOf(step) {
      const reply = replies[step];
      if (reply === undefined) return undefined;
      const page = { ...aReply({ json: reply.json, request }), startedAt: new Date(START + reply.at).toISOString() };
      return { pages: [page], cutShort: false };
    },
  });
}

describe('notified', () => {
  const judge = (context: CheckContext) => notified.judge([], DUE, context);
  const alias = aNotification('PartyAccountStateChangeEvent', AFTER);

  it.each<[string, NotificationContext, string[]]>([
    ['in time', received([aNotification(NAME, AFTER)]), []],
    ['up to the last moment', received([aNotification(NAME, AFTER, { at: 106 })]), []],
    ['too late', received([aNotification(NAME, AFTER, { at: 107 })]), ['violation notification.late']],
    ['before the change', received([aNotification(NAME, AFTER, { at: 4 })]), ['violation notification.out-of-order']],
    ['under a customary name', received([alias]), ['remark notification.other-name']],
    ['under no name there is', received([aNotification('PartyAccountMoved', AFTER)]), ['violation notification.wrong-name']],
    ['as another resource', received([aNotification('BillFormatMoved', AFTER)]), ['violation notification.wrong-resource']],
    [
      'in the member of another resource',
      received([aNotification(NAME, AFTER, { member: 'billFormat' })]),
      ['violation notification.wrong-resource'],
    ],
    [
      'in the event itself',
      received([
        aNotification(NAME, AFTER, {
          content: { eventId: '1', eventTime: '2026-01-01T00:00:00Z', eventType: NAME, event: AFTER },
        }),
      ]),
      ['violation notification.wrong-resource'],
    ],
    [
      'without envelope',
      received([aNotification(NAME, AFTER, { content: { eventType: NAME, event: { partyAccount: AFTER } } })]),
      ['violation notification.envelope', 'violation notification.envelope'],
    ],
    ...['12', 'not a date 5', '2026-01-01', '2026-13-01T00:00:00Z', 1_767_225_600_000].map(
      (eventTime): [string, NotificationContext, string[]] => [
        `at ${eventTime}`,
        received([
          aNotification(NAME, AFTER, { content: { eventId: '1', eventTime, eventType: NAME, event: { partyAccount: AFTER } } }),
        ]),
        ['violation notification.envelope'],
      ],
    ),
    ...['2026-01-01T00:00:00+0100', '2026-01-01T00:00:00.123456789Z', '2026-01-01T00:00'].map(
      (eventTime): [string, NotificationContext, string[]] => [
        `at ${eventTime}`,
        received([
          aNotification(NAME, AFTER, { content: { eventId: '1', eventTime, eventType: NAME, event: { partyAccount: AFTER } } }),
        ]),
        [],
      ],
    ),
    [
      'beside another member that has an id',
      received([
        aNotification(NAME, AFTER, {
          content: {
            eventId: '1',
            eventTime: '2026-01-01T00:00:00Z',
            eventType: NAME,
            event: { id: '1', cause: { id: '18' }, partyAccount: AFTER },
          },
        }),
      ]),
      [],
    ],
    ['about another record', received([aNotification(NAME, { ...AFTER, id: '18' })]), ['violation notification.missing']],
    ['about a smaller change', received([aNotification('PartyAccountMoved', BEFORE)]), ['violation notification.missing']],
    ['not at all', received([]), ['violation notification.missing']],
    ['not at all, elsewhere', received([], { isLocal: false }), ['undecided notification.unheard']],
    ['not, but others did, elsewhere', received([], { isLocal: false, hasHeard: true }), ['violation notification.missing']],
    [
      'twice',
      received([aNotification(NAME, AFTER), aNotification(NAME, { ...AFTER, state: 'x' }, { id: 'n2', eventId: 'n1' })]),
      ['remark notification.duplicate'],
    ],
    [
      'with the same content again',
      received([aNotification(NAME, AFTER), aNotification(NAME, AFTER, { id: 'n2' })]),
      ['remark notification.duplicate'],
    ],
    ['after a false one', received([aNotification(NAME, BEFORE), aNotification(NAME, AFTER, { id: 'n2', at: 20 })]), []],
  ])('came %s', (_, notifications, codes) => {
    expect(codesOf(judge(runWith(notifications)))).toEqual(codes);
  });

  it('takes printed names only by the letter (AMB-R32)', () => {
    expect(codesOf(judge(runWith(received([alias]), { 'AMB-R32': 'literal' })))).toEqual(['violation notification.other-name']);
  });

  it('asks for nothing where the server had changed the state by itself before it was asked to (AMB-R65)', () => {
    const early = received([aNotification(NAME, AFTER, { at: 4 })]);
    const asked = (state: string) => runWith(early, {}, { body: { state } });
    for (const check of [notified, carries]) {
      expect(check.judge([], DUE, asked('Closed'))).toMatchObject({ kind: 'not-applicable', exemption: 'not-offered' });
    }
    expect(codesOf(judge(asked(AFTER.state)))).toEqual(['violation notification.out-of-order']);
    const other = received([aNotification(NAME, BEFORE, { at: 4 })]);
    expect(codesOf(judge(runWith(other, {}, { body: { state: 'Closed' } })))).toEqual(['violation notification.out-of-order']);
  });

  it('tells the ledger what came', () => {
    const repeated = aNotification(NAME, AFTER, { id: 'n2', at: 30 });
    expect(judge(runWith(received([aNotification(NAME, AFTER), repeated])))).toMatchObject({
      account: {
        expected: NAME,
        arrivals: [
          { notification: 'n1', name: NAME, about: '17', delayMs: 5, as: 'on-time' },
          { notification: 'n2', delayMs: 25, as: 'duplicate' },
        ],
      },
    });
  });

  it('says nothing without the change, or without an address', () => {
    expect(codesOf(notified.judge([], { ...DUE, trigger: 'never' }, runWith(received([]))))).toEqual(['blocked']);
    expect(judge(aContext())).toMatchObject({ kind: 'not-applicable', exemption: 'configuration' });
  });
});

describe('carries', () => {
  const judge = (record: JsonObject, options = {}) =>
    codesOf(carries.judge([], DUE, runWith(received([aNotification(NAME, record)]), options)));
  const { name: _, ...nameless } = AFTER;

  it.each<[string, JsonObject, string[]]>([
    ['the resource as it was retrieved', AFTER, []],
    ['members that the retrieval has not', { ...AFTER, '@type': 'PartyAccount' }, []],
    ['the same instant written otherwise', { ...AFTER, lastModified: '2026-01-01T01:00:05+01:00' }, []],
    ['an absolute href of the same path', { ...AFTER, href: 'https://other.example/partyAccount/17' }, []],
    ['an href from the API root on', { ...AFTER, href: 'partyAccount/17' }, []],
    ['an href that is only the end of the id', { ...AFTER, href: '7' }, ['violation value.different']],
    ['an href of another record', { ...AFTER, href: 'partyAccount/7' }, ['violation value.different']],
    ['another lastModified', { ...AFTER, lastModified: '2026-01-01T00:00:07Z' }, ['remark value.server-managed']],
    ['no name', nameless, ['violation value.missing']],
    ['another name', { ...AFTER, name: 'Yours' }, ['violation value.different']],
    ['the state before, though that is what has changed', { ...AFTER, state: 'Active' }, ['violation value.different']],
  ])('%s', (_what, record, codes) => {
    expect(judge(record)).toEqual(codes);
  });

  it('is content with less where that is chosen, but not with what is wrong (AMB-R33)', () => {
    const relaxed = { 'AMB-R33': 'relaxed' };
    expect(judge(nameless, relaxed)).toEqual([]);
    expect(judge({ id: '17', href: '/partyAccount/17' }, relaxed)).toEqual(['violation value.missing']);
    expect(judge({ ...AFTER, name: 'Yours' }, relaxed)).toEqual(['violation value.different']);
  });

  it('is blocked where nothing came', () => {
    expect(codesOf(carries.judge([], DUE, runWith(received([]))))).toEqual(['blocked']);
  });
});

describe('truthful', () => {
  const sightings = [aSighting(0, BEFORE), aSighting(2, BEFORE), aSighting(8, AFTER), aSighting(50)];
  const judge = (argument: JsonObject, notifications: NotificationContext) =>
    codesOf(
      truthful.judge([], { until: 'unsubscribe', ...argument }, runWith({ ...notifications, sightingsOf: () => sightings })),
    );
  const states = (...given: Parameters<typeof aNotification>[]) =>
    judge({ change: 'StateChange' }, received(given.map((parts) => aNotification(...parts))));

  it('accepts a change that happened, once and repeated', () => {
    expect(states([NAME, AFTER])).toEqual([]);
    expect(states([NAME, AFTER], [NAME, AFTER, { id: 'n2' }])).toEqual([]);
  });

  it.each<[string, Parameters<typeof aNotification>]>([
    ['before it happened', [NAME, AFTER, { at: 1 }]],
    ['with the state that was there before', [NAME, BEFORE]],
    ['of a record that this run does not know', [NAME, { ...AFTER, id: '18' }, { at: -1 }]],
  ])('finds one %s', (_, parts) => {
    expect(states(parts)).toEqual(['violation notification.false']);
  });

  it('finds a second change of state where there was one', () => {
    expect(states([NAME, AFTER], [NAME, { ...AFTER, name: 'Mine' }, { id: 'n2' }])).toEqual(['violation notification.false']);
  });

  it.each([
    ['creation', 'PartyAccountCreationNotification', 'PartyAccountCreateEvent'],
    ['removal', 'PartyAccountRemoveNotification', 'PartyAccountDeleteEvent'],
  ])('finds a second %s of a record', (_, printed, customary) => {
    const first = aNotification(printed, AFTER, { at: 60 });
    const again = aNotification(printed, { ...AFTER, name: 'Mine' }, { id: 'n2', at: 70 });
    const otherwise = aNotification(customary, AFTER, { id: 'n3', at: 80 });
    expect(judge({ others: true }, received([first, again]))).toEqual(['violation notification.false']);
    expect(judge({ others: true }, received([first, { ...first, id: 'n2' }, otherwise]))).toEqual([]);
  });

  it('leaves what the document does not list to its other half, and tolerates it where it is true (AMB-R64)', () => {
    const value = aNotification('PartyAccountAttributeValueChangeNotification', AFTER);
    const created = aNotification('PartyAccountCreateEvent', BEFORE, { id: 'n2' });
    const audit = aNotification('AuditEvent', AFTER, { id: 'n3' });
    const removed = aNotification('PartyAccountRemoveNotification', AFTER, { id: 'n4', at: 10 });
    expect(judge({ change: 'StateChange' }, received([value, created, audit, removed]))).toEqual([]);
    expect(judge({ others: true }, received([value, created]))).toEqual([]);
    expect(judge({ others: true }, received([audit]))).toEqual(['remark notification.unknown-type']);
    expect(judge({ others: true }, received([removed]))).toEqual(['violation notification.false']);
    expect(judge({ others: true }, received([{ ...removed, receivedAt: new Date(START + 60).toISOString() }]))).toEqual([]);
  });

  it('takes no removal for true whose record is there again', () => {
    const removed = received([aNotification('PartyAccountRemoveNotification', AFTER, { at: 60 })]);
    const context = runWith({ ...removed, sightingsOf: () => [...sightings, aSighting(70, AFTER)] });
    expect(codesOf(truthful.judge([], { others: true, until: 'unsubscribe' }, context))).toEqual([
      'violation notification.false',
    ]);
  });

  it('does not take what is no JSON', () => {
    const broken = { ...aNotification('', {}), body: { kind: 'text', text: '', bytes: 3, error: 'no JSON' } } as const;
    expect(judge({ others: true }, received([], { foreign: [broken] }))).toEqual(['violation notification.not-json']);
    expect(judge({ change: 'StateChange' }, received([], { foreign: [broken] }))).toEqual([]);
    // a hub may try the address before it takes the subscription, which was answered at 9 ms
    expect(judge({ others: true, since: 'seen' }, received([], { foreign: [broken] }))).toEqual([
      'violation notification.not-json',
    ]);
    const trial = { ...broken, receivedAt: new Date(START + 8).toISOString() };
    expect(judge({ others: true, since: 'seen' }, received([], { foreign: [trial] }))).toEqual([]);
  });
});

describe('silent', () => {
  const judge = (argument: JsonObject, notifications: NotificationContext) =>
    codesOf(silent.judge([], { after: 'unsubscribe', ...argument }, runWith(notifications)));

  it('grants a second to what was under way (AMB-R61)', () => {
    expect(judge({ change: 'StateChange' }, received([aNotification(NAME, AFTER, { at: 1501 })]))).toEqual([]);
    expect(judge({ change: 'StateChange' }, received([aNotification(NAME, AFTER, { at: 1502 })]))).toEqual([
      'violation notification.after-unsubscribing',
    ]);
  });

  it('hears what is about others too', () => {
    const foreign = [aNotification('BillFormatCreateEvent', { id: 'theirs' }, { at: 2000 })];
    expect(judge({ change: 'StateChange' }, received([], { foreign }))).toEqual([]);
    expect(judge({ others: true }, received([], { foreign }))).toEqual(['violation notification.after-unsubscribing']);
  });
});

describe('subscribed and unsubscribed', () => {
  const location = { location: '/hub/1' };
  it.each([
    [aReply({ status: 201, json: { id: '1' } }), []],
    [aReply({ status: 201, headers: location }), []],
    [aReply({ status: 201, json: {} }), ['remark subscription.no-id']],
    [aReply({ status: 200, json: { id: 1 } }), ['remark status.tolerated']],
    [aReply({ status: 404 }), ['violation status.unexpected']],
    [aReply({ status: 403 }), ['undecided status.not-authorised']],
  ])('%#', (reply, codes) => {
    expect(codesOf(subscribed.judge([reply], true, aContext()))).toEqual(codes);
  });

  it.each([
    [200, []],
    [204, []],
    [405, ['violation status.unexpected']],
  ])('ends with %i', (status, codes) => {
    expect(codesOf(unsubscribed.judge([aReply({ status })], true, aContext()))).toEqual(codes);
  });
});

describe('took-effect', () => {
  const judge = (argument: JsonObject, reply = aReply({ json: AFTER })) =>
    tookEffect.judge([reply], argument, runWith(received([])));

  it('sees a change between two retrievals', () => {
    expect(codesOf(judge({ attributes: ['state'], since: 'before' }))).toEqual([]);
    expect(codesOf(judge({ attributes: ['name'], since: 'before' }))).toEqual(['blocked']);
  });

  it('does not ask for a state that the server manages (AMB-R65)', () => {
    expect(judge({ attributes: ['state'], since: 'before' }, aReply({ json: BEFORE }))).toMatchObject({
      kind: 'not-applicable',
      exemption: 'not-offered',
      reason: expect.stringContaining('AMB-R65'),
    });
  });

  it.each([
    ['created', 200, []],
    ['created', 404, ['blocked']],
    ['removed', 404, []],
    ['removed', 410, []],
    ['removed', 200, ['blocked']],
    ['removed', 400, ['blocked']],
  ])('%s: %i', (what, status, codes) => {
    expect(codesOf(judge({ [what]: true }, aReply({ status, json: AFTER })))).toEqual(codes);
  });

  it.each([
    [400, []],
    [500, ['blocked']],
  ])('removed: %i, where the document has no error codes (AMB-A41)', (status, codes) => {
    const context = runWith(received([]));
    const profile = { ...context.profile, rulings: [{ id: 'AMB-A41', title: '', options: { default: '' } }] };
    const judgement = tookEffect.judge([aReply({ status, json: AFTER })], { removed: true }, { ...context, profile });
    expect(codesOf(judgement)).toEqual(codes);
  });
});
