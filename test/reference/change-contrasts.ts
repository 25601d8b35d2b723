import { expect } from 'vitest';
import type { Api } from './api.ts';

/** What a client sees when it changes something, without a fault and with it. */
interface Contrast {
  readonly look: (api: Api) => Promise<unknown>;
  readonly without: unknown;
  readonly with: unknown;
}

const RECORD = {
  name: 'A',
  description: 'd',
  relatedParty: [{ id: '1' }],
  billStructure: { format: { name: 'F' }, cycleSpecification: { name: 'C' }, presentationMedia: { name: 'P' } },
};

/** Looks at the status of a patch, and at some attributes in its reply and in a retrieval after it. */
const atPatch =
  (patch: object, attributes: readonly string[], path = 'partyAccount') =>
  async (api: Api): Promise<unknown> => {
    const { id } = await api.make(`/${path}`, path === 'partyAccount' ? RECORD : { name: 'A', description: 'd' });
    const { status, body } = await api.merge(`/${path}/${id}`, patch);
    const after = (await api.get(`/${path}/${id}`)).body;
    const seen = (record: Record<string, unknown> | undefined) => attributes.map((name) => record?.[name]);
    return [status, seen(status < 300 ? body : undefined), seen(after)];
  };

/** Looks at the status of a deletion and what it says is allowed, at the status of a retrieval after it, and at how many the list still holds. */
const atDeletion = async (api: Api): Promise<unknown> => {
  const { id } = await api.make('/billFormat', { name: 'A' });
  const { status, headers } = await api.send('DELETE', `/billFormat/${id}`);
  return [status, headers.get('allow'), (await api.get(`/billFormat/${id}`)).status, (await api.get('/billFormat')).body.length];
};

/** Looks at the names in the list, after the first of two records has been patched, and after the second is gone. */
const atNeighbours = async (api: Api): Promise<unknown> => {
  const names = async () => (await api.get('/billFormat')).body.map(({ name }: { name: string }) => name);
  const first = await api.make('/billFormat', { name: 'A' });
  const second = await api.make('/billFormat', { name: 'B' });
  await api.merge(`/billFormat/${first.id}`, { name: 'C' });
  const patched = await names();
  await api.send('DELETE', `/billFormat/${second.id}`);
  return [patched, await names(), (await api.get(`/billFormat/${first.id}`)).body.name];
};

const toB = atPatch({ name: 'B' }, ['name', 'description']);
const sound = [200, ['B', 'd'], ['B', 'd']];
const nothing = [undefined, undefined];
const HREF = expect.stringMatching(/\/partyAccount\/one$/);
const FORBIDDEN = [{ amount: 1 }];
const lacking = atPatch({ contact: [{ contactName: 'x' }] }, ['contact'], 'financialAccount');

