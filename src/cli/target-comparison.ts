import { join } from 'node:path';
import { KAFKA_PROFILE, REST_PROFILE } from '../core/default-profile.ts';
import { compareReports } from '../core/report/comparison.ts';
import type { Both, Comparison } from '../core/report/comparison-model.ts';
import { createReport } from '../core/report/report.ts';
import type { Report } from '../core/report/report-model.ts';
import { isKafkaTarget } from '../load/broker-list.ts';
import { type LoadedProfile, loadProfile } from '../load/profile.ts';
import { tellComparison, writeComparison } from '../reporters/comparison.ts';
import { createReportFiles } from '../reporters/report-files.ts';
import { showPlanned } from './dry-run.ts';
import { EXIT } from './exit-codes.ts';
import { packagePath } from './kit.ts';
import { executeRun, openRun, type Reach } from './open-run.ts';
import { type PlannedRun, planRun } from './planned-run.ts';
import { openReporters, reporterNames, shortPath, terminalOf } from './reports.ts';
import type { RunFlags } from './run-flags.ts';
import { collectOptions, type RunOptions } from './run-options.ts';
import { INTERRUPTED, listenForStop } from './stopping.ts';
import type { Streams } from './streams.ts';
import { resolveTarget } from './target.ts';
import { UsageError } from './usage-error.ts';

/** Worst first: the first of these that a run has ended with is the exit code of both. */
const WORST_FIRST: readonly number[] = [EXIT.kitFault, EXIT.usage, EXIT.nonconformant, EXIT.undetermined];

/** One of the two runs. */
interface Side {
  /** Below the folder of the comparison. */
  readonly folder: string;
  readonly planned: PlannedRun;
  readonly reach: Reach;
}

/**
 * `ctk run` with two targets: runs the scenarios at each, one after the other, and compares the two reports.
 *
 * @returns the worse of both exit codes; differences alone do not change it, but having nothing to compare is undetermined
 * @throws UsageError for targets that cannot be compared, or a profile that does not fit both
 */
export async function compareTargets(words: readonly string[], flags: RunFlags, streams: Streams): Promise<number> {
  const targets = bothOf(flags.target ?? []);
  const options = await Promise.all(targets.map((target) => collectOptions(words, { ...flags, target: [target] }, streams)));
  const [common, second] = options;
  if (common === undefined || second === undefined) throw new TypeError('there are two targets');
  const ids = targets.map((target) => flags.profile ?? common.config?.profile ?? profileOf(target));
  const loaded = await Promise.all(ids.map((id) => loadProfile(id, packagePath('profiles'))));
  assertFitBoth(targets, loaded);
  const names = reporterNames(common);
  const isDry = flags.dryRun === true;
  const [one, other] = await Promise.all(
    ([common, second] as const).map((each, index) => {
      const profile = ids[index] ?? profileOf(each.target ?? '');
      return planRun(withOwnRulings({ ...each, profile }, loaded[index], loaded), { isCompared: true, isDry });
    }),
  );
  if (one === undefined || other === undefined) throw new TypeError('there are two targets');
  if (isDry) {
    for (const { options: own, workbench, plan } of [one, other]) {
      streams.out(`${own.target} by ${workbench.loaded.profile.id}\n\n`);
      await showPlanned(own, workbench.loaded.profile, plan, streams);
    }
    return EXIT.conformant;
  }
  const sides: Both<Side> = [await sideOf(one, 0), await sideOf(other, 1)];
  if (sameAddress(sides)) {
    throw new UsageError(
      'both targets are the same',
      'Name the other way to the system: `--target URL --target kafka://host:port`.',
    );
  }
  const files = createReportFiles(common.outDir);
  const first = await runSide(sides[0], sides[1].reach, { isStopped: false, number: 1 }, streams);
  const last = await runSide(sides[1], sides[0].reach, { isStopped: first.isStopped, number: 2 }, streams);
  const comparison = compareReports(
    { report: first.report, folder: sides[0].folder },
    { report: last.report, folder: sides[1].folder },
  );
  const written = await writeComparison(comparison, names, files);
  if (names.includes('terminal')) {
    const outDir = shortPath(common.outDir, streams.cwd);
    await tellComparison(comparison, { outDir, written }, terminalOf(common, streams), common);
  }
  return exitCodeOf([first.code, last.code], comparison);
}

