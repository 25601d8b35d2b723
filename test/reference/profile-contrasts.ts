import { expect } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import type { Api } from './api.ts';

/** What a client sees when it leaves something out, selects or searches, without a fault and with it. */
interface Contrast {
  readonly look: (api: Api) => Promise<unknown>;
  readonly without: unknown;
  readonly with: unknown;
}

const ANY = expect.any(String);
const C = 'Bill issuer choice';
const F = 'Standard invoice';
const P = 'Electronic invoice';
const NOW = /^20[2-9]\d-/;

/** Looks at the names in a bill structure after a creation. */
const atNames = (body: JsonObject) => async (api: Api) => {
  const { billStructure } = await api.make('/partyAccount', { name: 'A', ...body });
  const parts = ['cycleSpecification', 'format', 'presentationMedia'];
  return parts.map((part) => (billStructure as Record<string, { name?: string }> | undefined)?.[part]?.name);
};

const contactOf = (record: unknown) =>
  (record as { contact?: { validFor: { startDateTime?: string } }[] }).contact?.[0]?.validFor.startDateTime;
const UNDATED = { contact: [{ contactType: 'primary', validFor: { endDateTime: '2099-01-01T00:00:00Z' } }] };

/** Looks at the beginning of a period that was left out. */
const atCreatedPeriod = async (api: Api) => contactOf(await api.make('/partyAccount', { name: 'A', ...UNDATED }));
const atPatchedPeriod = async (api: Api) => {
  const { id } = await api.make('/partyAccount', { name: 'A' });
  return contactOf((await api.merge(`/partyAccount/${id}`, UNDATED)).body);
};

/** Looks at the statuses of creations that lack the one or the other sub-attribute, and at how many records there are then. */
const atRules = async (api: Api) => {
  const lacking = [{ contactType: 'primary' }, { validFor: { endDateTime: '2099-01-01T00:00:00Z' } }];
  const statuses: number[] = [];
  for (const contact of lacking) statuses.push((await api.post('/financialAccount', { name: 'A', contact })).status);
  return [...statuses, (await api.get('/financialAccount')).body.length];
};

/** Looks at the attributes, besides id and href, that one record shows single and in a list. */
const atSelection = (fields: string) => async (api: Api) => {
  const { id } = await api.make('/partyAccount', { name: 'A', description: 'd', type: 'joint' });
  const single = (await api.get(`/partyAccount/${id}?fields=${fields}`)).body;
  const [listed] = (await api.get(`/partyAccount?fields=${fields}`)).body;
  return [single, listed].map((record) => Object.keys(record).filter((name) => !['id', 'href', 'lastModified'].includes(name)));
};

/** Looks at the names that a search among A, AB and B finds, or at its status. */
const atSearch = (query: string) => async (api: Api) => {
  await api.make('/partyAccount', { name: 'A', description: 'd' });
  await api.make('/partyAccount', { name: 'AB', description: 'd' });
  await api.make('/partyAccount', { name: 'B', description: 'e' });
  const { status, body } = await api.get(`/partyAccount?${query}`);
  return status === 200 ? (body as { name: string }[]).map(({ name }) => name) : status;
};

const FILLED = [C, F, P];
const ANY_PARTS = ['Any', 'Any', 'Any'];
const GIVEN = { billStructure: { cycleSpecification: {}, format: { name: 'Mine' }, presentationMedia: { name: 'Mine' } } };

/** What the faults of defaults, rules, selections and searches change on the wire. */
export const PROFILE_CONTRASTS: Readonly<Record<string, Contrast>> = {
  'default-names-missing': {
    look: atNames({ billStructure: {} }),
    without: FILLED,
    with: [undefined, undefined, undefined],
  },
  'default-names-of-parts-missing': {
    look: atNames({ billStructure: { format: { description: 'x' } } }),
    without: FILLED,
    with: [C, undefined, P],
  },
  'default-names-swapped': { look: atNames({ billStructure: {} }), without: FILLED, with: [P, C, F] },
  'default-names-overwrite': { look: atNames(GIVEN), without: [C, 'Mine', 'Mine'], with: FILLED },
  'default-structure-invented': { look: atNames({}), without: [undefined, undefined, undefined], with: ANY_PARTS },
  'period-without-beginning': { look: atCreatedPeriod, without: expect.stringMatching(NOW), with: undefined },
  'period-from-1970': { look: atCreatedPeriod, without: expect.stringMatching(NOW), with: '1970-01-01T00:00:00.000Z' },
  'patch-period-without-beginning': { look: atPatchedPeriod, without: expect.stringMatching(NOW), with: undefined },
  'last-modified-missing': {
    look: async (api) => (await api.make('/financialAccount', { name: 'A' })).lastModified,
    without: ANY,
    with: undefined,
  },
  'rules-ignored': { look: atRules, without: [400, 400, 0], with: [201, 201, 2] },
  'rules-without-last': { look: atRules, without: [400, 400, 0], with: [201, 400, 1] },
  'rules-only-last': { look: atRules, without: [400, 400, 0], with: [400, 201, 1] },
  'rules-first-element': {
    look: async (api) => {
      const sound = { contactType: 'primary', validFor: { endDateTime: '2099-01-01T00:00:00Z' } };
      const created = (contact: JsonObject[]) => api.post('/financialAccount', { name: 'A', contact });
      return [(await created([{}, sound])).status, (await created([sound, {}])).status];
    },
    without: [400, 400],
    with: [400, 201],
  },
  'rules-refused-stored': { look: atRules, without: [400, 400, 0], with: [400, 400, 2] },
  'fields-ignored-on-lists': {
    look: atSelection('type'),
    without: [['type'], ['type']],
    with: [['type'], ['name', 'description', 'type']],
  },
  'fields-ignored-on-retrieval': {
    look: atSelection('type'),
    without: [['type'], ['type']],
    with: [['name', 'description', 'type'], ['type']],
  },
  'fields-without-description': {
    look: atSelection('description,type'),
    without: [
      ['description', 'type'],
      ['description', 'type'],
    ],
    with: [['type'], ['type']],
  },
  'fields-first-only': {
    look: atSelection('name,type'),
    without: [
      ['name', 'type'],
      ['name', 'type'],
    ],
    with: [['name'], ['name']],
  },
  'fields-pairs': {
    look: atSelection('description'),
    without: [['description'], ['description']],
    with: [
      ['name', 'description'],
      ['name', 'description'],
    ],
  },
  'filter-ignores-description': { look: atSearch('description=e'), without: ['B'], with: ['A', 'AB', 'B'] },
  'filter-by-id-nothing': { look: atSearch('id=one'), without: ['A'], with: [] },
  'filter-last-criterion': { look: atSearch('name=A&description=d'), without: ['A'], with: ['A', 'AB'] },
  'filter-first-two': { look: atSearch('name=A&description=d&id=none'), without: [], with: ['A'] },
  'filter-prefix': { look: atSearch('name=A'), without: ['A'], with: ['A', 'AB'] },
  'search-nothing-404': { look: atSearch('name=C'), without: [], with: 404 },
  'search-nothing-all': { look: atSearch('name=C'), without: [], with: ['A', 'AB', 'B'] },
};
