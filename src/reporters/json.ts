import type { Reporter, ReporterSinks } from './reporter.ts';
import { createWholeFileReporter } from './whole-file.ts';

/** Writes `report.json`, whose format `schemas/report.schema.json` describes. */
export function createJsonReporter({ files }: Pick<ReporterSinks, 'files'>): Reporter {
  return createWholeFileReporter(files, 'report.json', (report) => `${JSON.stringify(report, null, 2)}\n`);
}
