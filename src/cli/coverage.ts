import { type Coverage, coverageOf } from '../core/engine/coverage.ts';
import type { Profile } from '../core/profile.ts';
import type { Requirement } from '../core/requirement.ts';
import { NO_CHANGES, prepareProfile } from './prepared-profile.ts';
import { openWorkbench } from './workbench.ts';

/** The requirements of a profile and what covers each, without a run: every ruling is read by its default. */
export interface ProfileCoverage {
  readonly profile: Profile;
  readonly requirements: readonly Requirement[];
  readonly coverage: readonly Coverage[];
}

/**
 * Finds out which steps of the kit's scenarios check each requirement of a profile.
 *
 * @throws LoadFailure for a profile or scenarios with mistakes
 */
export async function coverageIn(profile: string): Promise<ProfileCoverage> {
  const prepared = prepareProfile(await openWorkbench(profile), {}, NO_CHANGES);
  const { requirements, scenarios } = prepared;
  return { profile: prepared.profile, requirements, coverage: coverageOf(requirements, scenarios) };
}
