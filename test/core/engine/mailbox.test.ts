import { expect, it } from 'vitest';
import { openMailbox } from '../../../src/core/engine/mailbox.ts';
import type { RunEvent } from '../../../src/core/event.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import type { ReceivedNotification } from '../../../src/core/notification.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { aNotification } from '../../support/notifications.ts';

const PROFILE = {
  bindings: { rest: { paths: { PartyAccount: 'partyAccount', BillFormat: 'billFormat' } } },
  resources: { PartyAccount: {}, BillFormat: {} },
} as unknown as Profile;
const PLACE = { scenario: 'NOTIFY', resource: 'PartyAccount', phase: 'steps', step: 'wait' } as const;
const OWN = { id: '17', name: 'My', description: 'd' };

/** What becomes of notifications in a run that has created the record 17. */
function sort(notifications: readonly ReceivedNotification[], secrets = createSecrets()) {
  const events: RunEvent[] = [];
  const intake = {
    addressOf: () => '',
    isLocal: true,
    hasHeard: true,
    take: () => notifications,
    arrival: async () => {},
  };
  const nameOf = (id: string) => (id === '17' ? 'My' : undefined);
  const ownership = { profile: PROFILE, resource: 'PartyAccount', runId: 'run00001', ownIds: new Set(['17']), nameOf };
  const mailbox = openMailbox(intake, ownership, secrets, (event) => events.push(event));
  mailbox.collect(PLACE);
  return { mailbox, events };
}

it.each<[string, ReceivedNotification]>([
  ['by its id', aNotification('PartyAccountStateChangeEvent', OWN)],
  ['by the mark of the run', aNotification('X', { id: '18', description: 'ctk-run00001-N' })],
  ['by its id, in the member of another resource', aNotification('PartyAccountStateChangeEvent', OWN, { member: 'billFormat' })],
  [
    'by id and name, though all else names another resource',
    aNotification('BillFormatStateChangeEvent', OWN, { member: 'billFormat' }),
  ],
])('a notification is about a record of the run %s', (_, notification) => {
  const { mailbox, events } = sort([notification]);
  expect(mailbox.own).toEqual([notification]);
  expect(mailbox.foreign).toEqual([]);
  expect(events).toMatchObject([{ event: 'notification', ...{ scenario: 'NOTIFY', step: 'wait' }, notification: { id: 'n1' } }]);
});

it.each<[string, ReceivedNotification, JsonObject]>([
  [
    'another id',
    aNotification('A', { id: '18', name: 'private' }),
    { eventId: 'n1', eventType: 'A', event: { partyAccount: { id: '18' } } },
  ],
  [
    'the same id at another resource',
    aNotification('BillFormatCreateEvent', { id: '17', name: 'private' }, { member: 'billFormat' }),
    { eventId: 'n1', eventType: 'BillFormatCreateEvent', event: { billFormat: { id: '17' } } },
  ],
  ['no record', aNotification('A', {}, { content: { note: 'private' } }), {}],
])('of others nothing is kept but names and ids: %s', (_, notification, kept) => {
  const { mailbox, events } = sort([notification]);
  expect(mailbox.own).toEqual([]);
  expect(mailbox.foreign).toMatchObject([{ id: 'n1', body: { kind: 'json', value: kept } }]);
  expect(events).toMatchObject([{ foreign: true }]);
  expect(JSON.stringify([mailbox.foreign, events])).not.toContain('private');
});

it('keeps of what is no JSON only why', () => {
  const broken = { ...aNotification('', {}), body: { kind: 'text', text: 'private', bytes: 7, error: 'no JSON' } } as const;
  expect(sort([broken]).mailbox.foreign).toMatchObject([{ body: { kind: 'text', text: '', error: 'no JSON' } }]);
});

it('masks secrets in events, and not in what checks see', () => {
  const secrets = createSecrets();
  secrets.add('t0psecret', 'TOKEN');
  const { mailbox, events } = sort([aNotification('X', { ...OWN, description: 'has t0psecret in it' })], secrets);
  expect(JSON.stringify(mailbox.own)).toContain('t0psecret');
  expect(JSON.stringify(events)).toContain('has ${TOKEN} in it');
});
