import { describe, expect, it } from 'vitest';
import { startingVariables, type TestDataChanges, tablesFor } from '../../../src/core/engine/fixtures.ts';
import type { Json } from '../../../src/core/json.ts';
import { isObject } from '../../../src/core/json.ts';
import { readProfile } from '../../support/profile-file.ts';

const NONE: TestDataChanges = { additionalMandatory: {}, values: {}, roles: {}, supplied: {} };
const profile = readProfile();

/** The variables at a resource, as they are at the beginning of the run `r1`. */
function variablesOf(resource: string, changes: Partial<TestDataChanges> = {}) {
  const all = { ...NONE, ...changes };
  const variables = startingVariables(profile, resource, 'r1', all, tablesFor(profile, all)[resource] ?? {});
  return (name: string): Json => variables.get(name) ?? null;
}
const keysOf = (value: Json | undefined) => (isObject(value) ? Object.keys(value) : []);
const member = (value: Json | undefined, name: string) => (isObject(value) ? value[name] : undefined);

describe('fixtures', () => {
  it('bear the id of the run, in whatever depth', () => {
    expect(variablesOf('PartyAccount')('A')).toMatchObject({ name: 'MyPartyAccount-r1-A', type: 'joint' });
    expect(JSON.stringify(variablesOf('PartyAccount')('whole'))).not.toContain('${');
  });

  it('take what the operator gives them, and lose what the operator nulls; others stay', () => {
    const changed = variablesOf('PartyAccount', { values: { PartyAccount: { A: { type: 'business', state: null } } } });
    expect(changed('A')).toMatchObject({ type: 'business' });
    expect(keysOf(changed('A'))).not.toContain('state');
    expect(changed('B')).toEqual(variablesOf('PartyAccount')('B'));
  });

  it('hold what the SUT demands besides, under what they say themselves', () => {
    const variables = variablesOf('BillFormat', { additionalMandatory: { BillFormat: { vendorKey: 'x', name: 'never' } } });
    expect(variables('extras')).toEqual({ vendorKey: 'x', name: 'never' });
    expect(variables('minimal')).toMatchObject({ vendorKey: 'x', name: 'MyAccount-r1' });
  });
});

describe('what patches give', () => {
  it('is there by path, and as a body that reaches into the record', () => {
    const variables = variablesOf('BillingAccount');
    const changes = variables('changes');
    expect(keysOf(changes)).toEqual(keysOf(variables('patches')));
    expect(keysOf(changes)).toEqual(expect.arrayContaining(['description', 'billStructure.format']));
    expect(member(variables('patches'), 'description')).toEqual({ description: member(changes, 'description') });
    expect(member(variables('patches'), 'billStructure.format')).toEqual({
      billStructure: { format: member(changes, 'billStructure.format') },
    });
  });

  it('differs from what the fixtures have: else nobody would see whether the patch was done', () => {
    for (const resource of Object.keys(profile.resources)) {
      const variables = variablesOf(resource);
      const whole = variables('whole');
      for (const path of keysOf(variables('changes'))) {
        const before = path.split('.').reduce<Json | undefined>((record, name) => member(record, name), whole);
        expect(member(variables('changes'), path), `${resource} ${path}`).not.toEqual(before);
      }
    }
  });

  it('follows the operator, and null gives none', () => {
    const values = { BillFormat: { changes: { description: 'mine', name: null } } };
    const changed = variablesOf('BillFormat', { values });
    expect(member(changed('patches'), 'description')).toEqual({ description: 'mine' });
    expect(keysOf(changed('changes'))).not.toContain('name');
  });
});

describe('names', () => {
  it.each(Object.keys(profile.resources))('of what is created at %s are never the same, and short', (resource) => {
    const variables = variablesOf(resource);
    const fixtures = Object.keys(profile.testData.resources[resource]?.fixtures ?? {}).map(variables);
    const groups = ['copies', 'plain', 'bare', 'partial', 'undated', 'lacking'].map(variables);
    const members = groups.flatMap((group) => (isObject(group) ? Object.values(group) : []));
    const names = [...fixtures, ...members, variables('sound')]
      .map((body) => member(body, 'name'))
      .filter((name) => name !== undefined);
    // a server may insist on names of their own (AMB-R41), and on short ones
    expect(new Set(names)).toHaveLength(names.length);
    expect(names.filter((name) => String(name).length > 48 - 'r1'.length)).toEqual([]);
  });

  it('follow the operator, and what the SUT demands is in every copy', () => {
    const changed = variablesOf('BillFormat', {
      additionalMandatory: { BillFormat: { vendorKey: 'x' } },
      values: { BillFormat: { minimal: { name: 'Mine' }, whole: { description: 'd' } } },
    });
    expect(member(changed('plain'), 'deleted')).toEqual({ vendorKey: 'x', name: 'Mine-2' });
    expect(member(changed('copies'), 'patched')).toEqual({
      vendorKey: 'x',
      name: 'MyBillFormat-r1-W-patched',
      description: 'd',
    });
  });
});

describe('a body that breaks a rule', () => {
  const variables = variablesOf('FinancialAccount', { additionalMandatory: { FinancialAccount: { vendorKey: 'x' } } });
  const rules = (profile.resources.FinancialAccount?.create.subAttributes ?? []).filter(({ applicable }) => applicable);

  it.each(rules.flatMap(({ context, mandatory }) => mandatory.map((attribute) => [context, attribute] as const)))(
    'on %s breaks that on %s alone',
    (context, attribute) => {
      const sent = member(variables('lacking'), `${context}.${attribute}`);
      expect(sent).toMatchObject({ vendorKey: 'x', name: expect.stringContaining('r1') });
      const elements = [member(sent, context) ?? []].flat();
      const whole = [member(variables('whole'), context) ?? []].flat();
      expect(elements.length).toBeGreaterThan(0);
      expect(elements.slice(0, -1)).toEqual(whole.slice(0, -1));
      expect(keysOf(elements.at(-1))).toEqual(keysOf(whole.at(-1)).filter((name) => name !== attribute));
      expect(whole.every((one) => keysOf(one).includes(attribute))).toBe(true);
      // a patch breaks it too, without the rest of a creation
      expect(member(variables('lackingPatches'), `${context}.${attribute}`)).toEqual({ [context]: member(sent, context) });
    },
  );

  it('is there for what is mandatory at the first level as well', () => {
    const nameless = member(variables('lacking'), 'name');
    expect(keysOf(nameless)).not.toContain('name');
    expect(nameless).toMatchObject({ vendorKey: 'x' });
  });
});
