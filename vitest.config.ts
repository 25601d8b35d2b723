import { defineConfig } from 'vitest/config';

/** Where a machine wants the results, as JSON beside the usual output. */
const results = process.env.CTK_TEST_RESULTS;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    ...(results !== undefined && { reporters: ['default', 'json'], outputFile: { json: results } }),
  },
});
