import { type TestDataChanges, tablesFor } from '../core/engine/fixtures.ts';
import { type ScenariosByResource, unfoldAll } from '../core/engine/unfold.ts';
import type { JsonObject } from '../core/json.ts';
import { deriveRequirements } from '../core/profile/derive-requirements.ts';
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

/** Reads a workbench's profile by these readings and unfolds the scenarios for each resource. */
export function prepareProfile({ loaded, scenarios }: Workbench, readings: Readings, changes: TestDataChanges): PreparedProfile {
  const profile = readProfile(loaded.profile, readings);
  const tables = tablesFor(profile, changes);
  return { profile, requirements: deriveRequirements(profile), tables, scenarios: unfoldAll(scenarios, tables) };
}
