import { describe, expect, test } from 'vitest';
import { loadReplyValidators } from '../../src/adapters/json-schema.ts';
import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';
import { extendPointer } from '../../src/core/pointer.ts';
import { repositoryPath } from '../support/profile-file.ts';
import { partyAccount, replacedAt, WHOLE } from './v5-bodies.ts';
import { attributesOf, TABLES } from './v5-tables.ts';

const validate = await loadReplyValidators(repositoryPath('schemas/tmf666-5.0.0'));
const errorsOf = (resource: string, reply: Json) =>
  validate(resource, reply).map(({ pointer, message }) => `${pointer} ${message}`);
const pointersOf = (resource: string, reply: Json) => validate(resource, reply).map(({ pointer }) => pointer);

/** Every place in a value, with what stands there. */
function placesIn(value: Json, pointer = ''): readonly (readonly [string, Json])[] {
  const entries = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return entries.flatMap(([key, inner]) => {
    const place = extendPointer(pointer, key);
    return [[place, inner] as const, ...placesIn(inner, place)];
  });
}

function wrongFor(value: Json): Json {
  if (typeof value === 'string') return 7;
  return typeof value === 'number' && Number.isInteger(value) ? 'seven' : 'wrong';
}

/** AMB-R59 decides about the id; below `partyOrPartyRole` and in a Quantity anything goes. */
const isFree = (pointer: string) => pointer === '/id' || /\/partyOrPartyRole$|\/partyOrPartyRole\/@type$|\/size\//.test(pointer);

describe.each(Object.entries(WHOLE))('%s', (resource, whole) => {
  test('a representation with everything passes, and so do parts of it', () => {
    expect(errorsOf(resource, whole)).toEqual([]);
    for (const [attribute, value] of Object.entries(whole)) expect(errorsOf(resource, { [attribute]: value })).toEqual([]);
    expect(errorsOf(resource, {})).toEqual([]);
  });

  test('null counts as absent wherever an attribute stands', () => {
    for (const [pointer] of placesIn(whole).filter(([place]) => !/\/\d+$/.test(place)))
      expect(errorsOf(resource, replacedAt(whole, pointer, null)), pointer).toEqual([]);
  });

  test('a wrong type is found wherever an attribute or an element stands, and is said once', () => {
    const places = placesIn(whole).filter(([pointer]) => !isFree(pointer));
    expect(places.length).toBeGreaterThan(5);
    for (const [pointer, value] of places)
      expect(pointersOf(resource, replacedAt(whole, pointer, wrongFor(value))), pointer).toEqual([pointer]);
  });

  test('further attributes pass wherever a structure stands', () => {
    const structures = placesIn(whole).filter(([, value]) => isObject(value));
    for (const [pointer, value] of structures)
      expect(errorsOf(resource, replacedAt(whole, pointer, { ...(value as JsonObject), further: [1] })), pointer).toEqual([]);
    expect(errorsOf(resource, { ...whole, lastModified: 1, further: { id: 2 } })).toEqual([]);
  });

  test('a list, a text or null is no representation', () => {
    for (const reply of [[], resource, null, 3]) expect(pointersOf(resource, reply)).toEqual(['']);
  });

  test('any id passes here', () => {
    for (const id of ['42', 42]) expect(errorsOf(resource, { id })).toEqual([]);
  });

  test('the name of a class is any text: subtypes have names of their own', () => {
    expect(errorsOf(resource, { ...whole, '@type': 'OurAccount', '@baseType': resource })).toEqual([]);
  });
});

test('the representations have every attribute of every table', () => {
  const seen = new Set(
    Object.values(WHOLE).flatMap((whole) =>
      [whole, ...placesIn(whole).map(([, value]) => value)]
        .filter(isObject)
        .flatMap((structure) => Object.keys(structure).map((attribute) => `${String(structure['@type'])}.${attribute}`)),
    ),
  );
  // both are abstract
  const classes = Object.keys(TABLES).filter((name) => name !== 'Account' && name !== 'ContactMedium');
  const due = classes.flatMap((name) => Object.keys(attributesOf(name)).map((attribute) => `${name}.${attribute}`));
  expect(due.filter((place) => !seen.has(place))).toEqual([]);
});

test('what samples show as a list may be one object (AMB-A24)', () => {
  for (const attribute of ['accountBalance', 'accountRelationship', 'contact', 'relatedParty', 'taxExemption', 'paymentPlan']) {
    const [element = null] = partyAccount[attribute] as readonly JsonObject[];
    expect(errorsOf('PartyAccount', { [attribute]: element })).toEqual([]);
    expect(errorsOf('PartyAccount', { [attribute]: [] })).toEqual([]);
    for (const wrong of [[element], null, 'x'])
      expect(errorsOf('PartyAccount', { [attribute]: [wrong] })).toEqual([`/${attribute}/0 must be object`]);
  }
  const contact = { '@type': 'Contact', contactMedium: { '@type': 'FaxContactMedium', faxNumber: 1 } };
  expect(errorsOf('PartyAccount', { contact })).toEqual([
    '/contact/contactMedium/faxNumber must be string or null in FaxContactMedium',
  ]);
});

test('what samples show as one object is no list', () => {
  const lists = { creditLimit: [], financialAccount: [], defaultPaymentMethod: [], billStructure: [] };
  expect(pointersOf('BillingAccount', lists).sort()).toEqual(
    Object.keys(lists)
      .map((key) => `/${key}`)
      .sort(),
  );
  expect(pointersOf('PartyAccount', { billStructure: { format: [], cycleSpecification: [] } })).toEqual([
    '/billStructure/cycleSpecification',
    '/billStructure/format',
  ]);
});

