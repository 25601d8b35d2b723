import { pageOf } from './html/page.ts';
import type { Reporter, ReporterSinks } from './reporter.ts';
import { createWholeFileReporter } from './whole-file.ts';

/** Writes `report.html`: one file, without script, for readers and printers. */
export function createHtmlReporter({ files }: Pick<ReporterSinks, 'files'>): Reporter {
  return createWholeFileReporter(files, 'report.html', pageOf);
}
