import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { fixtureIn, tablesOf } from '../../../src/core/profile/resource-tables.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { readProfile } from '../../support/profile-file.ts';

const profile = readProfile();

/** The tables of a resource, with these attributes taken out of its fixtures. */
function tablesFor(resource: string, taken: readonly string[] = [], of: Profile = profile): JsonObject {
  const fixtureOf = (name: string, fixture: string): JsonObject =>
    Object.fromEntries(Object.entries(fixtureIn(of, name, fixture)).filter(([attribute]) => !taken.includes(attribute)));
  return tablesOf(of, fixtureOf)[resource] ?? {};
}
const rowsOf = (table: Json | undefined): readonly Json[] => (Array.isArray(table) ? table : []);
const idsOf = (table: Json | undefined) => rowsOf(table).map((row) => (row as JsonObject).id);

describe('the tables of a resource', () => {
  it.each(Object.keys(profile.resources))('are there for %s: every attribute, and rows of distinct names', (resource) => {
    const tables = tablesFor(resource);
    expect(tables.attributes).toEqual(profile.resources[resource]?.attributes.rows.map(({ name }) => name));
    for (const [name, rows] of Object.entries(tables)) {
      const names = rowsOf(rows).map((row) => (typeof row === 'string' ? row : (row as JsonObject).id));
      expect(
        names.every((id) => typeof id === 'string'),
        name,
      ).toBe(true);
      expect(new Set(names).size, name).toBe(names.length);
    }
  });

  it('are the same names at every resource, so that a scenario can be written once', () => {
    const names = Object.keys(profile.resources).map((resource) => Object.keys(tablesFor(resource)));
    expect(new Set(names.map((each) => each.join()))).toHaveLength(1);
  });

  it('hold what a query parameter can be compared with: no structures, and what only the server makes', () => {
    const names = ['paymentStatus', 'description', 'href', 'id', 'name', 'type'];
    expect(tablesFor('BillingAccount').scalars).toEqual(names);
    expect(tablesFor('BillingAccount').scalarsManaged).toEqual(['lastModified', 'state']);
  });

  it('hold patches of one member inside an attribute, of which another must stay', () => {
    const parts = (resource: string) => rowsOf(tablesFor(resource).parts);
    expect(parts('FinancialAccount')).toEqual([
      { id: 'creditLimit.value', attribute: 'creditLimit', patch: { creditLimit: { value: 500 } } },
    ]);
    expect(idsOf([...parts('BillingCycleSpecification')])).toEqual(['validFor.endDateTime']);
    expect(parts('BillFormat')).toEqual([]);
  });

  it('name a row by its path, with the first-level attribute that it begins at', () => {
    expect(rowsOf(tablesFor('BillingAccount').patchable)).toContainEqual({
      id: 'billStructure.format',
      attribute: 'billStructure',
    });
    expect(rowsOf(tablesFor('BillFormat').nonPatchable)).toContainEqual({ id: 'id', attribute: 'id' });
  });

  it('follow the document where resources differ', () => {
    expect(idsOf(tablesFor('PartyAccount').nonPatchable)).toContain('accountBalance');
    expect(idsOf(tablesFor('FinancialAccount').nonPatchable)).not.toContain('accountBalance');
    expect(tablesFor('BillFormat').notifications).toEqual([]);
    expect(idsOf(tablesFor('PartyAccount').notifications)).not.toEqual([]);
  });
});

describe('what patches are tried with', () => {
  it('one optional text that can be taken away again, unless the server demands it', () => {
    for (const resource of Object.keys(profile.resources)) {
      expect(tablesFor(resource).removable, resource).toEqual(['description']);
      expect(tablesFor(resource, ['description']).removable, resource).not.toContain('description');
    }
    const demanding = tablesOf(
      profile,
      (resource, fixture) => profile.testData.resources[resource]?.fixtures[fixture] ?? {},
      () => ['description'],
    );
    expect(demanding.BillFormat?.removable).toEqual([]);
    expect(demanding.PartyAccount?.removable).toHaveLength(1);
    expect(['description', 'state', 'name', 'lastModified']).not.toContain(rowsOf(demanding.PartyAccount?.removable)[0]);
  });

  it('each context that has a rule of its own, once', () => {
    expect(tablesFor('FinancialAccount').patchContexts).toEqual([
      'taxExemption',
      'accountRelationship',
      'contact',
      'accountBalance',
    ]);
    expect(tablesFor('BillFormat').patchContexts).toEqual([]);
  });

  it('no rule on what cannot be patched', () => {
    const { FinancialAccount: financial } = profile.resources;
    if (financial === undefined) throw new Error('the profile has no FinancialAccount');
    const patch = { ...financial.patch, nonPatchable: [...financial.patch.nonPatchable, 'accountBalance'] };
    const changed = { ...profile, resources: { ...profile.resources, FinancialAccount: { ...financial, patch } } };
    const tables = tablesFor('FinancialAccount', [], changed);
    expect(tables.patchContexts).toEqual(['taxExemption', 'accountRelationship', 'contact']);
    expect(idsOf(tables.patchRules).filter((id) => String(id).startsWith('accountBalance'))).toEqual([]);
    expect(idsOf(tables.rules)).toContain('accountBalance.type');
  });

  it('the role that a patch needs, where it needs one', () => {
    const guarded = Object.keys(profile.resources).filter((resource) => rowsOf(tablesFor(resource).adminOnly).length > 0);
    expect(guarded).toEqual(['BillingAccount', 'SettlementAccount', 'BillFormat', 'BillPresentationMedia']);
  });
});

describe('what cannot be tried is not in the tables', () => {
  it('an optional attribute and the rules on it, where the fixture does not carry it', () => {
    const [all, less] = [tablesFor('FinancialAccount'), tablesFor('FinancialAccount', ['contact'])];
    expect(rowsOf(all.optional)).toContain('contact');
    expect(rowsOf(less.optional)).toEqual(rowsOf(all.optional).filter((name) => name !== 'contact'));
    expect(idsOf(all.rules)).toContain('contact.contactType');
    expect(idsOf(less.rules)).toEqual(idsOf(all.rules).filter((id) => !String(id).startsWith('contact.')));
    // what is asked for is asked for, whether or not it was sent
    expect(less.attributes).toEqual(all.attributes);
  });

  it('a rule that does not apply to the resource', () => {
    expect(profile.resources.FinancialAccount?.create.subAttributes.map(({ context }) => context)).toContain('paymentPlan');
    expect(idsOf(tablesFor('FinancialAccount').rules).filter((id) => String(id).startsWith('paymentPlan.'))).toEqual([]);
  });

  it('a patch for which the test data have no value', () => {
    const { changes = {}, forbidden = {}, ...data } = profile.testData.resources.BillFormat ?? { fixtures: {}, roles: {} };
    const { description: _, ...otherChanges } = changes;
    const { id: __, ...otherForbidden } = forbidden;
    const resources = {
      ...profile.testData.resources,
      BillFormat: { ...data, changes: otherChanges, forbidden: otherForbidden },
    };
    const less = tablesFor('BillFormat', [], { ...profile, testData: { ...profile.testData, resources } });
    expect(idsOf(tablesFor('BillFormat').patchable)).toContain('description');
    expect(idsOf(less.patchable)).not.toContain('description');
    expect(idsOf(less.nonPatchable)).not.toContain('id');
  });
});
