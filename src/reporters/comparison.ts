import type { Comparison } from '../core/report/comparison-model.ts';
import type { ReportFiles, TerminalSink } from './reporter.ts';

/** The files of a comparison, by the reporter that writes them. */
const FILES = {
  html: {
    name: 'comparison.html',
    render: async (of: Comparison) => (await import('./html/comparison-page.ts')).comparisonPageOf(of),
  },
  json: { name: 'comparison.json', render: async (of: Comparison) => `${JSON.stringify(of, null, 2)}\n` },
} as const;

/**
 * Writes what the reporters of these names have for a comparison.
 *
 * @returns the names of the files
 * @throws OutputError where one cannot be written
 */
export async function writeComparison(
  comparison: Comparison,
  reporters: readonly string[],
  files: Pick<ReportFiles, 'write'>,
): Promise<readonly string[]> {
  const written = Object.entries(FILES).filter(([reporter]) => reporters.includes(reporter));
  for (const [, { name, render }] of written) await files.write(name, await render(comparison));
  return written.map(([, { name }]) => name);
}

/** Where the files of a comparison are. */
export interface WrittenComparison {
  /** As the user wrote it. */
  readonly outDir: string;
  readonly written: readonly string[];
}

/** Shows a comparison at the terminal. */
export async function tellComparison(
  comparison: Comparison,
  { outDir, written }: WrittenComparison,
  sink: TerminalSink,
  { quiet }: { readonly quiet: boolean },
): Promise<void> {
  const { comparisonLines, whereLines } = await import('./terminal/comparison.ts');
  const lines = [...comparisonLines(comparison, sink, quiet), ...(quiet ? [] : whereLines(comparison, outDir, written, sink))];
  sink.write(`${lines.join('\n')}\n`);
}
