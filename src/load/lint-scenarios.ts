import type { CheckRegistry } from '../core/check.ts';
import { stepsOf } from '../core/engine/step-references.ts';
import { deriveRequirements } from '../core/profile/derive-requirements.ts';
import { FACE_REQUIREMENTS } from '../core/profile/face-demands.ts';
import type { Profile } from '../core/profile.ts';
import type { Requirement } from '../core/requirement.ts';
import type { ScenarioTemplate } from '../core/scenario.ts';
import type { ValidateArgument } from './check-arguments.ts';
import { lintGroups } from './lint-groups.ts';
import { lintStep } from './lint-step.ts';
import { lintVariables } from './lint-variables.ts';
import type { Problem } from './problem.ts';

/**
 * Finds what the schema of scenarios cannot say: names that nothing has, values that are used before
 * they are known, or never.
 *
 * @param scenarios all scenarios in the order they run
 * @param validateArgument holds a check's argument against its schema; absent: arguments are not looked at
 * @param others what comes with the kit: scenarios are written for all profiles, and what only another one has is left out of a run
 */
export function lintScenarios(
  scenarios: readonly ScenarioTemplate[],
  profile: Profile,
  requirements: readonly Requirement[],
  checks: CheckRegistry,
  validateArgument?: ValidateArgument,
  others: readonly Profile[] = [],
): readonly Problem[] {
  const known = [...requirements, ...others.flatMap((other) => deriveRequirements(other))];
  const ids = new Set([...known.map(({ id }) => id), ...FACE_REQUIREMENTS]);
  const steps = scenarios.flatMap((scenario) => {
    const all = stepsOf(scenario);
    return all.flatMap((step, index) => lintStep(step, all.slice(0, index), ids, checks, validateArgument));
  });
  const groups = lintGroups(scenarios, [profile, ...others], ids);
  return inFileOrder(scenarios, [...lintNames(scenarios), ...steps, ...groups, ...lintVariables(scenarios, profile)]);
}

/** Every id and alias names one scenario. */
function lintNames(scenarios: readonly ScenarioTemplate[]): readonly Problem[] {
  const owners = new Map<string, ScenarioTemplate>();
  return scenarios.flatMap((scenario) =>
    [scenario.id, ...scenario.aliases].flatMap((name) => {
      const owner = owners.get(name);
      owners.set(name, owner ?? scenario);
      if (owner === undefined) return [];
      const other = owner === scenario ? 'the scenario itself' : fileOf(owner);
      return [{ file: fileOf(scenario), message: `the name "${name}" already belongs to ${other}` }];
    }),
  );
}

function fileOf(scenario: ScenarioTemplate): string {
  return stepsOf(scenario)[0]?.position.file ?? scenario.id;
}

function inFileOrder(scenarios: readonly ScenarioTemplate[], problems: readonly Problem[]): readonly Problem[] {
  const files = scenarios.map(fileOf);
  const rank = ({ file }: Problem) => files.indexOf(file);
  return [...problems].sort((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
