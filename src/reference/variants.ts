import { EVERYWHERE, type Served, select } from './deviations.ts';
import { onAnswer, type Variant, type VariantEntry } from './fault.ts';
import { onHeader, onReply } from './kafka-fault.ts';

const ENTRIES: Readonly<Record<string, VariantEntry>> = {
  async202: {
    summary: 'POST, PATCH and DELETE answer 202 with the address of a monitor, and what they change is changed a little later',
    rulings: [],
    models: ['v5'],
    faces: ['rest'],
    acceptsForLater: true,
  },
  'status-code-text': {
    summary: 'the Status-Code of a reply is followed by a word, as in 200 OK',
    rulings: ['AMB-A39'],
    ...ofKafka(),
    kafka: onHeader('Status-Code', (status = '') => `${status} ${Number(status) < 300 ? 'OK' : 'Refused'}`),
  },
  'status-code-blanks': {
    summary: 'the Status-Code of a reply has blanks around it',
    rulings: ['AMB-A39'],
    ...ofKafka(),
    kafka: onHeader('Status-Code', (status = '') => ` ${status} `),
  },
  'two-replies-same': {
    summary: 'every reply is written twice',
    rulings: ['AMB-A40'],
    ...ofKafka(),
    kafka: { replies: (reply) => [reply, reply] },
  },
  'correlation-id-upper-case': {
    summary: 'the correlation id of a reply is in upper case',
    rulings: ['AMB-A31'],
    ...ofKafka(),
    kafka: onHeader('X-Correlation-Id', (id) => id?.toUpperCase()),
  },
  'headers-lower-case': {
    summary: 'the names of the headers are in lower case',
    rulings: ['AMB-A37'],
    ...ofKafka(),
    kafka: onReply((reply) => ({
      ...reply,
      headers: Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), value])),
    })),
  },
  'delete-null': {
    summary: 'the value of the reply to a deletion is null',
    rulings: ['AMB-A43'],
    ...ofKafka(),
    kafka: onReply((reply) => (reply.value === '' ? { ...reply, value: null } : reply)),
  },
  'delete-empty-object': {
    summary: 'the value of the reply to a deletion is an empty object',
    rulings: ['AMB-A43'],
    ...ofKafka(),
    kafka: onReply((reply) => (reply.value === '' ? { ...reply, value: '{}' } : reply)),
  },
  'delete-200': {
    summary: 'a deletion is answered 200',
    rulings: ['AMB-A08'],
    ...ofKafka(),
    apply: onAnswer('delete', 'success', (answer) => ({ ...answer, status: 200 })),
  },
  'unknown-id-400': {
    summary: 'a retrieval of an unknown id is answered 400',
    rulings: ['AMB-A41'],
    ...ofKafka(),
    apply: onAnswer('retrieve', 404, (answer) => ({ ...answer, status: 400 })),
  },
  'replies-zstd': {
    summary: 'replies are compressed with zstd',
    rulings: [],
    ...ofKafka(),
    kafka: onReply((reply) => ({ ...reply, codec: 'zstd' })),
  },
  'replies-gzip': {
    summary: 'replies are compressed with gzip',
    rulings: [],
    ...ofKafka(),
    kafka: onReply((reply) => ({ ...reply, codec: 'gzip' })),
  },
};

/** The lawful peculiarities by id. */
export const VARIANTS: Readonly<Record<string, Variant>> = Object.fromEntries(
  Object.entries(ENTRIES).map(([id, entry]) => [id, { id, ...EVERYWHERE, ...entry }]),
);

/**
 * Finds variants by `ID` or `ID@Resource`, the latter limited to one resource.
 *
 * @throws on an unknown name, with the nearest one, and on a variant that such a server cannot have
 */
export function selectVariants(names: readonly string[], served?: Served): Variant[] {
  return select('variant', VARIANTS, names, served);
}

/** What concerns records, or statuses that only the guide of the Kafka API leaves open. */
function ofKafka(): Pick<Variant, 'models' | 'faces'> {
  return { models: ['v5'], faces: ['kafka'] };
}