/** What the faults of patches and deletions change on the wire. */
export const CHANGE_CONTRASTS: Readonly<Record<string, Contrast>> = {
  'patch-405': { look: toB, without: sound, with: [405, nothing, ['A', 'd']] },
  'patch-202': { look: toB, without: sound, with: [202, ['B', 'd'], ['B', 'd']] },
  'patch-merge-refused': { look: toB, without: sound, with: [415, nothing, ['A', 'd']] },
  'patch-not-stored': { look: toB, without: sound, with: [200, ['B', 'd'], ['A', 'd']] },
  'patch-replaces-all': { look: toB, without: sound, with: [200, ['B', 'd'], ['B', undefined]] },
  'patch-reply-outdated': { look: toB, without: sound, with: [200, ['A', 'd'], ['B', 'd']] },
  'patch-null-kept': {
    look: atPatch({ description: null }, ['description']),
    without: [200, [undefined], [undefined]],
    with: [200, ['d'], ['d']],
  },
  'patch-null-refused': {
    look: atPatch({ description: null }, ['description']),
    without: [200, [undefined], [undefined]],
    with: [400, [undefined], ['d']],
  },
  'patch-arrays-appended': {
    look: atPatch({ relatedParty: [{ id: '2' }] }, ['relatedParty']),
    without: [200, [[{ id: '2' }]], [[{ id: '2' }]]],
    with: [200, [[{ id: '1' }, { id: '2' }]], [[{ id: '1' }, { id: '2' }]]],
  },
  'patch-structure-replaced': {
    look: atPatch({ billStructure: { format: { name: 'G' } } }, ['billStructure']),
    without: [200, [{ ...RECORD.billStructure, format: { name: 'G' } }], [{ ...RECORD.billStructure, format: { name: 'G' } }]],
    with: [200, [{ ...RECORD.billStructure, format: { name: 'G' } }], [{ format: { name: 'G' } }]],
  },
  'patch-description-ignored': {
    look: atPatch({ description: 'e' }, ['description']),
    without: [200, ['e'], ['e']],
    with: [200, ['d'], ['d']],
  },
  'patch-description-refused': {
    look: atPatch({ description: 'd' }, ['description']),
    without: [200, ['d'], ['d']],
    with: [400, [undefined], ['d']],
  },
  'patch-changes-id': {
    look: atPatch({ id: 'other' }, ['id']),
    without: [400, [undefined], ['one']],
    with: [200, ['other'], [undefined]],
  },
  'patch-changes-href': {
    look: atPatch({ href: 'x' }, ['href']),
    without: [400, [undefined], [HREF]],
    with: [200, ['x'], ['x']],
  },
  'patch-changes-balance': {
    look: atPatch({ accountBalance: FORBIDDEN }, ['accountBalance']),
    without: [400, [undefined], [undefined]],
    with: [400, [undefined], [FORBIDDEN]],
  },
  'patch-fixed-500': {
    look: atPatch({ href: 'x' }, ['href']),
    without: [400, [undefined], [HREF]],
    with: [500, [undefined], [HREF]],
  },
  'patch-rules-ignored': {
    look: lacking,
    without: [400, [undefined], [undefined]],
    with: [200, [[{ contactName: 'x' }]], [[{ contactName: 'x' }]]],
  },
  'patch-refused-stored': {
    look: lacking,
    without: [400, [undefined], [undefined]],
    with: [400, [undefined], [[{ contactName: 'x' }]]],
  },
  'patch-reply-without-href': {
    look: atPatch({ name: 'B' }, ['name', 'href']),
    without: [200, ['B', HREF], ['B', HREF]],
    with: [200, ['B', undefined], ['B', HREF]],
  },
  'patch-shallow': {
    look: atPatch({ billStructure: { format: { name: 'G' } } }, ['billStructure']),
    without: [200, [{ ...RECORD.billStructure, format: { name: 'G' } }], [{ ...RECORD.billStructure, format: { name: 'G' } }]],
    with: [200, [{ ...RECORD.billStructure, format: { name: 'G' } }], [{ format: { name: 'G' } }]],
  },
  'patch-spills': { look: atNeighbours, without: [['C', 'B'], ['C'], 'C'], with: [['C', 'C'], ['C'], 'C'] },
  'patch-unlisted': { look: atNeighbours, without: [['C', 'B'], ['C'], 'C'], with: [['A', 'B'], ['A'], 'C'] },
  'delete-takes-previous': { look: atNeighbours, without: [['C', 'B'], ['C'], 'C'], with: [['C', 'B'], [], undefined] },
  'delete-refused': { look: atDeletion, without: [204, null, 404, 0], with: [405, 'GET, HEAD, PATCH', 200, 1] },
  'delete-202': { look: atDeletion, without: [204, null, 404, 0], with: [202, null, 404, 0] },
  'delete-keeps': { look: atDeletion, without: [204, null, 404, 0], with: [204, null, 200, 1] },
  'delete-in-list': { look: atDeletion, without: [204, null, 404, 0], with: [204, null, 404, 1] },
};
