import { describe, expect, it } from 'vitest';
import { tallyRequirements } from '../../../src/core/engine/requirement-results.ts';
import type { CheckResult, RequirementResult, StepFinished } from '../../../src/core/event.ts';
import type { Exempt } from '../../../src/core/exemption.ts';
import type { Requirement } from '../../../src/core/requirement.ts';
import { aFinishedStep } from '../../support/steps.ts';

/** A requirement for both resources, excused at these. */
const requirement = (id: string, exempt?: Readonly<Record<string, Exempt>>): Requirement => ({
  id,
  kind: 'attribute',
  level: 'MUST',
  text: id,
  scope: 'profile',
  clauses: { PartyAccount: 'x', BillFormat: 'x' },
  rulings: [],
  ...(exempt && { exempt }),
});

const WIRE: Exempt = { exemption: 'wire', reason: 'no reply shows it' };

/** What becomes of requirement `r` at BillFormat after these steps. */
function resultOf(steps: readonly StepFinished[], exempt?: Exempt): RequirementResult | undefined {
  const tally = tallyRequirements();
  for (const step of steps) tally.add(step);
  return tally.results([requirement('r', exempt && { BillFormat: exempt })], ['BillFormat'])[0];
}
const check = (said: Partial<CheckResult>) => ({ requirements: ['r'], ...said });
const skipped = (step: string, said: Partial<CheckResult>) => aFinishedStep(step, 'skipped', [check(said)]);

describe('a requirement that was checked', () => {
  it('has the worst verdict of all checks that cite it, with the verdict of each step', () => {
    const result = resultOf([
      aFinishedStep('a', 'fail', [check({ verdict: 'pass' }), check({ verdict: 'fail' })]),
      aFinishedStep('b', 'pass', [check({ verdict: 'pass' }), { requirements: ['other'], verdict: 'error' }]),
      aFinishedStep('b', 'error', [check({ verdict: 'error' })], { resource: 'PartyAccount' }),
    ]);
    expect(result).toEqual({
      requirement: 'r',
      resource: 'BillFormat',
      verdict: 'fail',
      steps: [
        { step: 'S/a', verdict: 'fail' },
        { step: 'S/b', verdict: 'pass' },
      ],
    });
  });

  it('takes its reason from what decided, the step where the check has none of its own', () => {
    const result = resultOf([
      aFinishedStep('a', 'blocked', [check({})], { reason: 'no address' }),
      skipped('b', { reason: 'nothing to see' }),
    ]);
    expect(result).toMatchObject({ verdict: 'blocked', reason: 'no address' });
  });

  it('passes where one step skipped it and another saw it', () => {
    const result = resultOf([skipped('a', { reason: 'nothing to see' }), aFinishedStep('b', 'pass', [check({})])], WIRE);
    expect(result).toMatchObject({ verdict: 'pass' });
    expect(result).not.toHaveProperty('reason');
    expect(result).not.toHaveProperty('exemption');
  });
});

describe('a requirement that every step has skipped', () => {
  it('is exempt where each of them has an exemption', () => {
    const result = resultOf([
      skipped('a', { reason: 'not given', exemption: 'configuration' }),
      skipped('b', { reason: 'x', exemption: 'wire' }),
    ]);
    expect(result).toMatchObject({ verdict: 'skipped', reason: 'not given', exemption: 'configuration' });
  });

  it('tells what another reading would make of it', () => {
    const rereadings = [{ ruling: 'AMB-R01', option: 'default', verdict: 'fail' as const }];
    const step = aFinishedStep('a', 'skipped', [check({ verdict: 'skipped', exemption: 'not-offered', rereadings })]);
    expect(resultOf([step])).toMatchObject({
      verdict: 'skipped',
      exemption: 'not-offered',
      flips: [{ ruling: 'AMB-R01', option: 'default', verdict: 'fail', steps: ['S/a'] }],
    });
  });

  it('takes the exemption of the step', () => {
    const step = aFinishedStep('a', 'skipped', [check({})], { reason: 'not given', exemption: 'configuration' });
    expect(resultOf([step])).toMatchObject({ verdict: 'skipped', reason: 'not given', exemption: 'configuration' });
  });

  it('is a gap where one of them has none, and that one says why', () => {
    const result = resultOf([
      skipped('a', { reason: 'not given', exemption: 'configuration' }),
      skipped('b', { reason: 'nothing to send' }),
    ]);
    expect(result).toMatchObject({ verdict: 'skipped', reason: 'nothing to send' });
    expect(result).not.toHaveProperty('exemption');
  });

  it('has its own exemption where the steps have none', () => {
    expect(resultOf([skipped('a', { reason: 'nothing to send' })], WIRE)).toMatchObject({ verdict: 'skipped', ...WIRE });
    const own = skipped('a', { reason: 'not given', exemption: 'configuration' });
    expect(resultOf([own], WIRE)).toMatchObject({ reason: 'not given', exemption: 'configuration' });
  });
});

describe('a requirement that no step cites', () => {
  it('is not exercised, or skipped with its own exemption', () => {
    expect(resultOf([])).toEqual({ requirement: 'r', resource: 'BillFormat', verdict: 'not exercised', steps: [] });
    expect(resultOf([], WIRE)).toEqual({ requirement: 'r', resource: 'BillFormat', verdict: 'skipped', ...WIRE, steps: [] });
  });

  it('is excused per resource', () => {
    const results = tallyRequirements().results(
      [requirement('r', { BillFormat: WIRE })],
      ['PartyAccount', 'BillFormat', 'Unlisted'],
    );
    expect(results.map(({ resource, verdict }) => [resource, verdict])).toEqual([
      ['PartyAccount', 'not exercised'],
      ['BillFormat', 'skipped'],
    ]);
  });
});
