import { expect } from 'vitest';
import { type KafkaApi, PARTY, type Written } from './kafka-api.ts';

/** What a client on Kafka sees when it does one thing, without a deviation and with it. */
export interface KafkaContrast {
  readonly look: (api: KafkaApi) => Promise<unknown>;
  readonly without: unknown;
  readonly with: unknown;
}

const ID = 'correlation-1';
const LIST = 'lab.accountManagement.v5.listBillFormat';
const A = { name: 'A' };

/** Looks at what is written because of one list. */
const atList =
  (seen: (written: Written) => unknown) =>
  async (api: KafkaApi): Promise<unknown> =>
    (await api.ask('list', 'BillFormat')).map(seen);

const header = (name: string) => atList(({ headers }) => headers[name] ?? null);
const value = atList(({ record }) => record.value);
const statuses = (written: readonly Written[]) =>
  written.filter(({ topic }) => topic.endsWith('Reply')).map(({ status }) => status);

/** Looks at the statuses that each operation on a record is answered with, up to its deletion. */
const atLife = async (api: KafkaApi): Promise<unknown> => {
  const created = await api.ask('create', 'BillFormat', { body: A });
  const parameters = { id: 'one' };
  return [
    created,
    await api.ask('list', 'BillFormat'),
    await api.ask('retrieve', 'BillFormat', { parameters }),
    await api.ask('patch', 'BillFormat', { parameters, body: { name: 'B' } }),
    await api.ask('delete', 'BillFormat', { parameters }),
    await api.ask('retrieve', 'BillFormat', { parameters }),
  ].map((written) => statuses(written).join(' '));
};
const LIFE = ['201', '200', '200', '200', '204', '404'];
const lifeBut = (...changes: readonly (readonly [number, string])[]) =>
  LIFE.map((status, index) => changes.find(([at]) => at === index)?.[1] ?? status);

/** Looks at the topics on which the operations on a record are answered. */
const atTopics = async (api: KafkaApi): Promise<unknown> => {
  const parameters = { id: await api.make('BillFormat') };
  return [
    ...(await api.ask('retrieve', 'BillFormat', { parameters })),
    ...(await api.ask('delete', 'BillFormat', { parameters })),
  ].flatMap(({ topic }) => (topic.endsWith('Reply') ? [topic] : []));
};

const atDeletion = async (api: KafkaApi): Promise<unknown> => {
  const { status, record } = await api.reply('delete', 'BillFormat', { parameters: { id: await api.make('BillFormat') } });
  return [status, record.value];
};

const atUnknown = async (api: KafkaApi): Promise<unknown> =>
  (await api.reply('retrieve', 'BillFormat', { parameters: { id: 'unknown' } })).status;

/** Looks at the notifications of a creation, two changes and a deletion. */
const told =
  (seen: (notification: Written) => unknown, resource = 'PartyAccount') =>
  async (api: KafkaApi): Promise<unknown> => {
    const body = { ...A, relatedParty: PARTY, description: 'd' };
    const created = await api.ask('create', resource, { body });
    const parameters = { id: 'one' };
    const patched = await api.ask('patch', resource, { parameters, body: { description: 'e' } });
    const moved = await api.ask('patch', resource, { parameters, body: { state: 'Active' } });
    const deleted = await api.ask('delete', resource, { parameters });
    return [created, patched, moved, deleted]
      .flat()
      .filter(({ topic }) => topic.endsWith('Event'))
      .map(seen);
  };

const nameOf = ({ body }: Written) => body?.eventType ?? body;
const EVENTS = ['Create', 'AttributeValueChange', 'StateChange', 'Delete'].map((kind) => `PartyAccount${kind}Event`);
const inEvent = (name: string) => (written: Written) => written.body.event.partyAccount[name] ?? null;

/** Looks at the reply to a creation of an account, and at what is stored then. */
const atCreation =
  (body: object, seen: (representation: Record<string, unknown>) => unknown) =>
  async (api: KafkaApi): Promise<unknown> => {
    const created = await api.reply('create', 'PartyAccount', { body });
    const listed = (await api.reply('list', 'PartyAccount')).body;
    return [created.status, seen(created.body), listed.map(seen)];
  };

/** Looks at the status of a patch, and at one attribute in its reply and in a retrieval after it. */
const atPatch =
  (name: string, patched: string) =>
  async (api: KafkaApi): Promise<unknown> => {
    const parameters = { id: await api.make('PartyAccount') };
    const { status, body } = await api.reply('patch', 'PartyAccount', { parameters, body: { [name]: patched } });
    const after = (await api.reply('retrieve', 'PartyAccount', { parameters })).body[name] ?? null;
    return [status, status === '200' ? body[name] : null, after];
  };

const PARTIES = [{ role: 'owner', id: '1' }];

