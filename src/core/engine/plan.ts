import type { ResourceName } from '../profile.ts';
import type { Phase, Scenario, Step } from '../scenario.ts';
import { producersOf, referencesOf } from './step-references.ts';
import { UNKNOWN_ID } from './unknown-id.ts';

/** What was asked for. Empty lists mean all. */
export interface Selection {
  readonly scenarios: readonly string[];
  readonly resources: readonly ResourceName[];
  /** Requirement ids: scenarios that cite one of them. */
  readonly clauses: readonly string[];
  readonly tags: readonly string[];
}

/** A scenario as it will run at one resource. */
export interface PlannedRun {
  readonly scenario: Scenario;
  readonly reason: 'requested' | 'prerequisite';
  /** A prerequisite keeps only the steps whose captures somebody needs. */
  readonly preamble: readonly Step[];
  readonly steps: readonly Step[];
}

/** All that runs at one resource, in order. Tracks do not depend on each other. */
export interface Track {
  readonly resource: ResourceName;
  readonly runs: readonly PlannedRun[];
}

export interface Plan {
  readonly tracks: readonly Track[];
  /** True where the selection leaves out something of the scope. */
  readonly partial: boolean;
}

/**
 * Selects scenarios and adds what they need: the steps of earlier scenarios that capture what they refer to.
 *
 * @param scenarios all scenarios in certification order
 * @param resources all resources of the profile in the document's order
 */
export function makePlan(scenarios: readonly Scenario[], resources: readonly ResourceName[], selection: Selection): Plan {
  const requested = scenarios.filter((scenario) => isSelected(scenario, selection));
  const chosen = resources.filter((resource) => selection.resources.length === 0 || selection.resources.includes(resource));
  const runs = requested.length === 0 ? [] : withPrerequisites(scenarios, requested);
  return {
    tracks: runs.length === 0 ? [] : chosen.map((resource) => ({ resource, runs })),
    partial: requested.length < scenarios.length || chosen.length < resources.length,
  };
}

function isSelected(scenario: Scenario, { scenarios, clauses, tags }: Selection): boolean {
  const named = scenarios.length === 0 || scenarios.includes(scenario.id);
  const tagged = tags.length === 0 || scenario.tags.some((tag) => tags.includes(tag));
  return named && tagged && (clauses.length === 0 || [...citedBy(scenario)].some((id) => clauses.includes(id)));
}

/** The requirements that a scenario cites. */
export function citedBy(scenario: Scenario): ReadonlySet<string> {
  const steps = [...scenario.preamble, ...scenario.steps];
  return new Set(
    steps.flatMap((step) =>
      step.kind === 'choose' ? step.requirements : step.expect.flatMap((expectation) => expectation.requirements),
    ),
  );
}

function withPrerequisites(all: readonly Scenario[], requested: readonly Scenario[]): readonly PlannedRun[] {
  const producers = producersOf(all);
  const firstCreation = all
    .flatMap(({ preamble, steps }) => [...preamble, ...steps])
    .find((step) => step.kind === 'request' && step.operation === 'create');
  const needed = new Set<Step>();
  const pending: Step[] = requested.flatMap(({ preamble, steps }) => [...preamble, ...steps]);
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    for (const variable of referencesOf(step)) {
      // an unknown id imitates what the SUT has assigned, so something is created first (AMB-R55)
      const producer = variable === UNKNOWN_ID ? firstCreation : producers.get(variable);
      if (producer === undefined || needed.has(producer)) continue;
      needed.add(producer);
      pending.push(producer);
    }
  }
  return all.flatMap((scenario): readonly PlannedRun[] => {
    if (requested.includes(scenario))
      return [{ scenario, reason: 'requested', preamble: scenario.preamble, steps: scenario.steps }];
    const keep = (phase: Exclude<Phase, 'postamble'>) => scenario[phase].filter((step) => needed.has(step));
    const [preamble, steps] = [keep('preamble'), keep('steps')];
    return preamble.length + steps.length === 0 ? [] : [{ scenario, reason: 'prerequisite', preamble, steps }];
  });
}