function bothOf(targets: readonly string[]): Both<string> {
  const [first, second, ...more] = targets;
  if (first !== undefined && second !== undefined && more.length === 0) return [first, second];
  throw new UsageError(
    `--target was given ${targets.length} times`,
    'Two targets are compared in one run: compare the others in runs of their own.',
  );
}

function profileOf(target: string): string {
  return isKafkaTarget(target) ? KAFKA_PROFILE : REST_PROFILE;
}

function assertFitBoth(targets: Both<string>, loaded: readonly LoadedProfile[]): void {
  const unfit = loaded.find(
    ({ profile }, index) => (profile.bindings.kafka !== undefined) !== isKafkaTarget(targets[index] ?? ''),
  );
  if (unfit === undefined) return;
  const { id, bindings } = unfit.profile;
  throw new UsageError(
    `the profile ${id} is about ${bindings.kafka === undefined ? 'HTTP' : 'Kafka'}, and one of the two targets is not`,
    `Leave the profile out: a REST target then gets ${REST_PROFILE}, a Kafka cluster ${KAFKA_PROFILE}.`,
  );
}

/** A ruling that only the other profile has was chosen for that one; what neither has is for the plan to tell. */
function withOwnRulings(options: RunOptions, own: LoadedProfile | undefined, loaded: readonly LoadedProfile[]): RunOptions {
  const has = (of: LoadedProfile | undefined, id: string) => of?.profile.rulings.some((ruling) => ruling.id === id) === true;
  const keep = <Option>(rulings: Readonly<Record<string, Option>>) =>
    Object.fromEntries(Object.entries(rulings).filter(([id]) => has(own, id) || !loaded.some((of) => has(of, id))));
  const { readings, config } = options;
  return {
    ...options,
    readings: { ...readings, rulings: keep(readings.rulings) },
    config: config?.rulings === undefined ? config : { ...config, rulings: keep(config.rulings) },
  };
}

async function sideOf(planned: PlannedRun, index: number): Promise<Side> {
  const { options, readings, workbench } = planned;
  const target = await resolveTarget(options, workbench.loaded.profile);
  const folder = `${index + 1}-${target.protocol}`;
  return {
    folder,
    planned: { ...planned, options: { ...options, outDir: join(options.outDir, folder) } },
    reach: { options, target, readings },
  };
}

function sameAddress([one, other]: Both<Side>): boolean {
  const addressOf = ({ reach: { target } }: Side) => JSON.stringify([target.target.url, target.target.topicPrefix]);
  return addressOf(one) === addressOf(other);
}

interface Order {
  /** True where the operator has stopped the command already. */
  readonly isStopped: boolean;
  readonly number: 1 | 2;
}

interface SideResult {
  readonly code: number;
  readonly report: Report;
  readonly isStopped: boolean;
}

async function runSide({ planned }: Side, other: Reach, order: Order, streams: Streams): Promise<SideResult> {
  const { options } = planned;
  const names = reporterNames(options);
  const opened = await openRun(planned);
  const stopping = listenForStop(streams, INTERRUPTED, options.runTimeoutMs);
  // the second run has nothing to clean up: it says only that it did not take place
  if (order.isStopped) stopping.end('interrupted');
  try {
    const report = createReport();
    const folding = { onEvent: report.add, finish: async () => {} };
    if (!options.quiet && names.includes('terminal'))
      streams.out(`${order.number === 1 ? '' : '\n'}Run ${order.number} of 2\n\n`);
    const reporters = await openReporters(names, options, opened.files, streams, true);
    const code = await executeRun(opened, { reporters: [...reporters, folding], stopping, other });
    return { code, report: report.result(), isStopped: stopping.stop.reason === 'interrupted' };
  } finally {
    stopping.dispose();
    await opened.close();
  }
}

function exitCodeOf(codes: Both<number>, { counts }: Comparison): number {
  const all: readonly number[] = counts.compared === 0 ? [...codes, EXIT.undetermined] : codes;
  return WORST_FIRST.find((code) => all.includes(code)) ?? EXIT.conformant;
}
