import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { readProfile, repositoryPath } from '../support/profile-file.ts';

const profile = readProfile();
const FOLDER = repositoryPath(`schemas/${profile.replySchemas}`);

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
for (const file of readdirSync(FOLDER)) ajv.addSchema(JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')));

/** JSON pointers of what is wrong with a reply of a resource. */
function errorsOf(resource: string, reply: unknown): readonly string[] {
  const validate = ajv.getSchema(`${profile.replySchemas}/${resource}`);
  if (validate === undefined) throw new Error(`no reply schema for ${resource}`);
  return validate(reply) ? [] : (validate.errors ?? []).map((error) => error.instancePath);
}

const ACCOUNTS = ['PartyAccount', 'BillingAccount', 'SettlementAccount', 'FinancialAccount'];

test('there is one schema per resource, and none besides', () => {
  const names = readdirSync(FOLDER).map((file) => file.replace(/\.schema\.json$/, ''));
  expect(names.sort()).toEqual(Object.keys(profile.resources).sort());
});

describe.each(Object.entries(profile.resources))('%s', (name, { attributes }) => {
  test('the schema knows the attributes of the table, in its order', () => {
    const { properties } = JSON.parse(readFileSync(`${FOLDER}/${name}.schema.json`, 'utf8'));
    expect(Object.keys(properties)).toEqual(attributes.rows.map((row) => row.name));
  });

  test('a minimal representation passes, and so do a reduced one and one with further attributes', () => {
    expect(errorsOf(name, { id: '42', href: `https://host/api/${name}/42`, name: 'MyAccount' })).toEqual([]);
    expect(errorsOf(name, { name: 'MyAccount' })).toEqual([]);
    expect(errorsOf(name, {})).toEqual([]);
    expect(errorsOf(name, { '@type': name, topicRef: 'kafka://host/topic', ratingType: 7 })).toEqual([]);
  });

  test('null is accepted for every attribute', () => {
    expect(errorsOf(name, Object.fromEntries(attributes.rows.map((row) => [row.name, null])))).toEqual([]);
  });

  test('a text where it is due is not replaced by another type', () => {
    expect(errorsOf(name, { name: 7, description: ['x'], href: {}, id: true })).toEqual(
      expect.arrayContaining(['/name', '/description', '/href', '/id']),
    );
  });

  test('a list, a text or null is no representation', () => {
    for (const reply of [[], 'BillFormat', null, 3]) expect(errorsOf(name, reply)).toEqual(['']);
  });

  test('a number as id is left to the ruling on ids', () => {
    expect(errorsOf(name, { id: 42 })).toEqual([]);
  });
});

describe('accounts', () => {
  const full = {
    id: '4458',
    href: '/partyAccount/4458',
    name: 'Travel account',
    description: 'This party account …',
    lastModified: '2018-06-14T00:00:00.000Z',
    state: 'Suspended',
    type: 'joint',
    creditLimit: { unit: 'USD', value: 20000 },
    relatedParty: [{ id: '1', role: 'owner' }],
    taxExemption: [{ issuingJurisdiction: 'USA', validFor: { startDateTime: '2018-06-14T00:00:00.000Z' } }],
    contact: [{ contactType: 'primary' }],
    accountBalance: [{ type: 'Receivable balance', amount: { unit: 'USD', value: 50 }, status: 'open' }],
    accountRelationship: [{ relationshipType: 'includes' }],
  };
  const billed = {
    ...full,
    paymentStatus: 'due',
    billStructure: { format: { name: 'Standard invoice' }, presentationMedia: [{ name: 'Electronic invoice' }] },
    paymentPlan: [{ status: 'Effective', paymentFrequency: 'monthly' }],
    financialAccount: { id: '8251', name: 'Receivable' },
    defaultPaymentMethod: { id: '1045', name: 'direct debit' },
  };

  test.each(ACCOUNTS)('%s with everything passes', (name) => {
    expect(errorsOf(name, name === 'FinancialAccount' ? full : billed)).toEqual([]);
  });

  test.each(ACCOUNTS)('%s: structures may be objects, lists or numbers', (name) => {
    for (const value of [{}, [], 12.5]) {
      expect(errorsOf(name, { creditLimit: value, accountBalance: value, contact: value, relatedParty: value })).toEqual([]);
      expect(errorsOf(name, { taxExemption: value, accountRelationship: value })).toEqual([]);
    }
  });

  test.each(ACCOUNTS)('%s: a structure is no text and no truth value', (name) => {
    const wrong = { creditLimit: '20000 USD', accountBalance: true, contact: 'x', relatedParty: 'x', taxExemption: false };
    expect(errorsOf(name, wrong)).toEqual(['/creditLimit', '/relatedParty', '/taxExemption', '/contact', '/accountBalance']);
  });

  test.each(ACCOUNTS.slice(0, 3))('%s: a financial account and a payment method are references or texts', (name) => {
    expect(errorsOf(name, { financialAccount: '/financialAccount/1', defaultPaymentMethod: '1045' })).toEqual([]);
    expect(errorsOf(name, { financialAccount: [], defaultPaymentMethod: 3 })).toEqual([
      '/financialAccount',
      '/defaultPaymentMethod',
    ]);
    expect(errorsOf(name, { billStructure: 'monthly', paymentPlan: 'x', paymentStatus: 1 })).toEqual([
      '/paymentStatus',
      '/billStructure',
      '/paymentPlan',
    ]);
  });

  test.each(ACCOUNTS)('%s: lastModified is a date-time', (name) => {
    expect(errorsOf(name, { lastModified: '2018-06-14T00:00:00+02:00' })).toEqual([]);
    for (const wrong of ['yesterday', '2018-06-14', 1528934400000]) {
      expect(errorsOf(name, { lastModified: wrong })).toEqual(['/lastModified']);
    }
  });

  test.each(ACCOUNTS)('%s: state and type are texts', (name) => {
    expect(errorsOf(name, { state: 1, type: {} })).toEqual(['/state', '/type']);
  });
});

describe('billing cycle specification', () => {
  const OFFSETS = ['billingDateShift', 'chargeDateOffset', 'creditDateOffset', 'mailingDateOffset', 'paymentDueDateOffset'];

  test.each(OFFSETS)('%s is an integer', (attribute) => {
    expect(errorsOf('BillingCycleSpecification', { [attribute]: -5 })).toEqual([]);
    for (const wrong of ['5', 5.5, [5]]) {
      expect(errorsOf('BillingCycleSpecification', { [attribute]: wrong })).toEqual([`/${attribute}`]);
    }
  });

  test('a period of validity may be open on either side', () => {
    const start = { startDateTime: '2018-06-10T00:00:00.000Z' };
    const end = { endDateTime: '2019-01-10T00:00:00.000Z' };
    for (const validFor of [start, end, { ...start, ...end }, { ...start, endDateTime: null }]) {
      expect(errorsOf('BillingCycleSpecification', { validFor })).toEqual([]);
    }
    expect(errorsOf('BillingCycleSpecification', { validFor: { startDateTime: 'today' } })).toEqual(['/validFor/startDateTime']);
    expect(errorsOf('BillingCycleSpecification', { validFor: 'always' })).toEqual(['/validFor']);
  });

  test('period and frequency are texts', () => {
    expect(errorsOf('BillingCycleSpecification', { billingPeriod: 'month', frequency: 'monthly' })).toEqual([]);
    expect(errorsOf('BillingCycleSpecification', { billingPeriod: 1, frequency: 12 })).toEqual(['/billingPeriod', '/frequency']);
  });
});
