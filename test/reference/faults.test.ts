import { describe, expect, it } from 'vitest';
import { FAULTS, selectFaults } from '../../src/reference/faults.ts';
import { type Api, startApi } from './api.ts';
import { CHANGE_CONTRASTS } from './change-contrasts.ts';
import { NOTIFICATION_CONTRASTS } from './notification-contrasts.ts';
import { PROFILE_CONTRASTS } from './profile-contrasts.ts';

/** What a client sees when it does one thing; taken once without the fault and once with it. */
type Look = (api: Api) => Promise<unknown>;

interface Contrast {
  readonly look: Look;
  readonly without: unknown;
  readonly with: unknown;
}

const ANY = expect.any(String);
const A = { name: 'A', description: 'da', type: 'joint', state: 'Active' };
const B = { name: 'B', description: 'db', type: 'jointly', state: 'active' };

const names = (body: { name: string }[]): string[] => body.map(({ name }) => name);

/** Looks at a list of A and B. */
const atList =
  (query: string): Look =>
  async (api) => {
    await api.post('/partyAccount', A);
    await api.post('/partyAccount', B);
    const { body } = await api.get(`/partyAccount${query}`);
    return Array.isArray(body) ? names(body) : body;
  };

/** Looks at what a retrieval of A brings. */
const atRecord =
  (query: string): Look =>
  async (api) => {
    const { headers } = await api.post('/partyAccount', A);
    const id = headers.get('location')?.split('/').at(-1);
    return (await api.get(`/partyAccount/${id}${query}`)).body;
  };

/** Looks at the status of a nameless creation and at what is stored afterwards. */
const atNameless: Look = async (api) => [
  (await api.post('/partyAccount', {})).status,
  (await api.get('/partyAccount')).body.length,
];

const atUnknown: Look = async (api) => {
  const { status, body } = await api.get('/partyAccount/unknown');
  return [status, Object.keys(body).length];
};

/** Looks at the attribute in the creation's reply, in a list and in a retrieval. */
const everywhere =
  (attribute: string): Look =>
  async (api) => {
    const { body, headers } = await api.post('/partyAccount', A);
    const id = headers.get('location')?.split('/').at(-1);
    const single = (await api.get(`/partyAccount/${id}`)).body;
    const [listed] = (await api.get('/partyAccount')).body;
    return [body[attribute], listed[attribute], single[attribute]];
  };

const atCreation: Look = async (api) => {
  const { status, headers, body } = await api.post('/partyAccount', A);
  return { status, location: headers.get('location')?.split('/').at(-1) ?? null, id: body?.id };
};

/** Ids that tell in which order they were given out. */
const countingIds = (): (() => string) => {
  const ids = ['one', 'two', 'three'];
  return () => ids.shift() ?? 'more';
};

