import { loadReplyValidators } from '../adapters/json-schema.ts';
import { CHECKS } from '../checks/index.ts';
import { exitCodeOf } from '../core/engine/conclude.ts';
import { speaksToOther } from '../core/engine/other-target.ts';
import type { Plan } from '../core/engine/plan.ts';
import { run } from '../core/engine/run.ts';
import type { RunPorts } from '../core/engine/run-setup.ts';
import type { RunEvent } from '../core/event.ts';
import { createSecrets, type Secrets } from '../core/secrets.ts';
import type { Transport } from '../core/transport.ts';
import { isPath } from '../load/profile.ts';
import { createReportFiles, type OpenReportFiles } from '../reporters/report-files.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { type Callback, openCallback } from './callback.ts';
import { createFanOut } from './fan-out.ts';
import { openJournal } from './journal-file.ts';
import { needsOf } from './kafka-needs.ts';
import type { PlannedRun } from './planned-run.ts';
import { randomHex, sleep } from './rest-transport.ts';
import { setUp } from './setup.ts';
import type { Stopping } from './stopping.ts';
import { type ResolvedTarget, resolveTarget } from './target.ts';
import { openTransport } from './transport.ts';
import { UsageError } from './usage-error.ts';

/** A run with what it writes to and where it goes. */
export interface OpenRun extends PlannedRun {
  readonly files: OpenReportFiles;
  readonly target: ResolvedTarget;
  readonly secrets: Secrets;
  readonly callback: Callback;
  close(): Promise<void>;
}

/**
 * Opens what a run needs but for the way to its target.
 *
 * @throws OutputError where reports cannot be written, UsageError where a target or an address cannot be used
 */
export async function openRun(planned: PlannedRun): Promise<OpenRun> {
  const { options, workbench, plan } = planned;
  // from here on something can be left behind: files first, so that nothing is sent that cannot be told
  const files = createReportFiles(options.outDir);
  const target = await resolveTarget(options, workbench.loaded.profile);
  const secrets = createSecrets();
  const callback = await openCallback(options, plan, target, secrets).catch(async (error: unknown) => {
    await target.close();
    files.close();
    throw error;
  });
  const close = async () => {
    await callback.close();
    await target.close();
    files.close();
  };
  return { ...planned, files, target, secrets, callback, close };
}

/** What a run is executed with. */
export interface Execution {
  readonly reporters: readonly Reporter[];
  readonly stopping: Stopping;
  /** What this run is compared with. */
  readonly other?: Reach;
}

/** What is needed to speak to a target as a run of its own would. */
export type Reach = Pick<OpenRun, 'options' | 'target' | 'readings'>;

/**
 * Runs what was opened; its reporters have written when this resolves.
 *
 * @returns the exit code of this run alone
 */
export async function executeRun(opened: OpenRun, { reporters, stopping, other }: Execution): Promise<number> {
  const { options, workbench, prepared, readings, plan, target, secrets, callback } = opened;
  const { profile } = workbench.loaded;
  const validate = await loadReplyValidators(workbench.loaded.replySchemas).catch((cause: unknown) => {
    throw new UsageError(
      cause instanceof Error ? cause.message : String(cause),
      '`replySchemas` of the profile names the folder.',
    );
  });
  const transport = await openTransport({
    options,
    target,
    readings,
    secrets,
    needs: () => needsOf(plan),
    notifications: callback.intake,
  });
  const toOther = other === undefined ? undefined : await openOther(other, plan, secrets, transport);
  const setup = setUp(options, workbench, prepared, readings, plan, targetOf(target, other), callback.notices);
  const journal = openJournal(options.outDir, {
    format: 'ctk-journal/1',
    run: setup.runId,
    target: target.target.url,
    ...(target.protocol === 'kafka' ? { topicPrefix: target.topicPrefix } : {}),
    profile: isPath(options.profile) ? workbench.loaded.file : profile.id,
    startedAt: new Date().toISOString(),
  });
  const ports: RunPorts = {
    transport,
    ...(toOther && { other: toOther }),
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
  const reports = createFanOut(reporters, () => stopping.end('interrupted'));
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
    await Promise.all([transport.close(), toOther?.close()]);
    journal.closeIfClean();
    await reports.finish();
  }
  if (last?.event !== 'run-finished') throw new Error('the run ended without a conclusion');
  return exitCodeOf(last.conclusions, kitFault || last.ended?.reason === 'kit-error');
}

/** The way to the other target: for looking at records and changing them, not for notifications. */
async function openOther(
  { options, target, readings }: Reach,
  { tracks }: Plan,
  secrets: Secrets,
  own: Transport,
): Promise<Transport | undefined> {
  const asking = tracks.filter(({ runs }) => runs.some(({ scenario }) => speaksToOther(scenario)));
  if (asking.length === 0) return undefined;
  const planned = Object.fromEntries(asking.map(({ resource }) => [resource, ['list', 'retrieve', 'patch'] as const]));
  try {
    return await openTransport({ options, target, readings, secrets, needs: () => ({ planned, notified: [] }) });
  } catch (error) {
    await own.close();
    throw error;
  }
}

function targetOf({ target }: ResolvedTarget, other: Reach | undefined): ResolvedTarget['target'] {
  if (other === undefined) return target;
  const { url, topicPrefix } = other.target.target;
  return { ...target, other: { url, ...(topicPrefix !== undefined && { topicPrefix }) } };
}
