import { defineConfig } from 'vitest/config';

/** Where a machine wants the results, as JSON beside the usual output. */
const results = process.env.CTK_TEST_RESULTS;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/broker-service.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/support/skipped-tests.ts', ...(results === undefined ? [] : ['json'])],
    ...(results !== undefined && { outputFile: { json: results } }),
  },
});
