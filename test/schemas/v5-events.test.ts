import { describe, expect, test } from 'vitest';
import { loadReplyValidators } from '../../src/adapters/json-schema.ts';
import type { Json, JsonObject } from '../../src/core/json.ts';
import { repositoryPath } from '../support/profile-file.ts';
import { WHOLE } from './v5-bodies.ts';

const RESOURCES = Object.keys(WHOLE);
const CHANGES = ['Create', 'AttributeValueChange', 'StateChange', 'Delete'];
const NAMES = RESOURCES.flatMap((resource) => CHANGES.map((change) => [`${resource}${change}Event`, resource] as const));

const validate = await loadReplyValidators(repositoryPath('schemas/tmf666-5.0.0'), [...NAMES.flat()]);
const errorsOf = (name: string, body: Json) => validate(name, body).map(({ pointer, message }) => `${pointer} ${message}`);

const memberOf = (resource: string) => resource.charAt(0).toLowerCase() + resource.slice(1);
const eventOf = (name: string, resource: string): JsonObject => ({
  correlationId: '0510f131-c102',
  description: `${name} illustration`,
  domain: 'Commercial',
  eventId: '46a2-b923-aa337ca92912',
  eventTime: '2022-08-25T12:23:44.181Z',
  eventType: name,
  priority: '5',
  timeOccurred: '2022-08-25T12:23:37.884Z',
  title: name,
  event: { [memberOf(resource)]: WHOLE[resource] ?? {} },
  reportingSystem: { id: '855', name: 'APP-400', '@type': 'ReportingResource', '@referredType': 'LogicalResource' },
  source: { id: '92', name: 'APP-105', '@type': 'ReportingResource', '@referredType': 'LogicalResource' },
  '@baseType': 'Event',
  '@type': name,
});

test('there are 28, and the kit has them precompiled beside the resources', async () => {
  expect(NAMES).toHaveLength(28);
  await expect(loadReplyValidators('tmf666-5.0.0', [...NAMES.flat()])).resolves.toBeTypeOf('function');
});

describe.each(NAMES)('%s', (name, resource) => {
  const whole = eventOf(name, resource);
  const member = memberOf(resource);

  test('passes with everything, and with only what is due', () => {
    expect(errorsOf(name, whole)).toEqual([]);
    const { eventId = null, eventTime = null, eventType = null } = whole;
    expect(errorsOf(name, { eventId, eventTime, eventType, event: { [member]: { id: '1' } } })).toEqual([]);
  });

  test('lacks what is due', () => {
    expect(errorsOf(name, {})).toEqual([
      ' must have "eventId"',
      ' must have "eventTime"',
      ' must have "eventType"',
      ' must have "event"',
    ]);
    expect(errorsOf(name, { ...whole, event: { other: {} } })).toEqual([`/event must have "${member}"`]);
  });

  test('is not taken for any other', () => {
    for (const [other] of NAMES.filter(([candidate]) => candidate !== name))
      expect(errorsOf(name, { ...whole, eventType: other }), other).toEqual([expect.stringMatching(/^\/eventType must be "/)]);
  });

  test('is judged by the schema of the resource in it', () => {
    expect(errorsOf(name, { ...whole, event: { [member]: { '@type': resource, name: 1, description: [] } } }).sort()).toEqual([
      `/event/${member}/description must be string or null in ${resource}`,
      `/event/${member}/name must be string or null in ${resource}`,
    ]);
    expect(errorsOf(name, { ...whole, event: { [member]: 'gone' } })).toEqual([`/event/${member} must be object`]);
  });
});

describe('the envelope', () => {
  const [name, resource] = ['PartyAccountCreateEvent', 'PartyAccount'];
  const whole = eventOf(name, resource);

  test('has the types of samples', () => {
    const wrong = { correlationId: 1, description: 1, domain: 1, title: 1, reportingSystem: 'x', source: 'x', href: 1, id: 1 };
    expect(errorsOf(name, { ...whole, ...wrong })).toHaveLength(Object.keys(wrong).length);
    expect(errorsOf(name, { ...whole, eventId: '' })).toEqual(['/eventId must not be empty']);
    expect(errorsOf(name, { ...whole, eventId: 5 })).toEqual(['/eventId must be string']);
    for (const moment of ['eventTime', 'timeOccurred', 'timeOcurred'])
      expect(errorsOf(name, { ...whole, [moment]: 'now' })).toEqual([`/${moment} must match format "date-time"`]);
  });

  test('has a priority that is a text or an integer (AMB-A18)', () => {
    for (const priority of ['5', 5, null]) expect(errorsOf(name, { ...whole, priority })).toEqual([]);
    expect(errorsOf(name, { ...whole, priority: [] })).toEqual(['/priority must be string or integer or null']);
  });

  test('may have further members, also in event (AMB-A19)', () => {
    const event = { partyAccount: { id: '1' }, reportingSystem: { id: '855' }, '@type': name };
    expect(errorsOf(name, { ...whole, event, timeOcurrred: 1, further: [] })).toEqual([]);
  });

  test.each(['PartyAccountCreateNotification', 'PartyAccountCreationNotification', 'PartyAccountCreationEvent'])(
    'may name itself %s: another check decides about names',
    (eventType) => {
      expect(errorsOf(name, { ...whole, eventType })).toEqual([]);
    },
  );
});