describe('unions', () => {
  const format = (value: Json) => errorsOf('PartyAccount', { billStructure: { format: value } });
  const medium = (value: Json) => errorsOf('PartyAccount', { contact: [{ contactMedium: [value] }] });
  const attachment = (value: Json) => errorsOf('PartyAccount', { taxExemption: [{ attachment: value }] });
  const cycle = (value: Json) => errorsOf('PartyAccount', { billStructure: { cycleSpecification: value } });
  const party = (value: Json) => errorsOf('PartyAccount', { relatedParty: [value] });

  test('are judged by the branch that @type names, and by no other', () => {
    expect(format({ '@type': 'BillFormatRef', id: '1', '@referredType': 5 })).toEqual([
      '/billStructure/format/@referredType must be string or null in BillFormatRef',
    ]);
    expect(format({ '@type': 'BillFormat', id: '1', '@referredType': 5 })).toEqual([]);
    expect(format({ '@type': 'BillFormat', description: 5 })).toEqual([
      '/billStructure/format/description must be string or null in BillFormat',
    ]);
    expect(format({ '@type': 'BillFormatRef', description: 5 })).toEqual([]);
    expect(attachment({ '@type': 'Attachment', content: 'no base64' })).toEqual([
      '/taxExemption/0/attachment/content must be Base64 in Attachment',
    ]);
    expect(attachment({ '@type': 'AttachmentRef', content: 'no base64' })).toEqual([]);
    expect(cycle({ '@type': 'BillingCycleSpecification', billingDateShift: '8' })).toEqual([
      '/billStructure/cycleSpecification/billingDateShift must be integer or null in BillingCycleSpecification',
    ]);
    expect(cycle({ '@type': 'BillingCycleSpecificationRef', billingDateShift: '8' })).toEqual([]);
    expect(medium({ '@type': 'PhoneContactMedium', phoneNumber: 1, emailAddress: 1 })).toEqual([
      '/contact/0/contactMedium/0/phoneNumber must be string or null in PhoneContactMedium',
    ]);
  });

  test('know the spelling of samples for the billing cycle (AMB-A22)', () => {
    expect(cycle({ '@type': 'BillCycleSpecification', billingDateShift: '8' })).toEqual([
      '/billStructure/cycleSpecification/billingDateShift must be integer or null',
    ]);
  });

  test.each([{}, { '@type': null }, { '@type': 'OurOwn' }])(
    'with %j are judged by what their branches have in common',
    (type) => {
      for (const judge of [format, cycle, attachment, medium]) {
        const free = { description2: 5, '@referredType': 5, emailAddress: 5, billingDateShift: 'x', content: 5, frequency: 5 };
        expect(judge({ ...type, ...free })).toEqual([]);
        expect(judge({ ...type, id: 5 })).toEqual([expect.stringMatching(/\/id must be string or null$/)]);
      }
      expect(medium({ ...type, preferred: 'yes' })).toEqual([expect.stringMatching(/\/preferred must be boolean or null$/)]);
      expect(attachment({ ...type, url: 5 })).toEqual([expect.stringMatching(/\/url must be string or null$/)]);
    },
  );

  test('of parties take any form (AMB-A27), but for a reference that names its class', () => {
    const flat = { '@type': 'Organization', href: 'https://host/9947', id: '9947', name: 'Richard Cole', role: 'owner' };
    for (const value of [flat, { id: 5, partyOrPartyRole: 'https://host/1' }, { partyOrPartyRole: [] }, {}])
      expect(party(value)).toEqual([]);
    expect(party({ partyOrPartyRole: { '@type': 'PartyRefOrPartyRoleRef', id: 5, partyId: 5 } })).toEqual([]);
    expect(party({ partyOrPartyRole: { '@type': 'PartyRef', id: 5, partyId: 5 } })).toEqual([
      '/relatedParty/0/partyOrPartyRole/id must be string or null in PartyRef',
    ]);
    expect(party({ partyOrPartyRole: { '@type': 'PartyRoleRef', partyId: 5 } })).toEqual([
      '/relatedParty/0/partyOrPartyRole/partyId must be string or null in PartyRoleRef',
    ]);
    expect(party({ role: 1 })).toEqual(['/relatedParty/0/role must be string or null']);
  });

  test('TaxExemption is TaxExemptionCertificate (AMB-A01)', () => {
    for (const type of ['TaxExemption', 'TaxExemptionCertificate'])
      expect(pointersOf('FinancialAccount', { taxExemption: [{ '@type': type, reason: 1 }] })).toEqual([
        '/taxExemption/0/reason',
      ]);
  });
});

test('moments are date-times, amounts numbers, counts integers', () => {
  expect(errorsOf('FinancialAccount', { lastUpdate: '2018-06-14' })).toEqual(['/lastUpdate must match format "date-time"']);
  expect(errorsOf('BillingCycleSpecification', { validFor: { endDateTime: 'soon' } })).toEqual([
    '/validFor/endDateTime must match format "date-time"',
  ]);
  expect(errorsOf('PartyAccount', { creditLimit: { unit: 'USD', value: '20000' } })).toEqual([
    '/creditLimit/value must be number or null',
  ]);
  expect(errorsOf('PartyAccount', { paymentPlan: [{ '@type': 'PaymentPlan', priority: 1.5 }] })).toEqual([
    '/paymentPlan/0/priority must be integer or null in PaymentPlan',
  ]);
});
