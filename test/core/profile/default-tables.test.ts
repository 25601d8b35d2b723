import { describe, expect, it } from 'vitest';
import { defaultTables } from '../../../src/core/profile/default-tables.ts';
import type { ResourceProfile } from '../../../src/core/profile.ts';
import { readProfile } from '../../support/profile-file.ts';

const { resources, testData } = readProfile();
const tablesOf = (resource: string, taken: readonly string[] = []) => {
  const whole = Object.entries(testData.resources[resource]?.fixtures.whole ?? {});
  return defaultTables(
    resources[resource] as ResourceProfile,
    Object.fromEntries(whole.filter(([name]) => !taken.includes(name))),
  );
};

describe('the tables of default values', () => {
  it('tell fixed values, what begins today, and what is generated apart', () => {
    const { defaultValues, structures, periods, generated } = tablesOf('PartyAccount');
    expect(defaultValues).toContainEqual({
      id: 'billStructure.format.name',
      attribute: 'billStructure',
      value: 'Standard invoice',
    });
    expect(defaultValues).toHaveLength(3);
    expect(structures).toEqual(['billStructure']);
    expect(periods).toEqual(
      ['contact', 'taxExemption'].map((attribute) => ({
        id: `${attribute}.validFor.startDateTime`,
        attribute,
        requirement: 'create.default.validFor.startDateTime',
      })),
    );
    expect(generated).toEqual([]);
    expect(tablesOf('FinancialAccount')).toEqual({
      defaultValues: [],
      structures: [],
      periods: [],
      generated: ['id', 'href', 'lastModified'],
    });
  });

  it('leave out what the fixture does not carry', () => {
    const { defaultValues, structures, periods } = tablesOf('PartyAccount', ['billStructure', 'contact']);
    expect([defaultValues, structures]).toEqual([[], []]);
    expect(periods).toMatchObject([{ attribute: 'taxExemption' }]);
  });
});