/** One entry for each fault that is of v5 alone. */
export const KAFKA_CONTRASTS: Readonly<Record<string, KafkaContrast>> = {
  'other-correlation-id': { look: header('X-Correlation-Id'), without: [ID], with: ['one'] },
  'no-correlation-id': { look: header('X-Correlation-Id'), without: [ID], with: [null] },
  'empty-correlation-id': { look: header('X-Correlation-Id'), without: [ID], with: [''] },
  'cut-correlation-id': { look: header('X-Correlation-Id'), without: [ID], with: ['correlat'] },
  'correlation-id-elsewhere': {
    look: atList(({ headers }) => [headers['X-Correlation-Id'], headers.correlationId]),
    without: [[ID, undefined]],
    with: [[undefined, ID]],
  },
  'no-status-code': { look: header('Status-Code'), without: ['200'], with: [null] },
  'status-code-empty': { look: header('Status-Code'), without: ['200'], with: [''] },
  'status-code-words': { look: header('Status-Code'), without: ['200'], with: ['OK'] },
  'status-code-elsewhere': {
    look: atList(({ headers }) => [headers['Status-Code'], headers.Status]),
    without: [['200', undefined]],
    with: [[undefined, '200']],
  },
  'status-code-of-refusals': { look: atLife, without: LIFE, with: ['200', '200', '200', '200', '200', '200'] },
  'wrong-request-channel': {
    look: header('X-Request-Channel'),
    without: [`${LIST}.commandRequest`],
    with: ['lab.accountManagement.v5.updateBillFormat.commandRequest'],
  },
  'no-request-channel': { look: header('X-Request-Channel'), without: [`${LIST}.commandRequest`], with: [null] },
  'request-channel-of-reply': {
    look: header('X-Request-Channel'),
    without: [`${LIST}.commandRequest`],
    with: [`${LIST}.commandReply`],
  },
  'request-channel-without-prefix': {
    look: header('X-Request-Channel'),
    without: [`${LIST}.commandRequest`],
    with: ['listBillFormat.commandRequest'],
  },
  'reply-elsewhere': {
    look: atTopics,
    without: ['retrieveBillFormat.commandReply', 'deleteBillFormat.commandReply'],
    with: ['retrieveBillFormat.commandReply', 'retrieveBillFormat.commandReply'],
  },
  'all-replies-in-one': {
    look: atTopics,
    without: ['retrieveBillFormat.commandReply', 'deleteBillFormat.commandReply'],
    with: ['listBillFormat.commandReply', 'listBillFormat.commandReply'],
  },

  'not-json': { look: value, without: ['[]'], with: ['<reply/>'] },
  'truncated-json': { look: value, without: ['[]'], with: ['['] },
  'json-in-json': { look: value, without: ['[]'], with: ['"[]"'] },
  'two-json-texts': { look: value, without: ['[]'], with: ['[][]'] },
  'tombstone-replies': { look: value, without: ['[]'], with: [null] },
  'empty-replies': { look: value, without: ['[]'], with: [''] },
  'payload-wrapped': { look: value, without: ['[]'], with: ['{"payload":[]}'] },
  'kafka-id-numeric': {
    look: async (api) => (await api.reply('create', 'BillFormat', { body: A })).body.id,
    without: 'one',
    with: 7,
  },
  'id-renamed': {
    look: async (api) => {
      const { id, ID: renamed } = (await api.reply('create', 'BillFormat', { body: A })).body;
      return [id, renamed];
    },
    without: ['one', undefined],
    with: [undefined, 'one'],
  },
  'delete-with-body': { look: atDeletion, without: ['204', ''], with: ['204', '{"deleted":true}'] },

  'silent-create': { look: atLife, without: LIFE, with: lifeBut([0, '']) },
  'silent-list': { look: atLife, without: LIFE, with: lifeBut([1, '']) },
  'silent-retrieve': { look: atLife, without: LIFE, with: lifeBut([2, ''], [5, '']) },
  'silent-patch': { look: atLife, without: LIFE, with: lifeBut([3, '']) },
  'silent-delete': { look: atLife, without: LIFE, with: lifeBut([4, '']) },
  'silent-refusals': { look: atLife, without: LIFE, with: lifeBut([5, '']) },
  'silent-after-first': { look: atLife, without: LIFE, with: ['201', '', '', '', '', ''] },
  'late-retrieve': { look: atLife, without: LIFE, with: lifeBut([2, ''], [5, '']) },
  'two-replies-status': {
    look: atLife,
    without: LIFE,
    with: ['201 500', '200 500', '200 500', '200 500', '204 500', '404 500'],
  },
  'two-replies-body': { look: value, without: ['[]'], with: ['[]', '{"again":true}'] },
  'accepted-first': { look: atLife, without: LIFE, with: lifeBut([0, '102 201']) },

  'events-not-json': { look: told(nameOf), without: EVENTS, with: EVENTS.map(() => expect.stringMatching(/^event: \{/)) },
  'events-empty': { look: told(nameOf), without: EVENTS, with: EVENTS.map(() => null) },
  'events-truncated': { look: told(nameOf), without: EVENTS, with: EVENTS.map(() => expect.stringMatching(/^\{.*[^}]\}$/)) },
  'events-in-one-topic': {
    look: told(({ topic }) => topic),
    without: EVENTS.map(() => 'partyAccount.notificationEvent'),
    with: EVENTS.map(() => 'billFormat.notificationEvent'),
  },
  'removals-as-tombstones': { look: told(nameOf), without: EVENTS, with: [...EVENTS.slice(0, 3), null] },
  'events-without-envelope': {
    look: told(({ body }) => body.id ?? null),
    without: [null, null, null, null],
    with: ['one', 'one', 'one', 'one'],
  },
  'notify-unchanged': { look: told(inEvent('description')), without: ['d', 'e', 'e', 'e'], with: ['d', null, 'e', 'e'] },
  'notify-nameless': { look: told(inEvent('name')), without: ['A', 'A', 'A', 'A'], with: [null, 'A', 'A', 'A'] },
  'notify-stateless': {
    look: told(inEvent('state')),
    without: [null, null, 'Active', 'Active'],
    with: [null, null, null, 'Active'],
  },

  'accepts-without-related-party': {
    look: atCreation(A, ({ name }) => name),
    without: ['400', undefined, []],
    with: ['201', 'A', ['A']],
  },
  'related-party-dropped': {
    look: atCreation({ ...A, relatedParty: PARTIES }, ({ relatedParty }) => relatedParty),
    without: ['201', PARTIES, [PARTIES]],
    with: ['201', undefined, [undefined]],
  },
  'related-party-of-another': {
    look: atCreation({ ...A, relatedParty: PARTIES }, ({ relatedParty }) => relatedParty),
    without: ['201', PARTIES, [PARTIES]],
    with: ['201', [{ id: '0', role: 'other' }], [[{ id: '0', role: 'other' }]]],
  },
  'create-not-stored': {
    look: atCreation({ ...A, relatedParty: PARTIES }, ({ name }) => name),
    without: ['201', 'A', ['A']],
    with: ['201', 'A', []],
  },
  'type-of-another': {
    look: atCreation({ ...A, relatedParty: PARTIES }, (record) => record['@type']),
    without: ['201', 'PartyAccount', ['PartyAccount']],
    with: ['201', 'BillFormat', ['BillFormat']],
  },
  'list-of-ids': {
    look: async (api) => {
      await api.make('BillFormat');
      return (await api.reply('list', 'BillFormat')).body;
    },
    without: [expect.objectContaining({ id: 'one' })],
    with: ['one'],
  },
  'patch-changes-type': {
    look: atPatch('@type', 'Other'),
    without: ['400', null, 'PartyAccount'],
    with: ['200', 'Other', 'Other'],
  },
  'patch-changes-base-type': {
    look: atPatch('@baseType', 'Other'),
    without: ['400', null, null],
    with: ['200', 'Other', 'Other'],
  },
  'patch-changes-schema-location': {
    look: atPatch('@schemaLocation', 'x:y'),
    without: ['400', null, null],
    with: ['200', 'x:y', 'x:y'],
  },
  'patch-changes-last-update': {
    look: atPatch('lastUpdate', '2001-01-01T00:00:00Z'),
    without: ['400', null, expect.not.stringMatching(/^2001/)],
    with: ['200', '2001-01-01T00:00:00Z', '2001-01-01T00:00:00Z'],
  },
  'patch-201': { look: atPatch('description', 'e'), without: ['200', 'e', 'e'], with: ['201', null, 'e'] },
};

/** One entry for each variant at the Kafka face. */
export const VARIANT_CONTRASTS: Readonly<Record<string, KafkaContrast>> = {
  'status-code-text': { look: header('Status-Code'), without: ['200'], with: ['200 OK'] },
  'status-code-blanks': { look: header('Status-Code'), without: ['200'], with: [' 200 '] },
  'two-replies-same': { look: value, without: ['[]'], with: ['[]', '[]'] },
  'correlation-id-upper-case': { look: header('X-Correlation-Id'), without: [ID], with: ['CORRELATION-1'] },
  'headers-lower-case': { look: header('status-code'), without: [null], with: ['200'] },
  'delete-null': { look: atDeletion, without: ['204', ''], with: ['204', null] },
  'delete-empty-object': { look: atDeletion, without: ['204', ''], with: ['204', '{}'] },
  'delete-200': { look: atDeletion, without: ['204', ''], with: ['200', ''] },
  'unknown-id-400': { look: atUnknown, without: '404', with: '400' },
  'replies-zstd': { look: atList(({ record }) => record.codec ?? null), without: [null], with: ['zstd'] },
  'replies-gzip': { look: atList(({ record }) => record.codec ?? null), without: [null], with: ['gzip'] },
};
