import type { ReferenceOptions } from '../../src/reference/server.ts';
import { startApi } from './api.ts';
import { PARTY, startKafkaApi, type Written } from './kafka-api.ts';

/** One thing that is asked for: an operation on the party accounts, and what goes with it. */
interface Question {
  readonly operation: 'create' | 'list' | 'retrieve' | 'patch' | 'delete';
  readonly id?: string;
  readonly filtering?: string;
  readonly fields?: string;
  readonly body?: unknown;
}

const A = { name: 'A', description: 'da', accountType: 'joint', state: 'Active', relatedParty: PARTY };
const B = { name: 'B', description: 'db', accountType: 'jointly', state: 'active', relatedParty: PARTY };
const STRUCTURE = { format: { name: 'F' }, cycleSpecification: { name: 'C' } };

/** `first` and `second` stand for the ids of the first two records. */
const QUESTIONS: readonly Question[] = [
  { operation: 'create', body: A },
  { operation: 'create', body: B },
  { operation: 'create', body: { relatedParty: PARTY } },
  { operation: 'list' },
  { operation: 'list', filtering: 'accountType=joint' },
  { operation: 'list', filtering: 'state=Active' },
  { operation: 'list', filtering: 'description=da' },
  { operation: 'list', filtering: 'id=1' },
  { operation: 'list', filtering: 'accountType=joint&name=B' },
  { operation: 'list', filtering: 'description=da&name=A&accountType=nothing' },
  { operation: 'list', filtering: 'accountType=nothing&name=A' },
  { operation: 'list', filtering: 'name=nobody' },
  { operation: 'list', fields: 'state' },
  { operation: 'list', fields: 'description' },
  { operation: 'retrieve', id: 'first', fields: 'id,state,description' },
  { operation: 'retrieve', id: 'unknown' },
  { operation: 'patch', id: 'first', body: { description: 'dc', billStructure: STRUCTURE, contact: [{ contactName: 'a' }] } },
  { operation: 'patch', id: 'first', body: { billStructure: { format: { name: 'G' } } } },
  { operation: 'patch', id: 'first', body: { contact: [{ contactName: 'b' }], state: 'Suspended' } },
  { operation: 'patch', id: 'first', body: { description: null } },
  { operation: 'patch', id: 'first', body: { id: '9' } },
  { operation: 'patch', id: 'first', body: { href: 'http://elsewhere.example/' } },
  { operation: 'retrieve', id: 'first' },
  { operation: 'list' },
  { operation: 'delete', id: 'second' },
  { operation: 'retrieve', id: 'second' },
  { operation: 'list' },
];

/** Everything that is heard over Kafka in the conversation, notifications included, as text. */
export async function talkOverKafka(options: ReferenceOptions): Promise<string> {
  const api = await startKafkaApi({ ...options, ...fixed() });
  const heard: Written[][] = [];
  for (const { operation, body, id, ...rest } of QUESTIONS) {
    const parameters = { ...rest, ...(id !== undefined && { id: idOf(id, (nth) => heard[nth]?.[0]?.body?.id) }) };
    heard.push([...(await api.ask(operation, 'PartyAccount', { parameters, ...(body !== undefined && { body }) }))]);
  }
  return JSON.stringify(heard.map((each) => each.map(({ topic, headers, body }) => [topic, headers, body])))
    .replaceAll(api.server.root, '')
    .replace(/"(eventId|correlationId)":"\d+"/g, '"$1":"some"');
}

/** Everything that is heard over HTTP in the same conversation, as text. */
export async function talkOverHttp(options: ReferenceOptions): Promise<string> {
  const api = await startApi({ model: 'v5', ...options, ...fixed() });
  const heard: { status: number; allow: string | null; location: string | null; body: ReturnType<typeof JSON.parse> }[] = [];
  for (const { operation, body, id, filtering, fields } of QUESTIONS) {
    const query = [filtering ?? [], fields === undefined ? [] : `fields=${fields}`].flat().join('&');
    const record = id === undefined ? '' : `/${idOf(id, (nth) => heard[nth]?.body?.id)}`;
    const path = `/partyAccount${record}${query && `?${query}`}`;
    const reply = await api.send(METHODS[operation], path, body);
    const { status, headers } = reply;
    heard.push({ status, allow: headers.get('allow'), location: headers.get('location'), body: reply.body });
  }
  return JSON.stringify(heard).replaceAll(api.root, '');
}

const METHODS = { create: 'POST', list: 'GET', retrieve: 'GET', patch: 'PATCH', delete: 'DELETE' } as const;

/** The id that the first or second record was given, as a client finds it in the reply. */
function idOf(id: string, given: (nth: number) => unknown): string {
  return id === 'first' || id === 'second' ? String(given(id === 'first' ? 0 : 1) ?? id) : id;
}

function fixed(): Pick<ReferenceOptions, 'now' | 'newId'> {
  let ids = 0;
  return {
    now: () => new Date('2024-05-01T10:00:00Z'),
    newId: () => {
      ids += 1;
      return String(ids);
    },
  };
}
