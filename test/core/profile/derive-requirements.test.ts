import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { deriveRequirements, namesRequirement, RequirementConflict } from '../../../src/core/profile/derive-requirements.ts';
import { readProfile as asRead } from '../../../src/core/profile/profile-as-read.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Requirement } from '../../../src/core/requirement.ts';
import { readProfile, repositoryPath } from '../../support/profile-file.ts';
import { readWholeProfile } from '../../support/whole-profile.ts';

const GOLDEN = [
  ['tmf666b-1.1.0', 'test/golden/requirements.txt'],
  ['tmf666-async-5.0.0', 'test/golden/requirements-tmf666-async-5.0.0.txt'],
  ['tmf666-rest-5.0.0', 'test/golden/requirements-tmf666-rest-5.0.0.txt'],
] as const;

/** Those of a run that chooses no other reading. */
const requirements = deriveRequirements(asRead(readProfile(), {}));

function line(requirement: Requirement): string {
  const { id, level, scope, clauses, condition } = requirement;
  const remarks = [...(condition === undefined ? [] : [condition]), ...exemptionsOf(requirement)];
  return [id, level, scope, Object.keys(clauses).join(','), ...remarks.map((remark) => `(${remark})`)].join('  ');
}

/** Each exemption with its reason; the resources too, unless it holds for all that the requirement is for. */
function exemptionsOf({ clauses, exempt = {} }: Requirement): readonly string[] {
  const resources = new Map<string, string[]>();
  for (const [resource, { exemption, reason }] of Object.entries(exempt)) {
    const text = `${exemption}: ${reason}`;
    resources.set(text, [...(resources.get(text) ?? []), resource]);
  }
  return [...resources].map(([text, of]) => (of.length === Object.keys(clauses).length ? text : `${of.join(',')} ${text}`));
}

