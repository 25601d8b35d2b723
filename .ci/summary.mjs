import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Adds up vitest's JSON results: the folder, then the name of each run. Prints one line, for machines too.
 * A run without results, or without a passed test, makes it fail.
 */
const [folder, ...runs] = process.argv.slice(2);
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const run of runs) {
  try {
    const result = JSON.parse(readFileSync(path.join(folder, `${run}.json`), 'utf8'));
    sum.passed += result.numPassedTests;
    sum.failed += result.numFailedTests;
    sum.skipped += result.numPendingTests + result.numTodoTests;
    if (!result.success || result.numPassedTests === 0) process.exitCode = 1;
  } catch (error) {
    process.stdout.write(`no results of the test run ${run}: ${error.message}\n`);
    process.exitCode = 1;
  }
}
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`);
