import type { Reporter, TestCase, TestModule, TestSuite, Vitest } from 'vitest/node';

const NO_REASON = 'no reason is given';

/** Ends the run with the tests that were skipped, and why. */
export default class SkippedTests implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const byReason = new Map<string, TestCase[]>();
    for (const test of modules.flatMap((module) => [...module.children.allTests('skipped')])) {
      const reason = reasonOf(test);
      byReason.set(reason, [...(byReason.get(reason) ?? []), test]);
    }
    // What a name pattern left out was not asked for.
    if (this.#vitest?.config.testNamePattern !== undefined) byReason.delete(NO_REASON);
    for (const [reason, tests] of byReason) {
      this.#vitest?.logger.log(`\nskipped, as ${reason}:`);
      for (const test of tests) this.#vitest?.logger.log(`  ${test.module.relativeModuleId} > ${test.fullName}`);
    }
  }
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  if (result.state === 'skipped' && result.note) return result.note;
  for (let task: TestCase | TestSuite | TestModule = test; task.type !== 'module'; task = task.parent) {
    const { skipReason } = task.meta();
    if (skipReason !== undefined) return skipReason;
  }
  return NO_REASON;
}
