import { describe, expect, it } from 'vitest';
import { otherReadings, REQUEST_RULINGS } from '../../../src/core/profile/other-readings.ts';
import { TABLE_RULINGS } from '../../../src/core/profile/profile-as-read.ts';
import { readProfile } from '../../support/profile-file.ts';

const ALL = new Set([...TABLE_RULINGS, ...REQUEST_RULINGS]);
const under = (ruling: string, option: string, readings = {}) =>
  otherReadings(readProfile(), readings, ALL).find((other) => other.ruling === ruling && other.option === option);

describe('otherReadings', () => {
  it('says what an option would demand and drop, without a run', () => {
    expect(under('AMB-R06', 'nonPatchable')).toEqual({
      ruling: 'AMB-R06',
      option: 'nonPatchable',
      demanded: [{ requirement: 'patch.non-patchable.accountBalance', resources: ['FinancialAccount'] }],
      dropped: [{ requirement: 'patch.patchable.accountBalance', resources: ['FinancialAccount'] }],
      otherRequests: true,
    });
    expect(under('AMB-R21', 'otherLevel')?.dropped.map(({ requirement }) => requirement)).toContain('list.filtering');
    expect(under('AMB-R07', 'literal')?.demanded).toEqual([
      { requirement: 'patch.patchable.lastModified', resources: ['PartyAccount', 'BillingAccount', 'SettlementAccount'] },
    ]);
  });

  it('goes the other way too, and leaves the option in force out', () => {
    const readings = { 'AMB-R06': 'nonPatchable' };
    expect(under('AMB-R06', 'nonPatchable', readings)).toBeUndefined();
    expect(under('AMB-R06', 'default', readings)?.demanded).toEqual([
      { requirement: 'patch.patchable.accountBalance', resources: ['FinancialAccount'] },
    ]);
  });

  it('can say of requests only that they would be others', () => {
    expect(under('AMB-R49', 'none')).toEqual({
      ruling: 'AMB-R49',
      option: 'none',
      demanded: [],
      dropped: [],
      otherRequests: true,
    });
  });

  it('says nothing of what cannot be chosen', () => {
    expect(otherReadings(readProfile(), {}, new Set(['AMB-R02']))).toEqual([]);
  });
});
