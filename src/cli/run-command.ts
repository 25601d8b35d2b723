import { loadReplyValidators } from '../adapters/json-schema.ts';
import { CHECKS } from '../checks/index.ts';
import { exitCodeOf } from '../core/engine/conclude.ts';
import type { Plan } from '../core/engine/plan.ts';
import { run } from '../core/engine/run.ts';
import type { RunPorts } from '../core/engine/run-setup.ts';
import type { RunEvent } from '../core/event.ts';
import type { Readings } from '../core/profile/readings.ts';
import { createSecrets, type Secrets } from '../core/secrets.ts';
import { lintConfig } from '../load/lint-config.ts';
import { failOn } from '../load/problem.ts';
import { isPath } from '../load/profile.ts';
import type { ReporterName } from '../reporters/index.ts';
import { createReportFiles, type OpenReportFiles } from '../reporters/report-files.ts';
import { type Callback, openCallback } from './callback.ts';
import { showPlan } from './dry-run.ts';
import { createFanOut } from './fan-out.ts';
import { openJournal } from './journal-file.ts';
import { type PreparedProfile, prepareProfile } from './prepared-profile.ts';
import { readingsFor } from './readings.ts';
import { filesOf, openReporters, reporterNames, shortPath } from './reports.ts';
import { openRestTransport, randomHex, sleep } from './rest-transport.ts';
import type { RunFlags } from './run-flags.ts';
import { collectOptions, type RunOptions } from './run-options.ts';
import { planFor } from './selection.ts';
import { setUp } from './setup.ts';
import { listenForStop } from './stopping.ts';
import type { Streams } from './streams.ts';
import { type ResolvedTarget, resolveTarget } from './target.ts';
import { UsageError } from './usage-error.ts';
import { openWorkbench, SELECTABLE_RULINGS, type Workbench } from './workbench.ts';

const INTERRUPTED = 'Interrupted: deleting what the run created. Ctrl-C again leaves it; ctk clean can delete it later.';

/** `ctk run`: runs scenarios against a target, reports, and returns the exit code. */
export async function runScenarios(words: readonly string[], flags: RunFlags, streams: Streams): Promise<number> {
  const options = await collectOptions(words, flags, streams);
  const workbench = await openWorkbench(options.profile, options.ownScenarios);
  if (options.config !== undefined) failOn(lintConfig(options.config, workbench.loaded.profile, SELECTABLE_RULINGS));
  const readings = readingsFor(workbench, options);
  const own = workbench.scenarios
    .filter(({ steps }) => options.ownScenarios.includes(steps[0]?.position.file ?? ''))
    .map(({ id }) => id);
  const prepared = prepareProfile(workbench, readings, options.testData);
  const plan = planFor(prepared, workbench.scenarios, options.selection, own);
  const reporters = reporterNames(options);
  if (flags.dryRun === true) {
    showPlan(plan, streams);
    return 0;
  }
  // from here on something can be left behind: files first, so that nothing is sent that cannot be told
  const files = createReportFiles(options.outDir);
  const target = await resolveTarget(options, workbench.loaded.profile);
  let callback: Callback | undefined;
  try {
    const secrets = createSecrets();
    callback = await openCallback(options, plan, target.roots, secrets);
    return await runAndReport(
      { options, workbench, prepared, readings, plan, reporters, files, target, secrets, callback },
      streams,
    );
  } finally {
    await callback?.close();
    await target.close();
    files.close();
  }
}

interface PreparedRun {
  readonly options: RunOptions;
  readonly workbench: Workbench;
  readonly prepared: PreparedProfile;
  readonly readings: Readings;
  readonly plan: Plan;
  readonly reporters: readonly ReporterName[];
  readonly files: OpenReportFiles;
  readonly target: ResolvedTarget;
  readonly secrets: Secrets;
  readonly callback: Callback;
}

async function runAndReport(preparedRun: PreparedRun, streams: Streams): Promise<number> {
  const { options, workbench, prepared, readings, plan, reporters, files, target, secrets, callback } = preparedRun;
  const { profile } = workbench.loaded;
  const validate = await loadReplyValidators(workbench.loaded.replySchemas).catch((cause: unknown) => {
    throw new UsageError(
      cause instanceof Error ? cause.message : String(cause),
      '`replySchemas` of the profile names the folder.',
    );
  });
  const transport = await openRestTransport(options, profile, target.roots, readings, secrets, callback.intake);
  const setup = setUp(options, workbench, prepared, readings, plan, target.target, callback.notices);
  const journal = openJournal(options.outDir, {
    format: 'ctk-journal/1',
    run: setup.runId,
    target: target.target.url,
    profile: isPath(options.profile) ? workbench.loaded.file : profile.id,
    startedAt: new Date().toISOString(),
  });
  const stopping = listenForStop(streams, INTERRUPTED, options.runTimeoutMs);
  const ports: RunPorts = {
    transport,
    checks: CHECKS,
    journal,
    secrets,
    validate,
    now: Date.now,
    sleep,
    randomHex,
    stop: stopping.stop,
    quit: stopping.quit,
  };
  const reports = createFanOut(await openReporters(reporters, options, files, streams), () => stopping.end('interrupted'));
  let last: RunEvent | undefined;
  let kitFault = false;
  try {
    for await (const event of run(setup, ports)) {
      reports.onEvent(event);
      if (event.event === 'step-finished' && event.verdict === 'error') kitFault = true;
      last = event;
    }
  } finally {
    stopping.dispose();
    await transport.close();
    journal.closeIfClean();
    await reports.finish();
  }
  reports.reportsWritten(shortPath(options.outDir, streams.cwd), filesOf(reporters));
  if (last?.event !== 'run-finished') throw new Error('the run ended without a conclusion');
  return exitCodeOf(last.conclusions, kitFault || last.ended?.reason === 'kit-error');
}
