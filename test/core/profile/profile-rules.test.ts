import { expect, test } from 'vitest';
import { checkProfile } from '../../../src/core/profile/profile-rules.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { PROFILES, readProfile } from '../../support/profile-file.ts';
import { readWholeProfile } from '../../support/whole-profile.ts';

/** A profile that a test may change in place. */
type Draft<T> = T extends readonly (infer Item)[]
  ? Draft<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Draft<T[Key]> }
    : T;

function resource(profile: Draft<Profile>, name: string): Draft<Profile['resources'][string]> {
  const found = profile.resources[name];
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function testData(profile: Draft<Profile>, name: string): Draft<Profile['testData']['resources'][string]> {
  const found = profile.testData.resources[name];
  if (found === undefined) throw new Error(`no test data of ${name}`);
  return found;
}

function first<T>(list: readonly T[]): T {
  const [head] = list;
  if (head === undefined) throw new Error('an empty list');
  return head;
}

test.each(PROFILES)('the profile %s has no mistake', async (id) => {
  expect(checkProfile(await readWholeProfile(id))).toEqual([]);
});

interface Violation {
  readonly rule: string;
  readonly change: (profile: Draft<Profile>) => void;
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** What follows from it elsewhere. */
  readonly also?: Pick<Violation, 'path' | 'message'>;
}

const VIOLATIONS: readonly Violation[] = [
  {
    rule: 'an attribute is patchable or non-patchable, not both',
    change: (profile) => resource(profile, 'PartyAccount').patch.nonPatchable.push('description'),
    path: ['resources', 'PartyAccount', 'patch', 'nonPatchable', 3],
    message: 'description is both patchable and non-patchable (AMB-R05)',
  },
  {
    rule: 'an operation is for resources of the profile',
    change: (profile) => profile.operations.PATCH.resources.push('BillItem'),
    path: ['operations', 'PATCH', 'resources', 7],
    message: 'BillItem is not among the resources of the profile',
  },
  {
    rule: 'a notification is about a resource of the profile',
    change: (profile) =>
      profile.notifications.rows.push({ name: 'BillItemCreationNotification', level: 'M', resource: 'BillItem' }),
    path: ['notifications', 'rows', 10, 'resource'],
    message: 'BillItem is not among the resources of the profile',
  },
  {
    rule: 'a path is for a resource of the profile',
    change: (profile) => Object.assign(profile.bindings.rest?.paths ?? {}, { BillItem: 'billItem' }),
    path: ['bindings', 'rest', 'paths', 'BillItem'],
    message: 'BillItem is not among the resources of the profile',
  },
  {
    rule: 'test data are for a resource of the profile',
    change: (profile) => Object.assign(profile.testData.resources, { BillItem: testData(profile, 'BillFormat') }),
    path: ['testData', 'resources', 'BillItem'],
    message: 'BillItem is not among the resources of the profile',
  },
  {
    rule: 'a resource has an operation',
    change: (profile) => {
      for (const row of Object.values(profile.operations)) row.resources = row.resources.filter((name) => name !== 'BillFormat');
    },
    path: ['operations'],
    message: 'no operation is for BillFormat',
  },
  {
    rule: 'a resource has a path',
    change: (profile) => Reflect.deleteProperty(profile.bindings.rest?.paths ?? {}, 'BillFormat'),
    path: ['bindings', 'rest', 'paths'],
    message: 'BillFormat has no path',
  },
  {
    rule: 'a resource has test data',
    change: (profile) => Reflect.deleteProperty(profile.testData.resources, 'BillFormat'),
    path: ['testData', 'resources'],
    message: 'BillFormat has no test data',
  },
  {
    rule: 'a creation table names attributes of the resource',
    change: (profile) => resource(profile, 'BillFormat').create.optional.push({ name: 'mediumType' }),
    path: ['resources', 'BillFormat', 'create', 'optional', 1],
    message: 'mediumType is not in the attribute table',
    also: {
      path: ['testData', 'resources', 'BillFormat', 'fixtures', 'whole'],
      message: 'whole lacks mediumType, and holds every attribute that a creation may give',
    },
  },
  {
    rule: 'a patch table names attributes of the resource, below the first level too',
    change: (profile) => resource(profile, 'BillFormat').patch.patchable.push('layout.colour'),
    path: ['resources', 'BillFormat', 'patch', 'patchable', 2],
    message: 'layout.colour is not in the attribute table',
  },
  {
    rule: 'a sub-attribute rule applies to attributes of the resource only',
    change: (profile) => {
      for (const rule of resource(profile, 'FinancialAccount').create.subAttributes) rule.applicable = true;
    },
    path: ['resources', 'FinancialAccount', 'create', 'subAttributes', 4],
    message: 'paymentPlan is not in the attribute table',
  },
  {
    rule: 'an attribute is mandatory or optional at creation, not both',
    change: (profile) => resource(profile, 'BillFormat').create.optional.push({ name: 'name' }),
    path: ['resources', 'BillFormat', 'create', 'optional', 1],
    message: 'name is both mandatory and optional at creation',
  },
  {
    rule: 'a cited ruling exists: of a row',
    change: (profile) => {
      profile.statusPatterns.GET.ruling = 'AMB-R99';
    },
    path: ['statusPatterns', 'GET', 'ruling'],
    message: 'no ruling is called AMB-R99',
  },
  {
    rule: 'a cited ruling exists: of a statement',
    change: (profile) => {
      profile.notifications.payload.rulings = ['AMB-R33', 'AMB-R99'];
    },
    path: ['notifications', 'payload', 'rulings', 1],
    message: 'no ruling is called AMB-R99',
  },
  {
    rule: 'a cited ruling exists: one that implies a statement',
    change: (profile) => {
      first(first(profile.testCases.cases).statements).impliedBy = 'AMB-R99';
    },
    path: ['testCases', 'cases', 0, 'statements', 0, 'impliedBy'],
    message: 'no ruling is called AMB-R99',
  },
  {
    rule: 'a ruling has a default',
    change: (profile) => {
      first(profile.rulings).options = { optional: 'A server may lack it.' };
    },
    path: ['rulings', 0, 'options'],
    message: 'AMB-R01 has no option default',
  },
  {
    rule: 'the literal reading is one of the options',
    change: (profile) => {
      const ruling = first(profile.rulings);
      delete ruling.unexecutable;
      ruling.literal = 'literal';
    },
    path: ['rulings', 0, 'literal'],
    message: 'AMB-R01 has no option literal',
  },
  {
    rule: 'a ruling decides requirements that there are',
    change: (profile) => {
      first(profile.rulings).decides = ['status.PATCH', 'status.PUT'];
    },
    path: ['rulings', 0, 'decides', 1],
    message: 'no requirement is called status.PUT',
  },
  {
    rule: 'a role names attributes of the resource',
    change: (profile) => testData(profile, 'BillFormat').roles.T?.push('type'),
    path: ['testData', 'resources', 'BillFormat', 'roles', 'T', 1],
    message: 'BillFormat has no attribute type',
  },
  {
    rule: 'values refer to roles of the resource',
    change: (profile) => {
      testData(profile, 'BillFormat').values = { searched: ['${X}'] };
    },
    path: ['testData', 'resources', 'BillFormat', 'values', 'searched'],
    message: 'BillFormat has no role X',
  },
  {
    rule: 'a fixture has what is mandatory at creation',
    change: (profile) => {
      testData(profile, 'BillFormat').fixtures.minimal = { description: 'no name' };
    },
    path: ['testData', 'resources', 'BillFormat', 'fixtures', 'minimal'],
    message: 'minimal lacks name, which is mandatory at creation',
  },
  {
    rule: 'a fixture has attributes of the resource only',
    change: (profile) => {
      testData(profile, 'BillFormat').fixtures.minimal = { name: 'x', state: 'Active' };
    },
    path: ['testData', 'resources', 'BillFormat', 'fixtures', 'minimal', 'state'],
    message: 'BillFormat has no attribute state',
  },
  {
    rule: 'a fixture refers to the run only',
    change: (profile) => {
      testData(profile, 'BillFormat').fixtures.minimal = { name: 'MyAccount-${runId}' };
    },
    path: ['testData', 'resources', 'BillFormat', 'fixtures', 'minimal'],
    message: 'a fixture can refer to ${run} only, not to ${runId}',
  },
  {
    rule: 'a fixture with every attribute that lacks one',
    change: (profile) => Reflect.deleteProperty(testData(profile, 'BillFormat').fixtures.whole ?? {}, 'description'),
    path: ['testData', 'resources', 'BillFormat', 'fixtures', 'whole'],
    message: 'whole lacks description, and holds every attribute that a creation may give',
  },
  {
    rule: 'a change of what cannot be patched',
    change: (profile) => Object.assign(testData(profile, 'PartyAccount').changes ?? {}, { accountBalance: [] }),
    path: ['testData', 'resources', 'PartyAccount', 'changes', 'accountBalance'],
    message: 'accountBalance is not patchable on PartyAccount',
  },
  {
    rule: 'a forbidden value of what can be patched',
    change: (profile) => Object.assign(testData(profile, 'FinancialAccount').forbidden ?? {}, { accountBalance: [] }),
    path: ['testData', 'resources', 'FinancialAccount', 'forbidden', 'accountBalance'],
    message: 'accountBalance is not non-patchable on FinancialAccount',
  },
  {
    rule: 'a change that changes nothing',
    change: (profile) => Object.assign(testData(profile, 'PartyAccount').changes ?? {}, { type: 'joint' }),
    path: ['testData', 'resources', 'PartyAccount', 'changes', 'type'],
    message: 'whole has the same value, so it would change nothing',
  },
  {
    rule: 'a change that refers to what is not known before a run',
    change: (profile) => Object.assign(testData(profile, 'BillFormat').changes ?? {}, { description: '${S}' }),
    path: ['testData', 'resources', 'BillFormat', 'changes'],
    message: 'a change can refer to ${run} only, not to ${S}',
  },
  {
    rule: 'a forbidden value that refers to what is not known before a run',
    change: (profile) => Object.assign(testData(profile, 'BillFormat').forbidden ?? {}, { id: '${IDmin}' }),
    path: ['testData', 'resources', 'BillFormat', 'forbidden'],
    message: 'a forbidden value can refer to ${run} only, not to ${IDmin}',
  },
  {
    rule: 'a period in an attribute that there is not',
    change: (profile) => {
      const row = resource(profile, 'PartyAccount').create.defaults.find(({ kind }) => kind === 'current-date');
      if (row?.kind === 'current-date') row.within.push('validity');
    },
    path: ['resources', 'PartyAccount', 'create', 'defaults', 0, 'within', 2],
    message: 'validity is not in the attribute table',
  },
  {
    rule: 'what a server manages is an attribute of some resource',
    change: (profile) => profile.testData.serverManaged.push('lastUpdate'),
    path: ['testData', 'serverManaged', 2],
    message: 'no resource has an attribute lastUpdate',
  },
  {
    rule: 'one requirement has one level',
    change: (profile) => {
      const rows = resource(profile, 'BillFormat').attributes.rows;
      rows[0] = { name: 'description', level: 'M' };
    },
    path: ['resources'],
    message: 'requirement attribute.description has more than one level: "MAY" for PartyAccount, "MUST" for BillFormat',
  },
];

test.each(VIOLATIONS)('$rule', ({ change, path, message, also = [] }) => {
  const profile = readProfile() as Draft<Profile>;
  change(profile);
  expect(checkProfile(profile as Profile)).toEqual([{ path, message }, also].flat());
});

const REPEATED: readonly (readonly [
  what: string,
  list: (profile: Draft<Profile>) => unknown[],
  path: (string | number)[],
  name: string,
])[] = [
  ['resource of an operation', (p) => p.operations.GET.resources, ['operations', 'GET', 'resources', 7], 'PartyAccount'],
  ['definition', (p) => p.getDefinitions, ['getDefinitions', 4], 'filtered-search'],
  [
    'attribute row',
    (p) => resource(p, 'BillFormat').attributes.rows,
    ['resources', 'BillFormat', 'attributes', 'rows', 4],
    'description',
  ],
  [
    'mandatory row',
    (p) => resource(p, 'BillFormat').create.mandatory,
    ['resources', 'BillFormat', 'create', 'mandatory', 1],
    'name',
  ],
  [
    'optional row',
    (p) => resource(p, 'BillFormat').create.optional,
    ['resources', 'BillFormat', 'create', 'optional', 1],
    'description',
  ],
  [
    'default value',
    (p) => resource(p, 'FinancialAccount').create.defaults,
    ['resources', 'FinancialAccount', 'create', 'defaults', 3],
    'id',
  ],
  [
    'context of sub-attributes',
    (p) => resource(p, 'FinancialAccount').create.subAttributes,
    ['resources', 'FinancialAccount', 'create', 'subAttributes', 5],
    'taxExemption',
  ],
  [
    'sub-attribute',
    (p) => first(resource(p, 'FinancialAccount').create.subAttributes).mandatory,
    ['resources', 'FinancialAccount', 'create', 'subAttributes', 0, 'mandatory', 2],
    'issuingJurisdiction',
  ],
  [
    'patchable row',
    (p) => resource(p, 'BillFormat').patch.patchable,
    ['resources', 'BillFormat', 'patch', 'patchable', 2],
    'description',
  ],
  [
    'non-patchable row',
    (p) => resource(p, 'BillFormat').patch.nonPatchable,
    ['resources', 'BillFormat', 'patch', 'nonPatchable', 2],
    'id',
  ],
  ['notification', (p) => p.notifications.rows, ['notifications', 'rows', 10], 'PartyAccountAttributeValueChangeNotification'],
  ['test case', (p) => p.testCases.cases, ['testCases', 'cases', 6], 'TC_N1'],
  ['statement', (p) => first(p.testCases.cases).statements, ['testCases', 'cases', 0, 'statements', 11], 'create.status'],
  ['ruling', (p) => p.rulings, ['rulings', readProfile().rulings.length], 'AMB-R01'],
];

test.each(REPEATED)('each %s stands once', (_, list, path, name) => {
  const profile = readProfile() as Draft<Profile>;
  const entries = list(profile);
  entries.push(structuredClone(first(entries)));
  expect(checkProfile(profile as Profile)).toEqual([{ path, message: `${name} is here twice` }]);
});

const OVER_KAFKA: readonly Violation[] = [
  {
    rule: 'a resource has a name in paths and events',
    change: (profile) => delete profile.bindings.kafka?.members.BillFormat,
    path: ['bindings', 'kafka', 'members'],
    message: 'BillFormat has no name in paths and events',
  },
  {
    rule: 'a resource has topics',
    change: (profile) => delete profile.bindings.kafka?.topics.BillFormat,
    path: ['bindings', 'kafka', 'topics'],
    message: 'BillFormat has no topics',
  },
  {
    rule: 'each channel has a topic of its own',
    change: (profile) => {
      const topics = profile.bindings.kafka?.topics.BillFormat;
      if (topics !== undefined) topics.commands.patch.reply = topics.commands.patch.request;
    },
    path: ['bindings', 'kafka', 'topics', 'BillFormat', 'commands', 'patch', 'reply'],
    message: 'accountManagement.v5.patchBillFormat.commandRequest is the topic of another channel too',
  },
  {
    rule: 'what is mandatory is not only expected',
    change: (profile) => {
      const row = resource(profile, 'PartyAccount').attributes.rows.find(({ name }) => name === 'href');
      if (row !== undefined) row.level = 'M';
    },
    path: ['resources', 'PartyAccount', 'attributes', 'rows', 12, 'expectedBy'],
    message: 'href is mandatory: its absence is no remark',
    also: {
      path: ['resources'],
      message: 'requirement attribute.href has more than one level: "MAY" for BillFormat, "MUST" for PartyAccount',
    },
  },
  {
    rule: 'an expectation names a ruling of the profile',
    change: (profile) => {
      const row = resource(profile, 'PartyAccount').attributes.rows.find(({ name }) => name === 'href');
      if (row !== undefined) row.expectedBy = 'AMB-A99';
    },
    path: ['resources', 'PartyAccount', 'attributes', 'rows', 12, 'expectedBy'],
    message: 'no ruling is called AMB-A99',
  },
  {
    rule: 'a notification of what cannot change is marked',
    change: (profile) => delete profile.notifications.rows[3]?.never,
    path: ['notifications', 'rows', 3],
    message: 'BillFormat has no attribute state: "never" must tell why BillFormatStateChangeEvent is not awaited',
  },
  {
    rule: 'a notification of what can change is not marked',
    change: (profile) => {
      const row = profile.notifications.rows[7];
      if (row !== undefined) row.never = 'the resource has no attribute state';
    },
    path: ['notifications', 'rows', 7, 'never'],
    message: 'PartyAccount has a state: it can change',
  },
  {
    rule: 'a statement about messages names rulings of the profile',
    change: (profile) => profile.messages?.statements[0]?.rulings?.push('AMB-A99'),
    path: ['messages', 'statements', 0, 'rulings', 3],
    message: 'no ruling is called AMB-A99',
  },
  {
    rule: 'each statement about messages stands once',
    change: (profile) => profile.messages?.statements.push(structuredClone(first(profile.messages.statements))),
    path: ['messages', 'statements', readProfile('tmf666-async-5.0.0').messages?.statements.length ?? 0],
    message: 'one-reply is here twice',
  },
];

test.each(OVER_KAFKA)('over Kafka: $rule', ({ change, path, message, also }) => {
  const profile = readProfile('tmf666-async-5.0.0') as Draft<Profile>;
  change(profile);
  expect(checkProfile(profile as Profile)).toEqual([{ path, message }, ...(also === undefined ? [] : [also])]);
});
