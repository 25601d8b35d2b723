import type { Plan, Selection } from '../core/engine/plan.ts';
import { makePlan } from '../core/engine/plan.ts';
import type { Profile, ResourceName } from '../core/profile.ts';
import type { Scenario, ScenarioTemplate } from '../core/scenario.ts';
import { requireWord } from './near-word.ts';
import type { PreparedProfile } from './prepared-profile.ts';
import { UsageError } from './usage-error.ts';

/**
 * Makes the plan that was asked for, names brought into their exact form.
 *
 * @param known all scenarios, also those that leave nothing for some resource
 * @param own ids of the user's own scenario files named on the command line; they are asked for too
 * @throws UsageError for a name that nothing has, with the near one, and for a selection that leaves nothing
 */
export function planFor(
  prepared: PreparedProfile,
  known: readonly ScenarioTemplate[],
  asked: Selection,
  own: readonly string[],
): Plan {
  const names = known.flatMap((scenario) => [scenario.id, ...scenario.aliases]);
  const idOf = (name: string) => known.find(({ id, aliases }) => id === name || aliases.includes(name))?.id ?? name;
  const resources = [...prepared.scenarios.keys()];
  const tags = [...new Set(known.flatMap((scenario) => scenario.tags))];
  const requirementIds = prepared.requirements.map((requirement) => requirement.id);
  const selection: Selection = {
    scenarios: [...asked.scenarios.map((word) => idOf(requireWord('scenario', word, names))), ...own],
    scopes: asked.scopes,
    resources: asked.resources.map((word) => requireWord('resource', word, resources)),
    clauses: asked.clauses.map((word) => requireWord('requirement', word, requirementIds)),
    tags: asked.tags.map((word) => requireWord('tag', word, tags)),
  };
  const plan = makePlan(prepared.scenarios, selection, isForIn(prepared.profile));
  if (plan.tracks.length === 0) {
    throw new UsageError(
      'the selection leaves no scenario to run',
      'Loosen --scope, --clause or --tag; ctk list scenarios shows what there is.',
    );
  }
  const empty = selection.scopes.filter((scope) => !plan.scopes.includes(scope));
  // a part of a scope may leave another one out; a whole scope of which nothing runs would look like one that was met
  if (!isNarrowed(selection) && empty.length > 0) {
    throw new UsageError(
      `no scenario belongs to the scope ${empty.join(', ')}`,
      'Leave it out of --scope; ctk list scenarios shows what there is.',
    );
  }
  return plan;
}

function isNarrowed({ scenarios, resources, clauses, tags }: Selection): boolean {
  return [scenarios, resources, clauses, tags].some((list) => list.length > 0);
}

/** The test cases may be for some resources only (AMB-R23). */
function isForIn({ testCases, asRead }: Profile): (scenario: Scenario, resource: ResourceName) => boolean {
  const cases = new Set(testCases.cases.map(({ id }) => id));
  return ({ id }, resource) => !cases.has(id) || asRead?.testCaseResources?.includes(resource) !== false;
}
