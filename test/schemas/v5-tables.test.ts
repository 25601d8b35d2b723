import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';
import { repositoryPath } from '../support/profile-file.ts';
import { attributesOf, TABLES } from './v5-tables.ts';

const FOLDER = repositoryPath('schemas/tmf666-5.0.0');
const files = new Map(
  readdirSync(FOLDER).map((file): [string, JsonObject] => [file, JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))]),
);

/** A schema with the file that it stands in. */
type Located = readonly [file: string, schema: JsonObject];

function located(name: string): Located {
  const own = files.get(`${name}.schema.json`);
  if (own !== undefined) return [`${name}.schema.json`, own];
  const shared = ['base.schema.json', 'sub-resources.schema.json'];
  for (const file of shared) {
    const schema = (files.get(file)?.$defs as Record<string, JsonObject> | undefined)?.[name];
    if (schema !== undefined) return [file, schema];
  }
  throw new Error(`no schema of ${name}`);
}

function propertiesOf(schema: JsonObject): Readonly<Record<string, JsonObject>> {
  const { $ref, properties } = schema;
  const inherited = typeof $ref === 'string' ? propertiesOf(located(nameIn($ref))[1]) : {};
  return { ...inherited, ...(isObject(properties) && (properties as Record<string, JsonObject>)) };
}

/** `BillFormat` of `BillFormat.schema.json` and of `base.schema.json#/$defs/BillFormat`. */
const nameIn = ($ref: string) => $ref.slice($ref.lastIndexOf('/') + 1).replace('.schema.json', '');

function typeOf(schema: JsonObject): string {
  if (typeof schema.$ref === 'string') return nameIn(schema.$ref);
  const types = [schema.type ?? ([] as readonly Json[])].flat().filter((type) => type !== 'null');
  return String(schema.format ?? types.join(' or '));
}

const SIMPLE: Readonly<Record<string, string>> = {
  String: 'string',
  Integer: 'integer',
  Boolean: 'boolean',
  DateTime: 'date-time',
  Base64: 'byte',
  // a type without a table: a free object (AMB-A26)
  Quantity: 'object',
  ContactMedium: 'AnyContactMedium',
};
const RESOURCES = ['PartyAccount', 'BillingAccount', 'SettlementAccount', 'FinancialAccount'];
const ENTITIES = ['BillFormat', 'BillPresentationMedia', 'BillingCycleSpecification'];
/** What only samples and the OpenAPI document have. */
const BESIDES: Readonly<Record<string, readonly string[]>> = { Attachment: ['mimeType'] };

describe.each(Object.keys(TABLES))('the table of %s', (name) => {
  const [, schema] = located(name);
  const properties = propertiesOf(schema);
  const rows = attributesOf(name);

  test('and its schema have the same attributes', () => {
    expect(Object.keys(properties).sort()).toEqual([...Object.keys(rows), ...(BESIDES[name] ?? [])].sort());
  });

  test('and its schema have the same types, but for the id of a resource, which AMB-R59 decides about', () => {
    const isResource = name === 'Account' || [...RESOURCES, ...ENTITIES].includes(name);
    const due = Object.fromEntries(Object.entries(rows).map(([attribute, type]) => [attribute, SIMPLE[type] ?? type]));
    const given = Object.fromEntries(Object.keys(rows).map((attribute) => [attribute, typeOf(properties[attribute] ?? {})]));
    expect(given).toEqual(isResource ? { ...due, id: '' } : due);
  });
});

test('lists are accepted where samples show them, and nowhere else (AMB-A24, AMB-A27)', () => {
  const listed = Object.keys(TABLES).flatMap((name) =>
    Object.entries(located(name)[1].properties ?? {})
      .filter(([, property]) => isObject(property) && property.items !== undefined)
      .map(([attribute]) => `${name}.${attribute}`),
  );
  expect(listed.sort()).toEqual([
    'Account.accountBalance',
    'Account.accountRelationship',
    'Account.contact',
    'Account.relatedParty',
    'Account.taxExemption',
    'BillStructure.presentationMedia',
    'Contact.contactMedium',
    'Contact.relatedParty',
    'PartyAccount.paymentPlan',
    'TaxExemptionCertificate.taxDefinition',
  ]);
});

test('nothing is required of a resource or a sub-resource (AMB-A32), and nothing is forbidden (AMB-A23)', () => {
  for (const [file, schema] of files) {
    const text = JSON.stringify(schema);
    expect(text, file).not.toContain('additionalProperties');
    // the only thing that a condition asks for is the @type that tells branches apart
    if (file !== 'events.schema.json') expect(text.replaceAll('"required":["@type"]', ''), file).not.toContain('"required"');
  }
});
