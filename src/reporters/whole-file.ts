import { createReport } from '../core/report/report.ts';
import type { Report } from '../core/report/report-model.ts';
import type { Reporter, ReportFiles } from './reporter.ts';

/** A reporter that folds the events into a report and writes it as one file at the end, if the run has started. */
export function createWholeFileReporter(files: ReportFiles, name: string, render: (report: Report) => string): Reporter {
  const report = createReport();
  return {
    onEvent: (event) => report.add(event),
    async finish() {
      if (report.hasStarted) await files.write(name, render(report.result()));
    },
  };
}
