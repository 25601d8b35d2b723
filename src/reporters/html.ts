import { createReport } from '../core/report/report.ts';
import { pageOf } from './html/page.ts';
import type { Reporter, ReporterSinks } from './reporter.ts';

/** Writes `report.html`: one file, without script, for readers and printers. */
export function createHtmlReporter({ files }: Pick<ReporterSinks, 'files'>): Reporter {
  const report = createReport();
  return {
    onEvent: (event) => report.add(event),
    async finish() {
      if (report.hasStarted) await files.write('report.html', pageOf(report.result()));
    },
  };
}
