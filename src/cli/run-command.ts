import { showPlanned } from './dry-run.ts';
import { executeRun, openRun } from './open-run.ts';
import { planRun } from './planned-run.ts';
import { filesOf, openReporters, reporterNames, shortPath } from './reports.ts';
import type { RunFlags } from './run-flags.ts';
import { collectOptions } from './run-options.ts';
import { INTERRUPTED, listenForStop } from './stopping.ts';
import type { Streams } from './streams.ts';

/** `ctk run`: runs scenarios against a target, reports, and returns the exit code. Two targets are compared. */
export async function runScenarios(words: readonly string[], flags: RunFlags, streams: Streams): Promise<number> {
  if ((flags.target ?? []).length > 1) {
    const { compareTargets } = await import('./target-comparison.ts');
    return compareTargets(words, flags, streams);
  }
  const options = await collectOptions(words, flags, streams);
  const planned = await planRun(options, { isDry: flags.dryRun === true });
  const names = reporterNames(options);
  if (flags.dryRun === true) {
    await showPlanned(options, planned.workbench.loaded.profile, planned.plan, streams);
    return 0;
  }
  const opened = await openRun(planned);
  const stopping = listenForStop(streams, INTERRUPTED, options.runTimeoutMs);
  try {
    const reporters = await openReporters(names, options, opened.files, streams);
    const code = await executeRun(opened, { reporters, stopping });
    for (const reporter of reporters) reporter.reportsWritten?.(shortPath(options.outDir, streams.cwd), filesOf(names));
    return code;
  } finally {
    stopping.dispose();
    await opened.close();
  }
}
