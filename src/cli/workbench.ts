import { CHECKS } from '../checks/index.ts';
import { DEFAULT_PROFILE, KAFKA_PROFILE } from '../core/default-profile.ts';
import { inDataOrder } from '../core/engine/step-references.ts';
import { deriveRequirements } from '../core/profile/derive-requirements.ts';
import { REQUEST_RULINGS } from '../core/profile/other-readings.ts';
import { TABLE_RULINGS } from '../core/profile/profile-as-read.ts';
import type { Profile } from '../core/profile.ts';
import type { Requirement } from '../core/requirement.ts';
import type { ScenarioTemplate } from '../core/scenario.ts';
import { isKafkaTarget } from '../load/broker-list.ts';
import { argumentValidator } from '../load/check-arguments.ts';
import { lintMessages } from '../load/lint-messages.ts';
import { lintScenarios } from '../load/lint-scenarios.ts';
import { failOn } from '../load/problem.ts';
import { isPath, type LoadedProfile, listBuiltin, loadProfile } from '../load/profile.ts';
import { loadScenarios } from '../load/scenarios.ts';
import { packagePath } from './kit.ts';

export { DEFAULT_PROFILE } from '../core/default-profile.ts';

/** The profile of a run that names none. */
export function profileFor(target: string | undefined): string {
  return target !== undefined && isKafkaTarget(target) ? KAFKA_PROFILE : DEFAULT_PROFILE;
}

/** Rulings of which another reading can be chosen: those that a check asks for, or that change tables or requests. */
export const SELECTABLE_RULINGS: ReadonlySet<string> = new Set([
  ...Object.values(CHECKS).flatMap((check) => check.rulings ?? []),
  ...TABLE_RULINGS,
  ...REQUEST_RULINGS,
]);

/** A profile and what the kit makes of it. */
export interface Workbench {
  readonly loaded: LoadedProfile;
  readonly requirements: readonly Requirement[];
  /** In the order of the certification, and each after those that it builds on. */
  readonly scenarios: readonly ScenarioTemplate[];
}

/**
 * Loads a profile with the kit's scenarios and the user's own.
 *
 * @param linted looks for names that nothing has, and the like. What comes with the kit is tested, and looking through it
 *   takes longer than a small run: it is done where something is the user's own.
 * @throws LoadFailure with every problem found
 */
export async function openWorkbench(
  profile: string,
  ownScenarios: readonly string[] = [],
  linted = ownScenarios.length > 0 || isPath(profile),
): Promise<Workbench> {
  const loaded = await loadProfile(profile, packagePath('profiles'));
  const order = loaded.profile.testCases.cases.map((testCase) => testCase.id);
  const builtin = await loadScenarios(packagePath('scenarios'), order);
  const own = ownScenarios.length === 0 ? [] : await loadScenarios(ownScenarios, order);
  const scenarios = inDataOrder([...builtin, ...own]);
  const requirements = deriveRequirements(loaded.profile);
  if (linted) {
    const validate = await argumentValidator(CHECKS);
    failOn([
      ...lintMessages(loaded, CHECKS),
      ...lintScenarios(scenarios, loaded.profile, requirements, CHECKS, validate, await profilesOfKit()),
    ]);
  }
  return { loaded, requirements, scenarios };
}

/** All profiles that come with the kit: scenarios are written for each of them. */
async function profilesOfKit(): Promise<readonly Profile[]> {
  const folder = packagePath('profiles');
  const loaded = await Promise.all((await listBuiltin(folder)).map((id) => loadProfile(id, folder)));
  return loaded.map(({ profile }) => profile);
}
