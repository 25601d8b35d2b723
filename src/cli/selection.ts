import type { Plan, Selection } from '../core/engine/plan.ts';
import { makePlan } from '../core/engine/plan.ts';
import { requireWord } from './near-word.ts';
import { UsageError } from './usage-error.ts';
import type { Workbench } from './workbench.ts';

/**
 * Makes the plan that was asked for, names brought into their exact form.
 *
 * @param own ids of the user's own scenario files named on the command line; they are asked for too
 * @throws UsageError for a name that nothing has, with the near one, and for a selection that leaves nothing
 */
export function planFor({ loaded, requirements, scenarios }: Workbench, asked: Selection, own: readonly string[]): Plan {
  const names = scenarios.flatMap((scenario) => [scenario.id, ...scenario.aliases]);
  const idOf = (name: string) => scenarios.find(({ id, aliases }) => id === name || aliases.includes(name))?.id ?? name;
  const resources = Object.keys(loaded.profile.resources);
  const tags = [...new Set(scenarios.flatMap((scenario) => scenario.tags))];
  const requirementIds = requirements.map((requirement) => requirement.id);
  const plan = makePlan(scenarios, resources, {
    scenarios: [...asked.scenarios.map((word) => idOf(requireWord('scenario', word, names))), ...own],
    resources: asked.resources.map((word) => requireWord('resource', word, resources)),
    clauses: asked.clauses.map((word) => requireWord('requirement', word, requirementIds)),
    tags: asked.tags.map((word) => requireWord('tag', word, tags)),
  });
  if (plan.tracks.length === 0) {
    throw new UsageError(
      'the selection leaves no scenario to run',
      'Loosen --clause or --tag; ctk list scenarios shows what there is.',
    );
  }
  return plan;
}
