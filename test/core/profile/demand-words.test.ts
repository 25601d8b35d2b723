import { expect, it } from 'vitest';
import { deriveRequirements } from '../../../src/core/profile/derive-requirements.ts';
import { readProfile } from '../../support/profile-file.ts';

const REST = deriveRequirements(readProfile());
const ASYNC = deriveRequirements(readProfile('tmf666-async-5.0.0'));
const text = (requirements: typeof REST, id: string) => requirements.find((each) => each.id === id)?.text;

it.each([
  ['operation.GET', 'GET is supported', 'Each list or retrieve command is supported'],
  [
    'status.DELETE',
    'A DELETE that succeeds is answered with status 200.',
    'A delete command that succeeds is answered with Status-Code 204.',
  ],
  ['list.entities', 'GET on the collection', 'A list command returns'],
  ['retrieve.attribute-selection', 'by the query parameter fields', 'by fields among the parameters of the command'],
  ['list.filtering', 'by query parameters', 'by filtering among the parameters of the command'],
  ['patch.entity', 'PATCH on an identifier', 'A patch command with an identifier'],
])('speaks of %s in the words of the protocol', (id, rest, kafka) => {
  expect(text(REST, id)).toContain(rest);
  expect(text(ASYNC, id)).toContain(kafka);
});

it('has no word of HTTP in the requirements of a profile over Kafka', () => {
  const words = /\b(?:GET|POST|PATCH|DELETE|HTTP|URL|query|hub|subscribe\w*)\b/;
  expect(ASYNC.filter((requirement) => words.test(requirement.text)).map(({ id }) => id)).toEqual([]);
});

it('asks of every message what the document says of all of them, at each resource', () => {
  const messages = ASYNC.filter(({ kind }) => kind === 'message');
  expect(messages.map(({ id }) => id)).toEqual(expect.arrayContaining(['message.one-reply', 'message.status-code']));
  for (const { scope, clauses } of messages)
    expect([scope, Object.keys(clauses)]).toEqual(['connect', expect.objectContaining({ length: 7 })]);
  expect(REST.some(({ kind }) => kind === 'message')).toBe(false);
});

it('excuses a notification of a change that a resource does not have', () => {
  const { exempt } = ASYNC.find(({ id }) => id === 'notification.BillFormatStateChangeEvent') ?? {};
  expect(exempt).toEqual({ BillFormat: { exemption: 'not-offered', reason: expect.stringContaining('AMB-A21') } });
});