const CONTRASTS: Readonly<Record<string, Contrast>> = {
  'fields-ignored': {
    look: atRecord('?fields=state'),
    without: { id: ANY, href: ANY, state: 'Active' },
    with: expect.objectContaining(A),
  },
  'fields-keeps-name': {
    look: atRecord('?fields=state'),
    without: { id: ANY, href: ANY, state: 'Active' },
    with: { id: ANY, href: ANY, state: 'Active', name: 'A' },
  },
  'fields-drops-requested': {
    look: atRecord('?fields=id,state,type'),
    without: { id: ANY, href: ANY, state: 'Active', type: 'joint' },
    with: { id: ANY, href: ANY, type: 'joint' },
  },
  'filters-ignored': { look: atList('?type=joint'), without: ['A'], with: ['A', 'B'] },
  'filter-substring': { look: atList('?type=joint'), without: ['A'], with: ['A', 'B'] },
  'filter-case-insensitive': { look: atList('?state=Active'), without: ['A'], with: ['A', 'B'] },
  'filter-or': { look: atList('?type=joint&name=B'), without: [], with: ['A', 'B'] },
  'list-lacks-last': { look: atList(''), without: ['A', 'B'], with: ['A'] },
  'list-duplicates': { look: atList(''), without: ['A', 'B'], with: ['A', 'A', 'B', 'B'] },
  'list-object': { look: atList('?limit=1'), without: ['A'], with: { items: [expect.objectContaining(A)] } },
  'no-location': {
    look: atCreation,
    without: { status: 201, location: 'one', id: 'one' },
    with: { status: 201, location: null, id: 'one' },
  },
  'location-wrong-id': {
    look: atCreation,
    without: { status: 201, location: 'one', id: 'one' },
    with: { status: 201, location: 'another-id', id: 'one' },
  },
  'create-200': {
    look: atCreation,
    without: { status: 201, location: 'one', id: 'one' },
    with: { status: 200, location: 'one', id: 'one' },
  },
  'create-empty-body': {
    look: atCreation,
    without: { status: 201, location: 'one', id: 'one' },
    with: { status: 201, location: 'one', id: undefined },
  },
  'second-create-same-id': {
    look: async (api) => [(await api.post('/partyAccount', A)).body.id, (await api.post('/partyAccount', B)).body.id],
    without: ['one', 'two'],
    with: ['one', 'one'],
  },
  'stores-refused': { look: atNameless, without: [400, 0], with: [400, 1] },
  'accepts-nameless': { look: atNameless, without: [400, 0], with: [201, 1] },
  'e2-500': { look: atNameless, without: [400, 0], with: [500, 0] },
  'e1-200': { look: atUnknown, without: [404, 4], with: [200, 0] },
  'e1-400': { look: atUnknown, without: [404, 4], with: [400, 4] },
  'no-href': { look: everywhere('href'), without: [ANY, ANY, ANY], with: [undefined, undefined, undefined] },
  'href-nonsense': {
    look: everywhere('href'),
    without: [expect.stringMatching(/^http:/), expect.stringMatching(/^http:/), expect.stringMatching(/^http:/)],
    with: ['javascript:WRONG', 'javascript:WRONG', 'javascript:WRONG'],
  },
  'no-id-in-list': { look: everywhere('id'), without: ['one', 'one', 'one'], with: ['one', undefined, 'one'] },
  'id-as-number': { look: everywhere('id'), without: ['one', 'one', 'one'], with: [1, 1, 1] },
  'renames-objects': { look: everywhere('name'), without: ['A', 'A', 'A'], with: ['A', 'renamed', 'renamed'] },
  'values-changed-in-list': { look: everywhere('description'), without: ['da', 'da', 'da'], with: ['da', 'da …', 'da'] },
  'description-lost': { look: everywhere('description'), without: ['da', 'da', 'da'], with: ['da', undefined, undefined] },
  'retrieve-array': { look: atRecord(''), without: expect.objectContaining(A), with: [expect.objectContaining(A)] },
  ...CHANGE_CONTRASTS,
  ...PROFILE_CONTRASTS,
  ...NOTIFICATION_CONTRASTS,
};

/** The faults of v1.1.0; those of v5 are looked at over Kafka. */
const ofV1 = Object.keys(FAULTS).filter((id) => FAULTS[id]?.models.includes('v1'));

describe('seeded faults', () => {
  it.each(ofV1)('%s changes what is on the wire', async (id) => {
    const contrast = CONTRASTS[id];
    if (!contrast) throw new Error(`no test for the fault ${id}`);
    const sound = await contrast.look(await startApi({ newId: countingIds() }));
    const faulty = await contrast.look(await startApi({ newId: countingIds(), faults: [id] }));
    expect(sound).toStrictEqual(contrast.without);
    expect(faulty).toStrictEqual(contrast.with);
  });

  it.each(Object.entries(FAULTS))('%s has its id, a summary and the requirements that it violates', (id, fault) => {
    expect(fault.id).toBe(id);
    expect(fault.summary).toMatch(/^[A-Za-z][^.]+$/);
    expect(fault.violates.length > 0).toBe(id !== 'silent-after-first');
  });

  it('a fault may be limited to one resource', async () => {
    const api = await startApi({ faults: ['no-location@BillFormat'] });
    expect((await api.post('/billFormat', A)).headers.get('location')).toBeNull();
    expect((await api.post('/partyAccount', A)).headers.get('location')).not.toBeNull();
  });

  it('several faults work together', async () => {
    const api = await startApi({ faults: ['no-location', 'create-200', 'list-duplicates', 'filters-ignored'] });
    const { status, headers } = await api.post('/billFormat', A);
    expect([status, headers.get('location')]).toStrictEqual([200, null]);
    expect((await api.get('/billFormat?name=other')).body).toHaveLength(2);
  });

  it('id-as-number numbers records apart and finds them by their numbers', async () => {
    const api = await startApi({ faults: ['id-as-number'] });
    await api.post('/billFormat', A);
    await api.post('/billFormat', B);
    expect((await api.get('/billFormat/2')).body).toMatchObject({ id: 2, name: 'B' });
  });

  it.each([
    ['no-locatoin', 'there is no fault "no-locatoin"; did you mean "no-location"?'],
    ['no-location@BilFormat', 'there is no resource "BilFormat"; did you mean "BillFormat"?'],
    ['constructor', expect.stringContaining('there is no fault "constructor"')],
  ])('%s is unknown, and the nearest name is told', (name, message) => {
    expect(() => selectFaults([name])).toThrow(expect.objectContaining({ message }));
  });

  it('an unknown fault keeps the server from starting', async () => {
    await expect(startApi({ faults: ['none'] })).rejects.toThrow(/there is no fault "none"/);
  });
});
