import { expect, test } from 'vitest';
import { coverageIn } from '../../src/cli/coverage.ts';
import { coverageDocument } from '../../src/cli/coverage-document.ts';
import { mandatoryGaps } from '../../src/cli/coverage-rows.ts';
import { DEFAULT_PROFILE } from '../../src/cli/workbench.ts';
import { textOf } from './documents.ts';

const found = await coverageIn(DEFAULT_PROFILE);

test('docs/coverage.md is what `npm run docs` would write now', () => {
  expect(
    textOf('docs/coverage.md') === coverageDocument(found),
    'it is stale: run `npm run docs` and commit docs/coverage.md',
  ).toBe(true);
});

test('every mandatory requirement is tested or explained', () => {
  expect(found.coverage.length).toBeGreaterThan(700);
  expect(mandatoryGaps(found.requirements, found.coverage)).toEqual([]);
});
