import { type TestDataChanges, tablesFor } from '../core/engine/fixtures.ts';
import { speaksToOther } from '../core/engine/other-target.ts';
import { type ScenariosByResource, unfoldAll } from '../core/engine/unfold.ts';
import type { JsonObject } from '../core/json.ts';
import { deriveRequirements } from '../core/profile/derive-requirements.ts';
import { faceRequirements } from '../core/profile/face-demands.ts';
import { readProfile } from '../core/profile/profile-as-read.ts';
import type { Readings } from '../core/profile/readings.ts';
import type { Profile, ResourceName } from '../core/profile.ts';
import type { Requirement } from '../core/requirement.ts';
import type { Workbench } from './workbench.ts';

/** A profile by the readings in force, and what follows from it: the same for a run and for a listing. */
export interface PreparedProfile {
  readonly profile: Profile;
  readonly requirements: readonly Requirement[];
  readonly tables: Readonly<Record<ResourceName, JsonObject>>;
  readonly scenarios: ScenariosByResource;
}

/** The changes of an operator who changes nothing. */
export const NO_CHANGES: TestDataChanges = { additionalMandatory: {}, values: {}, roles: {}, supplied: {} };

/**
 * Reads a workbench's profile by these readings and unfolds the scenarios for each resource.
 *
 * @param isCompared whether there is another target: scenarios that speak to it, and what they look at, are left out else
 */
export function prepareProfile(
  workbench: Workbench,
  readings: Readings,
  changes: TestDataChanges,
  isCompared = false,
): PreparedProfile {
  const profile = readProfile(workbench.loaded.profile, readings);
  const tables = tablesFor(profile, changes);
  const requirements = [...deriveRequirements(profile), ...(isCompared ? faceRequirements(profile) : [])];
  const scenarios = isCompared ? workbench.scenarios : workbench.scenarios.filter((scenario) => !speaksToOther(scenario));
  const known = new Set([...workbench.requirements, ...requirements].map(({ id }) => id));
  const demanded = { requirements: known, everyReply: profile.messages?.statements ?? [] };
  return { profile, requirements, tables, scenarios: unfoldAll(scenarios, tables, demanded) };
}
