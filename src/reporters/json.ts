import { createReport } from '../core/report/report.ts';
import type { Reporter, ReporterSinks } from './reporter.ts';

/** Writes `report.json`, whose format `schemas/report.schema.json` describes. */
export function createJsonReporter({ files }: Pick<ReporterSinks, 'files'>): Reporter {
  const report = createReport();
  return {
    onEvent: (event) => report.add(event),
    async finish() {
      if (report.hasStarted) await files.write('report.json', `${JSON.stringify(report.result(), null, 2)}\n`);
    },
  };
}
