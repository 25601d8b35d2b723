import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import type { Command, KafkaBinding, ResourceProfile } from '../../src/core/profile.ts';
import { readProfile, repositoryPath } from '../support/profile-file.ts';

const FILE = repositoryPath('profiles/tmf666-async-5.0.0.yaml');
const schema = JSON.parse(readFileSync(repositoryPath('schemas/profile.schema.json'), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true }).compile(schema);
const profile = readProfile('tmf666-async-5.0.0');
const COMMANDS: readonly Command[] = ['retrieve', 'list', 'create', 'patch', 'delete'];

/** A copy of the profile with one member of it replaced or, for `undefined`, left out. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const document = parseDocument(readFileSync(FILE, 'utf8'), { merge: true });
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, value);
  return document.toJS();
}

function kafka(): KafkaBinding {
  if (profile.bindings.kafka === undefined) throw new Error('no binding to Kafka');
  return profile.bindings.kafka;
}

function resource(name: string): ResourceProfile {
  const found = profile.resources[name];
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

describe('the file', () => {
  test('is YAML without warnings and names its schema for editors', () => {
    const text = readFileSync(FILE, 'utf8');
    const { errors, warnings } = parseDocument(text, { merge: true });
    expect([...errors, ...warnings]).toEqual([]);
    expect(text.split('\n', 1)).toEqual(['# yaml-language-server: $schema=../schemas/profile.schema.json']);
  });

  test('is valid', () => {
    validate(profile);
    expect(validate.errors).toBeNull();
  });

  const topics = ['bindings', 'kafka', 'topics', 'BillFormat'];
  const pointer = `/${topics.join('/')}`;
  test.each([
    ['two bindings', ['bindings', 'rest'], { paths: { BillFormat: 'billFormat' } }, '/bindings', 'maxProperties'],
    ['no binding', ['bindings'], {}, '/bindings', 'minProperties'],
    ['a resource without a command', [...topics, 'commands', 'list'], undefined, `${pointer}/commands`, 'required'],
    ['a command without its reply', [...topics, 'commands', 'list', 'reply'], undefined, `${pointer}/commands/list`, 'required'],
    ['a command that there is not', [...topics, 'commands', 'merge'], {}, `${pointer}/commands`, 'additionalProperties'],
    ['a topic that ends in a dot', [...topics, 'notifications'], 'billFormat.', `${pointer}/notifications`, 'pattern'],
    ['a topic with a placeholder', [...topics, 'notifications'], '{prefix}.billFormat', `${pointer}/notifications`, 'pattern'],
    ['no completeness', ['notifications', 'completeness'], undefined, '/notifications', 'required'],
    ['another completeness', ['notifications', 'completeness'], 'full', '/notifications/completeness', 'enum'],
    ['an empty reason', ['notifications', 'rows', 3, 'never'], '', '/notifications/rows/3/never', 'minLength'],
    ['no statement on messages', ['messages', 'statements'], [], '/messages/statements', 'minItems'],
    ['an unknown key in one', ['messages', 'statements', 0, 'checks'], 'x', '/messages/statements/0', 'additionalProperties'],
    [
      'an expectation of something else than a ruling',
      ['resources', 'BillFormat', 'attributes', 'rows', 1, 'expectedBy'],
      'us',
      '/resources/BillFormat/attributes/rows/1/expectedBy',
      'pattern',
    ],
    ['an empty origin', ['derivedFrom'], '', '/derivedFrom', 'minLength'],
  ])('with %s is not valid', (_, path, value, at, keyword) => {
    expect(validate(changed(path, value))).toBe(false);
    expect(validate.errors).toContainEqual(expect.objectContaining({ instancePath: at, keyword }));
  });
});

// The numbers and lists below were counted in the document, table by table.

const RESOURCES = [
  'BillFormat',
  'PartyAccount',
  'BillingAccount',
  'FinancialAccount',
  'SettlementAccount',
  'BillPresentationMedia',
  'BillingCycleSpecification',
];
const ACCOUNTS = ['PartyAccount', 'BillingAccount', 'FinancialAccount', 'SettlementAccount'];

test('seven resources in the order of the document, and a sentence on what the profile was made of', () => {
  expect(Object.keys(profile.resources)).toEqual(RESOURCES);
  expect(profile.derivedFrom).toMatch(/neither test cases nor tables .*\(AMB-X01\).*\(AMB-X09\)\.$/s);
});

test('70 topics of commands and 7 of notifications, each once, named after what they are for', () => {
  const { topics, members } = kafka();
  const commands = Object.entries(topics).flatMap(([name, { commands: of }]) =>
    COMMANDS.flatMap((command) => [
      [`accountManagement.v5.${command}${name}.commandRequest`, of[command].request],
      [`accountManagement.v5.${command}${name}.commandReply`, of[command].reply],
    ]),
  );
  const notifications = Object.entries(topics).map(([name, of]) => [
    `accountManagement.v5.${members[name]}.notificationEvent`,
    of.notifications,
  ]);
  expect([commands.length, notifications.length]).toEqual([70, 7]);
  for (const [expected, printed] of [...commands, ...notifications]) expect(printed).toBe(expected);
  expect(new Set([...commands, ...notifications].map(([, printed]) => printed)).size).toBe(77);
  for (const name of RESOURCES) expect(`${members[name]?.charAt(0).toUpperCase()}${members[name]?.slice(1)}`).toBe(name);
});

test.each([
  ['BillFormat', 8, 2],
  ['PartyAccount', 22, 15],
  ['BillingAccount', 23, 16],
  ['FinancialAccount', 17, 10],
  ['SettlementAccount', 22, 15],
  ['BillPresentationMedia', 8, 2],
  ['BillingCycleSpecification', 16, 10],
])('%s has as many rows as printed, each @-member counted once', (name, attributes, patchable) => {
  const account = ACCOUNTS.includes(name);
  const { attributes: table, create, patch } = resource(name);
  expect(table.rows).toHaveLength(attributes);
  expect(patch.patchable).toHaveLength(patchable);
  expect(create.mandatory.map((row) => row.name)).toEqual(account ? ['name', 'relatedParty'] : ['name']);
  expect(patch.nonPatchable).toEqual(['@baseType', '@schemaLocation', '@type', 'href', 'id', ...(account ? ['lastUpdate'] : [])]);
});

test('what is patchable is what a creation may or must give', () => {
  for (const name of RESOURCES) {
    const { create, patch } = resource(name);
    expect([...patch.patchable].sort()).toEqual([...create.mandatory, ...create.optional].map((row) => row.name).sort());
    expect(patch.patchable).toEqual([...patch.patchable].sort());
  }
});

test('the tables of a creation have neither defaults nor rules, nor room for more, and anybody may patch', () => {
  for (const name of RESOURCES) {
    expect(resource(name).create).toMatchObject({ implementerMayAddMandatory: false, defaults: [], subAttributes: [] });
    expect(resource(name).patch).toMatchObject({ mergePatch: 'M', jsonPatch: 'O', sameRulesAsCreate: true, adminOnly: false });
  }
});

test.each(RESOURCES)('%s: id is mandatory in replies, href and @type are expected, and creations have what they must', (name) => {
  const rows = resource(name).attributes.rows;
  expect(rows.filter(({ level }) => level === 'M').map((row) => [row.name, row.when])).toEqual([
    ['id', 'in response messages'],
    ['name', 'for resource creation'],
    ...(ACCOUNTS.includes(name) ? [['relatedParty', 'for resource creation']] : []),
  ]);
  expect(Object.fromEntries(rows.flatMap((row) => (row.expectedBy ? [[row.name, row.expectedBy]] : [])))).toEqual({
    href: 'AMB-A34',
    '@type': 'AMB-A15',
  });
});

test('only a billing account has a rating type, only a financial one has nothing of party accounts', () => {
  const having = (attribute: string) =>
    RESOURCES.filter((name) => resource(name).attributes.rows.some((row) => row.name === attribute));
  expect(having('ratingType')).toEqual(['BillingAccount']);
  expect(having('state')).toEqual(ACCOUNTS);
  for (const attribute of ['billStructure', 'defaultPaymentMethod', 'financialAccount', 'paymentPlan', 'paymentStatus'])
    expect(having(attribute), attribute).toEqual(['PartyAccount', 'BillingAccount', 'SettlementAccount']);
});

test('the headings of the operations are those of the resource; filtering is optional, attribute selection is not', () => {
  for (const name of RESOURCES) {
    const { list, retrieve, create, patch, delete: remove } = resource(name);
    expect([retrieve.clause, list.clause, create.clause, patch.clause, remove.clause]).toEqual([
      `Retrieves a ${name} by ID`,
      `List or find ${name} objects`,
      `Creates a ${name}`,
      `Updates partially a ${name}`,
      `Deletes a ${name}`,
    ]);
    expect(list).toMatchObject({ attributeSelection: 'M', filtering: { level: 'O', of: 'entities' } });
    expect(retrieve).toMatchObject({ attributeSelection: 'M', filtering: { level: 'O', of: 'sub-resources' } });
  }
});

test('statuses as the samples of replies have them', () => {
  for (const row of Object.values(profile.operations)) expect([...row.resources].sort()).toEqual([...RESOURCES].sort());
  expect(Object.entries(profile.statusPatterns).map(([method, { success, tolerated }]) => [method, success, tolerated])).toEqual([
    ['GET', 200, undefined],
    ['POST', 201, undefined],
    ['PATCH', 200, undefined],
    ['DELETE', 204, [200, 202]],
  ]);
});

test('28 notifications, four of each resource, three of which cannot happen', () => {
  const { rows, completeness } = profile.notifications;
  expect(rows.map(({ name }) => name)).toEqual(
    RESOURCES.flatMap((name) =>
      ['Create', 'Delete', 'AttributeValueChange', 'StateChange'].map((change) => `${name}${change}Event`),
    ),
  );
  expect(rows).toHaveLength(28);
  expect(rows.filter(({ never }) => never !== undefined).map(({ name }) => name)).toEqual([
    'BillFormatStateChangeEvent',
    'BillPresentationMediaStateChangeEvent',
    'BillingCycleSpecificationStateChangeEvent',
  ]);
  expect(completeness).toBe('changed');
});

test('the test cases are those of the REST profile less the Location, and say that they are the analogy of the kit', () => {
  const idsOf = ({ testCases }: typeof profile) =>
    testCases.cases.flatMap(({ id, statements }) => statements.map((statement) => `${id}.${statement.id}`));
  expect(idsOf(profile)).toEqual(idsOf(readProfile()).filter((id) => id !== 'TC_N1.create.location'));
  for (const { id, printedId, statements } of profile.testCases.cases) {
    expect(printedId).toBe(`${id} by analogy (AMB-X09)`);
    for (const { level, atL1, text } of statements) {
      expect(level).toBe('M');
      expect(atL1).toBeUndefined();
      expect(text).not.toMatch(/header|HTTP|200 OK|body/);
    }
  }
});

test('every ruling on the guide and between the documents is there', () => {
  const numbered = (letter: string, to: number) =>
    Array.from({ length: to }, (_, index) => `AMB-${letter}${String(index + 1).padStart(2, '0')}`);
  const ids = profile.rulings.map(({ id }) => id);
  expect(ids.filter((id) => id.startsWith('AMB-A'))).toEqual(numbered('A', 47));
  expect(ids.filter((id) => id.startsWith('AMB-X'))).toEqual(numbered('X', 11));
});

test('a ruling that two profiles have is about the same question, and its options have the same names', () => {
  const rest = new Map(readProfile().rulings.map((ruling) => [ruling.id, ruling]));
  const shared = profile.rulings.filter(({ id }) => rest.has(id));
  expect(shared.length).toBeGreaterThan(40);
  for (const { id, title, options } of shared) {
    expect(title, id).toBe(rest.get(id)?.title);
    expect(Object.keys(rest.get(id)?.options ?? {}), id).toEqual(expect.arrayContaining(Object.keys(options)));
  }
});

test('literal readings are those whose wording can be sent and judged', () => {
  expect(Object.fromEntries(profile.rulings.flatMap((ruling) => (ruling.literal ? [[ruling.id, ruling.literal]] : [])))).toEqual({
    'AMB-A01': 'samples',
    'AMB-A02': 'numeric',
    'AMB-A45': 'strict',
    'AMB-R08': 'default',
    'AMB-R15': 'emptyServer',
    'AMB-R19': 'strict',
    'AMB-R22': 'default',
    'AMB-R23': 'accountsOnly',
    'AMB-R34': 'literal',
    'AMB-R39': 'literal',
    'AMB-R41': 'literal',
    'AMB-R56': 'literal',
    'AMB-R62': 'literal',
  });
});

describe('test data', () => {
  test.each(RESOURCES)('%s: every creation names its type, and one of an account its parties', (name) => {
    for (const [fixture, body] of Object.entries(profile.testData.resources[name]?.fixtures ?? {})) {
      expect(body['@type'], fixture).toBe(name);
      expect(Object.hasOwn(body, 'relatedParty'), fixture).toBe(ACCOUNTS.includes(name));
      for (const unsent of ['id', 'href', 'topicRef', 'lastUpdate']) expect(body, fixture).not.toHaveProperty([unsent]);
    }
  });

  test.each(RESOURCES)('%s: the fixtures that scenarios ask for, and a value for each row that a patch tries', (name) => {
    const { fixtures, changes = {}, forbidden = {} } = profile.testData.resources[name] ?? { fixtures: {} };
    expect(Object.keys(fixtures)).toEqual(['minimal', 'A', 'B', 'watched', 'quiet', 'whole', 'twin', 'near', 'nearCase']);
    expect(Object.keys(changes).sort()).toEqual([...resource(name).patch.patchable].sort());
    expect(Object.keys(forbidden).sort()).toEqual([...resource(name).patch.nonPatchable].sort());
  });

  test.each([
    ['PartyAccount', ['accountType', 'description'], ['state', 'paymentStatus', 'name'], ['name', 'accountType', 'description']],
    ['FinancialAccount', ['accountType', 'description'], ['state', 'name'], ['name', 'accountType', 'description']],
    [
      'BillingCycleSpecification',
      ['frequency', 'description'],
      ['billingPeriod', 'billingDateShift', 'name'],
      ['name', 'frequency', 'description'],
    ],
    ['BillFormat', ['description'], ['name'], ['description']],
  ])('%s: roles, and fixtures that differ in the first choice of T and S', (name, T, S, W) => {
    const data = profile.testData.resources[name];
    expect(data?.roles).toEqual({ T, S, W });
    for (const attribute of ['name', 'description', ...T.slice(0, 1), ...S.slice(0, 1)]) {
      expect(data?.fixtures.A, attribute).toHaveProperty(attribute);
      expect(data?.fixtures.A?.[attribute], attribute).not.toEqual(data?.fixtures.B?.[attribute]);
    }
  });
});
