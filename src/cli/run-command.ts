import { isAbsolute, relative } from 'node:path';
import { loadReplyValidators } from '../adapters/json-schema.ts';
import { CHECKS } from '../checks/index.ts';
import { exitCodeOf } from '../core/engine/conclude.ts';
import type { Plan } from '../core/engine/plan.ts';
import { run } from '../core/engine/run.ts';
import type { RunPorts, RunSetup } from '../core/engine/run-setup.ts';
import { namesOfProducers } from '../core/engine/step-references.ts';
import type { RunEvent } from '../core/event.ts';
import { decideReadings, type Readings, UnknownReading } from '../core/profile/readings.ts';
import { createSecrets } from '../core/secrets.ts';
import { lintConfig } from '../load/lint-config.ts';
import { failOn } from '../load/problem.ts';
import { isPath } from '../load/profile.ts';
import { nearest } from '../load/suggest.ts';
import { isReporterName, REPORTERS, type ReporterKind, type ReporterName } from '../reporters/index.ts';
import { createReportFiles, type OpenReportFiles } from '../reporters/report-files.ts';
import type { Reporter, TerminalSink } from '../reporters/reporter.ts';
import { colorLevel } from './color.ts';
import { showPlan } from './dry-run.ts';
import { createFanOut } from './fan-out.ts';
import { openJournal } from './journal-file.ts';
import { kitIdentity } from './kit.ts';
import { requireWord } from './near-word.ts';
import { openRestTransport, randomHex, sleep } from './rest-transport.ts';
import type { RunFlags } from './run-flags.ts';
import { collectOptions, type RunOptions } from './run-options.ts';
import { planFor } from './selection.ts';
import { listenForStop } from './stopping.ts';
import type { Streams } from './streams.ts';
import { type ResolvedTarget, resolveTarget } from './target.ts';
import { UsageError } from './usage-error.ts';
import { openWorkbench, SELECTABLE_RULINGS, type Workbench } from './workbench.ts';

const INTERRUPTED = 'Interrupted: deleting what the run created. Ctrl-C again leaves it; ctk clean can delete it later.';

/** Length of a run id; letters and digits of base 36. */
const RUN_ID_LENGTH = 8;

/** `ctk run`: runs scenarios against a target, reports, and returns the exit code. */
export async function runScenarios(words: readonly string[], flags: RunFlags, streams: Streams): Promise<number> {
  const options = await collectOptions(words, flags, streams);
  const workbench = await openWorkbench(options.profile, options.ownScenarios);
  if (options.config !== undefined) failOn(lintConfig(options.config, workbench.loaded.profile, SELECTABLE_RULINGS));
  const readings = readingsFor(workbench, options);
  const own = workbench.scenarios
    .filter(({ steps }) => options.ownScenarios.includes(steps[0]?.position.file ?? ''))
    .map(({ id }) => id);
  const plan = planFor(workbench, options.selection, own);
  const reporters = reporterNames(options);
  if (flags.dryRun === true) {
    showPlan(plan, streams);
    return 0;
  }
  // from here on something can be left behind: files first, so that nothing is sent that cannot be told
  const files = createReportFiles(options.outDir);
  const target = await resolveTarget(options, workbench.loaded.profile);
  try {
    return await runAndReport({ options, workbench, readings, plan, reporters, files, target }, streams);
  } finally {
    await target.close();
    files.close();
  }
}

interface PreparedRun {
  readonly options: RunOptions;
  readonly workbench: Workbench;
  readonly readings: Readings;
  readonly plan: Plan;
  readonly reporters: readonly ReporterName[];
  readonly files: OpenReportFiles;
  readonly target: ResolvedTarget;
}

async function runAndReport(prepared: PreparedRun, streams: Streams): Promise<number> {
  const { options, workbench, readings, reporters, files, target } = prepared;
  const { profile } = workbench.loaded;
  const secrets = createSecrets();
  const redirects = readings['AMB-R49'] === 'none' ? 'none' : 'default';
  const transport = await openRestTransport(options, profile, target.roots, redirects, secrets);
  const setup = setupOf(prepared);
  const journal = openJournal(options.outDir, {
    format: 'ctk-journal/1',
    run: setup.runId,
    target: target.target.url,
    profile: isPath(options.profile) ? workbench.loaded.file : profile.id,
    startedAt: new Date().toISOString(),
  });
  const stopping = listenForStop(streams, INTERRUPTED, options.runTimeoutMs);
  const validate = await loadReplyValidators(workbench.loaded.replySchemas);
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

function setupOf({ options, workbench, readings, plan, target }: PreparedRun): RunSetup {
  return {
    runId: newRunId(),
    kit: kitIdentity(),
    profile: workbench.loaded.profile,
    profileDigest: workbench.loaded.digest,
    requirements: workbench.requirements,
    plan,
    producers: namesOfProducers(workbench.scenarios),
    scopes: ['connect'],
    readings,
    selectableRulings: SELECTABLE_RULINGS,
    target: target.target,
    ...(options.operator === undefined ? {} : { operator: options.operator }),
    notices: noticesFor(options),
    testData: options.testData,
    jobs: options.jobs,
    bail: options.bail,
    maxPages: options.maxPages,
    listSettleMs: options.listSettleMs,
  };
}

/** Base 36, so that it fits into names and is easy to say. */
function newRunId(): string {
  return BigInt(`0x${randomHex(16)}`)
    .toString(36)
    .padStart(RUN_ID_LENGTH, '0')
    .slice(-RUN_ID_LENGTH);
}

function noticesFor({ insecure, testData }: RunOptions): readonly string[] {
  const extras = Object.entries(testData.additionalMandatory).filter(([, attributes]) => Object.keys(attributes).length > 0);
  return [
    ...(insecure ? ['TLS certificates were not verified (--insecure).'] : []),
    ...extras.map(
      ([resource, attributes]) =>
        `Additional mandatory attributes were sent to ${resource}: ${Object.keys(attributes).join(', ')} (AMB-R24).`,
    ),
  ];
}

function readingsFor({ loaded }: Workbench, { readings }: RunOptions): Readings {
  try {
    return decideReadings(loaded.profile, readings, SELECTABLE_RULINGS);
  } catch (error) {
    if (!(error instanceof UnknownReading)) throw error;
    const near = nearest(error.asked, error.known);
    throw new UsageError(error.message, near === undefined ? `known: ${error.known.join(', ')}` : `did you mean ${near}?`);
  }
}

function reporterNames({ reporters }: RunOptions): readonly ReporterName[] {
  const known = Object.keys(REPORTERS);
  const names = reporters.length === 0 ? known : reporters.map((name) => requireWord('reporter', name, known));
  return [...new Set(names)].filter(isReporterName);
}

function openReporters(
  names: readonly ReporterName[],
  { outDir, verbose, quiet, color }: RunOptions,
  files: OpenReportFiles,
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
function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}

/** The files that these reporters leave, in the order people want them. */
function filesOf(names: readonly ReporterName[]): readonly string[] {
  return names.flatMap((name) => {
    const kind: ReporterKind = REPORTERS[name];
    return kind.file ?? [];
  });
}
