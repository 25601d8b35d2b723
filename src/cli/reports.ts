import { isAbsolute, relative } from 'node:path';
import { isReporterName, REPORTERS, type ReporterKind, type ReporterName } from '../reporters/index.ts';
import type { Reporter, ReportFiles, TerminalSink } from '../reporters/reporter.ts';
import { colorLevel } from './color.ts';
import { requireWord } from './near-word.ts';
import type { RunOptions } from './run-options.ts';
import type { Streams } from './streams.ts';

/**
 * The reporters that were asked for; all where none was named.
 *
 * @throws UsageError for one that there is not
 */
export function reporterNames({ reporters }: RunOptions): readonly ReporterName[] {
  const known = Object.keys(REPORTERS);
  const names = reporters.length === 0 ? known : reporters.map((name) => requireWord('reporter', name, known));
  return [...new Set(names)].filter(isReporterName);
}

/** Opens reporters on a terminal and a report folder. */
export function openReporters(
  names: readonly ReporterName[],
  { outDir, verbose, quiet, color }: RunOptions,
  files: ReportFiles,
  streams: Streams,
): Promise<readonly Reporter[]> {
  const terminal: TerminalSink = {
    write: streams.out,
    isTTY: streams.isTTY,
    columns: streams.columns,
    colorLevel: colorLevel(color, streams),
  };
  return Promise.all(names.map((name) => REPORTERS[name].create({ outDir, files, terminal }, { verbose, quiet })));
}

/** A folder below the working directory without the way there. */
export function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}

/** The files that these reporters leave, in the order people want them. */
export function filesOf(names: readonly ReporterName[]): readonly string[] {
  return names.flatMap((name) => {
    const kind: ReporterKind = REPORTERS[name];
    return kind.file ?? [];
  });
}
