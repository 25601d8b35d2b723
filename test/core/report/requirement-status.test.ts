import { describe, expect, it } from 'vitest';
import { isGap, type RequirementStatus, statusOf } from '../../../src/core/report/requirement-status.ts';

type Result = Parameters<typeof statusOf>[0];

describe('the status of a requirement', () => {
  it.each<[Result, RequirementStatus]>([
    [{ verdict: 'pass' }, 'pass'],
    [{ verdict: 'fail' }, 'fail'],
    [{ verdict: 'inconclusive' }, 'inconclusive'],
    [{ verdict: 'blocked' }, 'blocked'],
    [{ verdict: 'error' }, 'error'],
    [{ verdict: 'skipped', exemption: 'not-offered' }, 'not applicable'],
    [{ verdict: 'skipped', exemption: 'wire' }, 'not testable'],
    [{ verdict: 'skipped', exemption: 'configuration' }, 'not exercised'],
    [{ verdict: 'not exercised', exemption: 'configuration' }, 'not exercised'],
    [{ verdict: 'skipped' }, 'not exercised'],
    [{ verdict: 'not exercised' }, 'not exercised'],
  ])('of %j is %s', (result, status) => {
    expect(statusOf(result)).toBe(status);
  });
});

describe('a gap', () => {
  it.each<Result>([{ verdict: 'skipped' }, { verdict: 'not exercised' }])('is %j: nothing explains it', (result) => {
    expect(isGap(result)).toBe(true);
  });

  it.each<Result>([
    { verdict: 'skipped', exemption: 'configuration' },
    { verdict: 'skipped', exemption: 'wire' },
    { verdict: 'not exercised', exemption: 'not-offered' },
    { verdict: 'blocked' },
    { verdict: 'pass' },
  ])('is not %j', (result) => {
    expect(isGap(result)).toBe(false);
  });
});
