import { junitOf } from './junit/document.ts';
import type { Reporter, ReporterSinks } from './reporter.ts';
import { createWholeFileReporter } from './whole-file.ts';

/** Writes `junit.xml`: one testsuite per resource, one testcase per scenario. */
export function createJunitReporter({ files }: Pick<ReporterSinks, 'files'>): Reporter {
  return createWholeFileReporter(files, 'junit.xml', junitOf);
}
