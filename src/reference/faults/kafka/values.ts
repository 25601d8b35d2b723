import type { JsonObject } from '../../../core/json.ts';
import type { FaultEntry } from '../../fault.ts';
import { onBody, onReply, onText } from '../../kafka-fault.ts';

const UNREADABLE = ['TC_N1.create.mandatory', 'resource.representation'];

/** Violations in the values of replies. */
export const VALUE_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'not-json': {
    summary: 'the value of a reply is XML',
    violates: UNREADABLE,
    kafka: onText(() => '<reply/>'),
  },
  'truncated-json': {
    summary: 'the value of a reply breaks off in the middle',
    violates: UNREADABLE,
    kafka: onText((text) => text.slice(0, Math.floor(text.length / 2))),
  },
  'json-in-json': {
    summary: 'the value of a reply is a JSON string that holds the JSON',
    violates: UNREADABLE,
    kafka: onText((text) => JSON.stringify(text)),
  },
  'two-json-texts': {
    summary: 'the value of a reply holds its JSON twice',
    violates: UNREADABLE,
    kafka: onText((text) => text + text),
  },
  'tombstone-replies': {
    summary: 'the value of every reply is null',
    violates: UNREADABLE,
    kafka: onText(() => null),
  },
  'empty-replies': {
    summary: 'the value of every reply is empty',
    violates: UNREADABLE,
    kafka: onText(() => ''),
  },
  'payload-wrapped': {
    summary: 'the value of a reply is an object with the payload in it',
    violates: UNREADABLE,
    kafka: onText((text) => `{"payload":${text}}`),
  },
  'kafka-id-numeric': {
    summary: 'the ids in replies are numbers, and those in requests are taken for what they stand for',
    violates: ['attribute.id', 'TC_N1.create.mandatory'],
    kafka: onBody((body): JsonObject => (typeof body.id === 'string' ? { ...body, id: numberOf(body.id) } : body)),
  },
  'id-renamed': {
    summary: 'the id of a record is called ID',
    violates: ['attribute.id', 'TC_N1.create.mandatory'],
    kafka: onBody(({ id, ...body }): JsonObject => (id === undefined ? body : { ...body, ID: id })),
  },
  'delete-with-body': {
    summary: 'the reply to a deletion has a body',
    violates: ['status.DELETE'],
    kafka: onReply((reply, { operation }) =>
      operation === 'delete' && reply.value === '' ? { ...reply, value: '{"deleted":true}' } : reply,
    ),
  },
};

/** A number for each id. */
function numberOf(id: string): number {
  return Number.parseInt(id.replace(/\D/g, '').slice(0, 9) || '7', 10);
}
