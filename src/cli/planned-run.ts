import type { Plan } from '../core/engine/plan.ts';
import type { Readings } from '../core/profile/readings.ts';
import { lintConfig } from '../load/lint-config.ts';
import { failOn } from '../load/problem.ts';
import { type PreparedProfile, prepareProfile } from './prepared-profile.ts';
import { readingsFor } from './readings.ts';
import type { RunOptions } from './run-options.ts';
import { planFor } from './selection.ts';
import { assertFit } from './target.ts';
import { openWorkbench, SELECTABLE_RULINGS, type Workbench } from './workbench.ts';

/** All that is known of a run before anything is opened or sent. */
export interface PlannedRun {
  readonly options: RunOptions;
  readonly workbench: Workbench;
  readonly prepared: PreparedProfile;
  readonly readings: Readings;
  readonly plan: Plan;
}

/** Which run of a command it is. */
export interface RunRole {
  /** True where it is compared with that of another target. */
  readonly isCompared?: boolean;
  /** True where nothing is going to be sent: what would run can be shown without a target. */
  readonly isDry?: boolean;
}

/**
 * Loads profile and scenarios and makes the plan that the options ask for.
 *
 * @throws LoadFailure for files that cannot be used, UsageError for options that cannot be followed
 */
export async function planRun(options: RunOptions, { isCompared = false, isDry = false }: RunRole = {}): Promise<PlannedRun> {
  const workbench = await openWorkbench(options.profile, options.ownScenarios);
  const { profile } = workbench.loaded;
  if (!isDry || options.target !== undefined) assertFit(options, profile);
  if (options.config !== undefined) failOn(lintConfig(options.config, profile, SELECTABLE_RULINGS));
  const readings = readingsFor(workbench, options);
  const own = workbench.scenarios
    .filter(({ steps }) => options.ownScenarios.includes(steps[0]?.position.file ?? ''))
    .map(({ id }) => id);
  const prepared = prepareProfile(workbench, readings, options.testData, isCompared);
  return { options, workbench, prepared, readings, plan: planFor(prepared, workbench.scenarios, options.selection, own) };
}