function requirement(id: string): Requirement {
  const found = requirements.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no requirement ${id}`);
  return found;
}

test.each(GOLDEN)('%s: ids, levels, scopes, resources, conditions and exemptions are the permanent ones', async (id, path) => {
  const derived = `${deriveRequirements(asRead(await readWholeProfile(id), {}))
    .map(line)
    .join('\n')}\n`;
  const golden = repositoryPath(path);
  if (process.env.CTK_UPDATE_GOLDEN === '1') writeFileSync(golden, derived);
  const hint =
    'requirement ids are permanent: after a deliberate change, CTK_UPDATE_GOLDEN=1 npx vitest run test/core/profile/derive-requirements.test.ts';
  expect(derived, hint).toBe(await readFile(golden, 'utf8'));
});

test('each id is there once', () => {
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
});

test('every requirement says where it comes from, for a resource of the profile at least', () => {
  const resources = Object.keys(readProfile().resources);
  for (const { id, clauses, text } of requirements) {
    expect(Object.keys(clauses).length, id).toBeGreaterThan(0);
    expect(resources, id).toEqual(expect.arrayContaining(Object.keys(clauses)));
    expect(text, id).toMatch(/^[A-Z].*\.$/s);
    for (const clause of Object.values(clauses)) expect(clause, id).not.toMatch(/undefined|^$/);
  }
});

test('a table row is cited with its heading and its name', () => {
  expect(requirement('attribute.href').clauses.PartyAccount).toBe('Party Account MANDATORY AND OPTIONAL ATTRIBUTES, row href');
  expect(requirement('patch.patchable.billStructure.format').clauses).toEqual({
    BillingAccount: 'API PATCH OPERATION CONFORMANCE, /billingAccount/{id}, Patchable Attributes, row billStructure.format',
    SettlementAccount: 'API PATCH OPERATION CONFORMANCE, /settlementAccount/{id}, Patchable Attributes, row billStructure.format',
  });
});

test('a test case is cited by its printed name and title, and by the resource it is read for', () => {
  const { clauses, scope, level } = requirement('TC_N1.create.location');
  expect(Object.keys(clauses)).toHaveLength(7);
  expect(clauses).toMatchObject({
    PartyAccount: 'TC_Trou_N1 – Create new PartyAccount with minimum required information',
    BillFormat: 'TC_Trou_N1 – Create new PartyAccount with minimum required information, read for BillFormat',
  });
  expect([scope, level]).toEqual(['connect', 'MUST']);
});

test('a row with a condition keeps it', () => {
  expect(requirement('attribute.id')).toMatchObject({ level: 'MUST', condition: 'in response messages' });
  expect(requirement('attribute.name')).toMatchObject({ level: 'MUST', condition: 'for resource creation' });
  expect(requirement('attribute.state')).not.toHaveProperty('condition');
  expect(requirement('list.filtering')).toMatchObject({ level: 'MUST', condition: 'at compliance level L1' });
  expect(requirement('TC_N2.by-type.contains')).toMatchObject({ condition: 'at compliance level L1' });
  expect(requirement('TC_N2.list.contains')).not.toHaveProperty('condition');
});

test('the order of the test cases binds the tester', () => {
  expect(requirement('test-cases.order')).toMatchObject({
    level: 'MUST',
    exempt: { BillFormat: { exemption: 'wire', reason: 'it binds the tester, and the kit keeps to it' } },
  });
});

test('a sub-attribute rule of a context that the resource cannot have is kept and says why it does not apply', () => {
  expect(requirement('create.sub-attribute.paymentPlan.status')).toMatchObject({
    level: 'MUST',
    exempt: { FinancialAccount: { exemption: 'not-offered', reason: 'the resource has no attribute paymentPlan' } },
    rulings: expect.arrayContaining(['AMB-R25']),
  });
  expect(requirement('create.sub-attribute.contact.contactType')).not.toHaveProperty('exempt');
});

test('rulings come from the statement, from what implies it and from what they decide', () => {
  expect(requirement('operation.PATCH').rulings).toEqual(['AMB-R01']);
  expect(requirement('TC_E2.not-stored').rulings).toEqual(['AMB-R34', 'AMB-R23']);
  expect(requirement('status.PATCH').rulings).toEqual(['AMB-R02', 'AMB-R01', 'AMB-R04', 'AMB-X07']);
  expect(requirement('resource.representation').rulings).toContain('AMB-R38');
  expect(requirement('operation.GET').rulings).toEqual([]);
});

test('an operation that is not for a resource demands nothing of it', () => {
  const profile = readProfile();
  const { PATCH } = profile.operations;
  const without: Profile = {
    ...profile,
    operations: {
      ...profile.operations,
      PATCH: { ...PATCH, resources: PATCH.resources.filter((name) => name !== 'BillFormat') },
    },
  };
  const patching = deriveRequirements(without).filter(({ id }) => /^(patch\.|operation\.PATCH|status\.PATCH)/.test(id));
  expect(patching).not.toHaveLength(0);
  for (const { id, clauses } of patching) expect(Object.keys(clauses), id).not.toContain('BillFormat');
});

test('one id with two levels is refused by name', () => {
  const profile = readProfile();
  const format = profile.resources.BillFormat;
  if (format === undefined) throw new Error('no BillFormat');
  const rows = format.attributes.rows.map((row) => (row.name === 'description' ? { ...row, level: 'M' as const } : row));
  const torn: Profile = {
    ...profile,
    resources: { ...profile.resources, BillFormat: { ...format, attributes: { ...format.attributes, rows } } },
  };
  expect(() => deriveRequirements(torn)).toThrow(RequirementConflict);
  expect(() => deriveRequirements(torn)).toThrow(
    'requirement attribute.description has more than one level: "MAY" for PartyAccount, "MUST" for BillFormat',
  );
});

test('the end of a pattern is open only where it says so', () => {
  expect(namesRequirement('status.*', 'status.GET')).toBe(true);
  expect(namesRequirement('status.', 'status.GET')).toBe(false);
  expect(namesRequirement('status.GET', 'status.GET')).toBe(true);
});
