import { describe, expect, test } from 'vitest';
import { coverageIn } from '../../src/cli/coverage.ts';
import { coverageDocument, coveragePage } from '../../src/cli/coverage-document.ts';
import { mandatoryGaps } from '../../src/cli/coverage-rows.ts';
import { PROFILES } from '../support/profile-file.ts';
import { textOf } from './documents.ts';

const pages = await Promise.all(PROFILES.map(async (id) => ({ id, page: coveragePage(id), found: await coverageIn(id) })));

describe.each(pages)('$id', ({ page, found }) => {
  test('its page is what `npm run docs` would write now', () => {
    expect(textOf(page) === coverageDocument(found), `it is stale: run \`npm run docs\` and commit ${page}`).toBe(true);
  });

  test('every mandatory requirement is tested or explained', () => {
    expect(found.coverage.length).toBeGreaterThan(700);
    expect(mandatoryGaps(found.requirements, found.coverage)).toEqual([]);
  });
});
