import { expect, it } from 'vitest';
import { withCitations } from '../../../src/core/engine/citation.ts';
import { aFinishedStep } from '../../support/steps.ts';

it('leaves a step alone whose checks all cite a requirement', () => {
  const step = aFinishedStep('list', 'pass', [{ requirements: ['status.GET'] }]);
  expect(withCitations(step)).toBe(step);
});

it.each(['pass', 'fail', 'skipped'] as const)(
  'makes a check without requirement an error of the kit, even one that says %s',
  (verdict) => {
    const step = withCitations(
      aFinishedStep('list', verdict, [
        { requirements: ['status.GET'] },
        { check: 'contains', requirements: [], exemption: 'wire' },
      ]),
    );
    expect(step.verdict).toBe('error');
    expect(step.checks.map((check) => check.verdict)).toEqual([verdict, 'error']);
    expect(step.checks[1]).toMatchObject({ reason: 'the check contains cites no requirement' });
    expect(step.checks[1]).not.toHaveProperty('exemption');
  },
);
