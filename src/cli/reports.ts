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

/** Opens reporters on a terminal and a report folder; what a comparison says of both runs they leave to it. */
export function openReporters(
  names: readonly ReporterName[],
  options: RunOptions,
  files: ReportFiles,
  streams: Streams,
  isCompared = false,
): Promise<readonly Reporter[]> {
  const { outDir, verbose, quiet } = options;
  const sinks = { outDir, files, terminal: terminalOf(options, streams) };
  return Promise.all(names.map((name) => REPORTERS[name].create(sinks, { verbose, quiet, isCompared })));
}

/** The terminal as reporters take it. */
export function terminalOf({ color }: Pick<RunOptions, 'color'>, streams: Streams): TerminalSink {
  const { out, isTTY, columns } = streams;
  return { write: out, isTTY, columns, colorLevel: colorLevel(color, streams) };
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
