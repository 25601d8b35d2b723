import { createReport } from '../core/report/report.ts';
import { junitOf } from './junit/document.ts';
import type { Reporter, ReporterSinks } from './reporter.ts';

/** Writes `junit.xml`: one testsuite per resource, one testcase per scenario. */
export function createJunitReporter({ files }: Pick<ReporterSinks, 'files'>): Reporter {
  const report = createReport();
  return {
    onEvent: (event) => report.add(event),
    async finish() {
      if (report.hasStarted) await files.write('junit.xml', junitOf(report.result()));
    },
  };
}
