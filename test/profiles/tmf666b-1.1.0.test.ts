import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import type { ResourceProfile } from '../../src/core/profile.ts';
import { readProfile, repositoryPath } from '../support/profile-file.ts';

const FILE = repositoryPath('profiles/tmf666b-1.1.0.yaml');
const schema = JSON.parse(readFileSync(repositoryPath('schemas/profile.schema.json'), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true }).compile(schema);
const profile = readProfile();

/** A copy of the profile's file with one member of it replaced or, for `undefined`, left out. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const document = parseDocument(readFileSync(FILE, 'utf8'));
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, value);
  return document.toJS();
}

describe('the file', () => {
  test('is YAML without warnings and names its schema for editors', () => {
    const text = readFileSync(FILE, 'utf8');
    const { errors, warnings } = parseDocument(text);
    expect([...errors, ...warnings]).toEqual([]);
    expect(text.split('\n', 1)).toEqual(['# yaml-language-server: $schema=../schemas/profile.schema.json']);
  });

  test('is valid', () => {
    validate(profile);
    expect(validate.errors).toBeNull();
  });

  test.each([
    ['an unknown key', ['resources', 'BillFormat', 'colour'], 'blue', '/resources/BillFormat', 'additionalProperties'],
    [
      'an unknown key in a row',
      ['resources', 'BillFormat', 'attributes', 'rows', 0, 'lvl'],
      'M',
      '/resources/BillFormat/attributes/rows/0',
      'additionalProperties',
    ],
    ['a missing level', ['resources', 'BillFormat', 'level'], undefined, '/resources/BillFormat', 'required'],
    ['a level that is neither M nor O', ['operations', 'GET', 'level'], 'MUST', '/operations/GET/level', 'enum'],
    [
      'an empty attribute table',
      ['resources', 'BillFormat', 'attributes', 'rows'],
      [],
      '/resources/BillFormat/attributes/rows',
      'minItems',
    ],
    ['an empty statement', ['notifications', 'payload', 'text'], '', '/notifications/payload/text', 'minLength'],
    ['a test case without statements', ['testCases', 'cases', 0, 'statements'], [], '/testCases/cases/0/statements', 'minItems'],
    ['a ruling without default', ['rulings', 0, 'options'], { optional: 'May lack it.' }, '/rulings/0/options', 'required'],
    ['a ruling id that is none', ['operations', 'PATCH', 'ruling'], 'R01', '/operations/PATCH/ruling', 'pattern'],
    [
      'a default text without its text',
      ['resources', 'PartyAccount', 'create', 'defaults', 1, 'value'],
      undefined,
      '/resources/PartyAccount/create/defaults/1',
      'required',
    ],
    [
      'a generated default with a text',
      ['resources', 'FinancialAccount', 'create', 'defaults', 0, 'value'],
      'x',
      '/resources/FinancialAccount/create/defaults/0/value',
      'false schema',
    ],
    ['another format', ['format'], 'ctk-profile/2', '/format', 'const'],
    ['no resources', ['resources'], {}, '/resources', 'minProperties'],
  ])('with %s is not valid', (_, path, value, pointer, keyword) => {
    expect(validate(changed(path, value))).toBe(false);
    expect(validate.errors).toContainEqual(expect.objectContaining({ instancePath: pointer, keyword }));
  });
});

// The numbers below were counted in the document, table by table.

const RESOURCES = [
  'PartyAccount',
  'BillingAccount',
  'SettlementAccount',
  'FinancialAccount',
  'BillingCycleSpecification',
  'BillFormat',
  'BillPresentationMedia',
];

function resource(name: string): ResourceProfile {
  const found = profile.resources[name];
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

test('seven resources, all mandatory, in the order of the document', () => {
  expect(Object.keys(profile.resources)).toEqual(RESOURCES);
  expect(Object.values(profile.resources).map(({ level }) => level)).toEqual(['M', 'M', 'M', 'M', 'M', 'M', 'M']);
});

test.each([
  ['PartyAccount', 18, 15, 4, 0, 15, 3],
  ['BillingAccount', 18, 15, 4, 0, 18, 3],
  ['SettlementAccount', 18, 15, 4, 0, 18, 3],
  ['FinancialAccount', 13, 10, 3, 5, 10, 3],
  ['BillingCycleSpecification', 12, 9, 0, 0, 10, 2],
  ['BillFormat', 4, 1, 0, 0, 2, 2],
  ['BillPresentationMedia', 4, 1, 0, 0, 2, 2],
])('%s has as many rows as printed', (name, attributes, optional, defaults, subAttributes, patchable, nonPatchable) => {
  const { attributes: table, create, patch } = resource(name);
  expect(table.rows).toHaveLength(attributes);
  expect(create.mandatory).toEqual([{ name: 'name' }]);
  expect(create.optional).toHaveLength(optional);
  expect(create.defaults).toHaveLength(defaults);
  expect(create.subAttributes).toHaveLength(subAttributes);
  expect(create.implementerMayAddMandatory).toBe(true);
  expect(patch.patchable).toHaveLength(patchable);
  expect(patch.nonPatchable).toHaveLength(nonPatchable);
});

test.each(RESOURCES)('%s: href and id are mandatory in responses, name at creation, and nothing else', (name) => {
  expect(resource(name).attributes.rows.filter(({ level }) => level === 'M')).toEqual([
    { name: 'href', level: 'M', when: 'in response messages', comment: 'Url for the created resource' },
    { name: 'id', level: 'M', when: 'in response messages', comment: 'Generated by the server' },
    { name: 'name', level: 'M', when: 'for resource creation' },
  ]);
});

test('the comment "Attribute non patchable" is on four rows', () => {
  const rows = Object.entries(profile.resources).flatMap(([name, { attributes }]) =>
    attributes.rows.filter((row) => row.comment === 'Attribute non patchable').map((row) => `${name}.${row.name}`),
  );
  expect(rows).toEqual([
    'PartyAccount.accountBalance',
    'BillingAccount.accountBalance',
    'SettlementAccount.accountBalance',
    'FinancialAccount.lastModified',
  ]);
});

test('what cannot be patched is the printed table less what can', () => {
  expect(Object.values(profile.resources).map(({ patch }) => patch.nonPatchable)).toEqual([
    ['id', 'href', 'accountBalance'],
    ['id', 'href', 'accountBalance'],
    ['id', 'href', 'accountBalance'],
    ['id', 'href', 'lastModified'],
    ['id', 'href'],
    ['id', 'href'],
    ['id', 'href'],
  ]);
});

test('only billing and settlement accounts print rows within billStructure, before all others', () => {
  const dotted = RESOURCES.filter((name) => resource(name).patch.patchable.some((row) => row.includes('.')));
  expect(dotted).toEqual(['BillingAccount', 'SettlementAccount']);
  for (const name of dotted) {
    expect(resource(name).patch.patchable.slice(0, 3)).toEqual([
      'billStructure.cycleSpecification',
      'billStructure.format',
      'billStructure.presentationMedia',
    ]);
  }
});

test('the notice that only admin users can patch stands at four resources', () => {
  expect(RESOURCES.filter((name) => resource(name).patch.adminOnly)).toEqual([
    'BillingAccount',
    'SettlementAccount',
    'BillFormat',
    'BillPresentationMedia',
  ]);
});

test('merge patch is mandatory, JSON Patch optional, and creation rules hold for patches everywhere', () => {
  for (const name of RESOURCES) {
    expect(resource(name).patch).toMatchObject({ mergePatch: 'M', jsonPatch: 'O', sameRulesAsCreate: true });
  }
});

test('the headings of the operations are those of the resource', () => {
  for (const name of RESOURCES) {
    const { list, retrieve, create, patch, delete: remove } = resource(name);
    const path = `/${profile.bindings.rest?.paths[name]}`;
    expect(path.slice(1).toLowerCase()).toBe(name.toLowerCase());
    expect(list.clause).toBe(`${path}?fields=...&{filtering}`);
    expect(retrieve.clause).toBe(`${path}/{id}?fields=...&{filtering}`);
    expect([create.clause, patch.clause, remove.clause]).toEqual([path, `${path}/{id}`, `${path}/{id}`]);
    expect(list).toMatchObject({ attributeSelection: 'M', filtering: { level: 'M', mandatoryAt: 'L1', of: 'entities' } });
    expect(retrieve).toMatchObject({ attributeSelection: 'M', filtering: { level: 'O', of: 'sub-resources' } });
  }
});

test('defaults of party, billing and settlement accounts, and what a financial account generates', () => {
  for (const name of ['PartyAccount', 'BillingAccount', 'SettlementAccount']) {
    expect(resource(name).create.defaults).toMatchObject([
      { attribute: 'validFor.startDateTime', kind: 'current-date' },
      { attribute: 'billStructure.cycleSpecification.name', kind: 'value', value: 'Bill issuer choice' },
      { attribute: 'billStructure.format.name', kind: 'value', value: 'Standard invoice' },
      { attribute: 'billStructure.presentationMedia.name', kind: 'value', value: 'Electronic invoice' },
    ]);
  }
  expect(resource('FinancialAccount').create.defaults).toMatchObject([
    { attribute: 'id', kind: 'generated' },
    { attribute: 'href', kind: 'generated' },
    { attribute: 'lastModified', kind: 'generated' },
  ]);
  const filled = Object.entries(profile.resources).flatMap(([name, { create }]) =>
    [...create.mandatory, ...create.optional].filter((row) => row.defaultValue ?? row.rule).map((row) => `${name}.${row.name}`),
  );
  expect(filled).toEqual(['FinancialAccount.lastModified']);
});

test('fifteen sub-attributes of five contexts, one of which a financial account cannot have', () => {
  expect(resource('FinancialAccount').create.subAttributes).toEqual([
    { context: 'taxExemption', mandatory: ['issuingJurisdiction', 'validFor'], applicable: true, ruling: 'AMB-R25' },
    { context: 'accountRelationship', mandatory: ['relationshipType', 'validFor'], applicable: true, ruling: 'AMB-R25' },
    { context: 'contact', mandatory: ['contactType', 'validFor'], applicable: true, ruling: 'AMB-R25' },
    { context: 'accountBalance', mandatory: ['type', 'amount', 'validFor', 'status'], applicable: true, ruling: 'AMB-R25' },
    {
      context: 'paymentPlan',
      mandatory: ['status', 'amount', 'paymentFrequency', 'validFor', 'paymentMethod'],
      applicable: false,
      ruling: 'AMB-R25',
    },
  ]);
});

test('four operations, mandatory for all resources, and their status codes', () => {
  for (const row of Object.values(profile.operations)) expect(row).toMatchObject({ level: 'M', resources: RESOURCES });
  expect(profile.statusPatterns).toEqual({
    GET: { printedLevel: 'M', success: 200, successLevel: 'M', ruling: 'AMB-R04' },
    POST: { printedLevel: 'M', success: 201, successLevel: 'M', ruling: 'AMB-R04' },
    PATCH: { printedLevel: 'O', success: 201, successLevel: 'M', tolerated: [200], ruling: 'AMB-R02' },
    DELETE: { printedLevel: 'O', success: 200, successLevel: 'M', tolerated: [204], ruling: 'AMB-R03' },
  });
});

test('ten notifications, all mandatory', () => {
  expect(profile.notifications.rows.map(({ name, level }) => `${name} ${level}`)).toEqual([
    'PartyAccountAttributeValueChangeNotification M',
    'PartyAccountStateChangeNotification M',
    'BillingAccountAttributeValueChangeNotification M',
    'BillingAccountStateChangeNotification M',
    'SettlementAccountAttributeValueChangeNotification M',
    'SettlementAccountStateChangeNotification M',
    'FinancialAccountCreationNotification M',
    'FinancialAccountAttributeValueChangeNotification M',
    'FinancialAccountStateChangeNotification M',
    'FinancialAccountRemoveNotification M',
  ]);
  for (const { name, resource: about } of profile.notifications.rows) expect(name.startsWith(about), name).toBe(true);
});

test('six test cases with their statements', () => {
  expect(profile.testCases.cases.map(({ id, printedId, statements }) => [id, printedId, statements.length])).toEqual([
    ['TC_N1', 'TC_Trou_N1', 11],
    ['TC_N2', 'TC_Trou_N2', 16],
    ['TC_N3', 'TC_Trou_N3', 6],
    ['TC_N4', 'TC_Trou_N4', 6],
    ['TC_E1', 'TC_Trou_E1', 1],
    ['TC_E2', 'TC_Trou_E2', 3],
  ]);
  const atL1 = profile.testCases.cases.flatMap(({ id, statements }) =>
    statements.filter((s) => s.atL1).map((s) => `${id}.${s.id}`),
  );
  expect(atL1).toHaveLength(18);
  expect(atL1.every((id) => /^TC_N2\.by-|^TC_N4\.search\./.test(id))).toBe(true);
});

test('every ruling on the REST profile is there, and says which of its options is the literal reading', () => {
  const numbered = (letter: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `AMB-${letter}${String(from + index).padStart(2, '0')}`);
  // X09 is about the test cases on Kafka
  expect(profile.rulings.map(({ id }) => id)).toEqual([...numbered('R', 1, 65), ...numbered('X', 1, 8), 'AMB-X10']);
  const literal = Object.fromEntries(profile.rulings.flatMap((ruling) => (ruling.literal ? [[ruling.id, ruling.literal]] : [])));
  expect(literal).toEqual({
    'AMB-R02': 'literal',
    'AMB-R03': 'literal',
    'AMB-R04': 'literal',
    'AMB-R06': 'default',
    'AMB-R07': 'literal',
    'AMB-R08': 'default',
    'AMB-R10': 'literal',
    'AMB-R11': 'literal',
    'AMB-R15': 'emptyServer',
    'AMB-R19': 'strict',
    'AMB-R22': 'default',
    'AMB-R23': 'accountsOnly',
    'AMB-R25': 'literal',
    'AMB-R26': 'literal',
    'AMB-R32': 'literal',
    'AMB-R33': 'default',
    'AMB-R34': 'literal',
    'AMB-R39': 'literal',
    'AMB-R41': 'literal',
    'AMB-R56': 'literal',
    'AMB-R62': 'literal',
  });
});

describe('test data', () => {
  test.each([
    ['PartyAccount', ['type', 'description'], ['state', 'paymentStatus', 'name'], ['name', 'type', 'description']],
    ['BillingAccount', ['type', 'description'], ['state', 'paymentStatus', 'name'], ['name', 'type', 'description']],
    ['SettlementAccount', ['type', 'description'], ['state', 'paymentStatus', 'name'], ['name', 'type', 'description']],
    ['FinancialAccount', ['type', 'description'], ['state', 'name'], ['name', 'type', 'description']],
    [
      'BillingCycleSpecification',
      ['frequency', 'description'],
      ['billingPeriod', 'billingDateShift', 'name'],
      ['name', 'frequency', 'description'],
    ],
    ['BillFormat', ['description'], ['name'], ['description']],
    ['BillPresentationMedia', ['description'], ['name'], ['description']],
  ])('%s: roles, and fixtures that differ in the first choice of T and S', (name, T, S, W) => {
    const data = profile.testData.resources[name];
    expect(data?.roles).toEqual({ T, S, W });
    expect(data?.fixtures.minimal).toEqual({ name: 'MyAccount-${run}' });
    for (const [role, letter] of [...T.slice(0, 1), ...S.slice(0, 1)].flatMap(
      (attribute) =>
        [
          [attribute, 'A'],
          [attribute, 'B'],
        ] as const,
    )) {
      expect(data?.fixtures[letter], role).toHaveProperty(role);
    }
    for (const attribute of ['name', 'description', ...T.slice(0, 1), ...S.slice(0, 1)]) {
      expect(data?.fixtures.A?.[attribute], attribute).not.toEqual(data?.fixtures.B?.[attribute]);
    }
    expect(data?.fixtures.A?.name).toBe(`My${name}-\${run}-A`);
    expect(data?.fixtures.B?.name).toBe(`My${name}-\${run}-B`);
  });

  test('a resource with two attributes only is asked for one of them alone', () => {
    for (const name of RESOURCES) {
      const two = name === 'BillFormat' || name === 'BillPresentationMedia';
      expect(profile.testData.resources[name]?.values).toEqual(
        two ? { searched: ['${T}'], alone: ['${T}'] } : { searched: ['${S}', '${T}'], alone: [] },
      );
    }
  });
});
