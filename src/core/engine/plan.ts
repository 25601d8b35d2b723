import type { ResourceName } from '../profile.ts';
import type { Phase, Scenario, Step } from '../scenario.ts';
import type { Scope } from '../scope.ts';
import { earlierStep, mentionedIn } from './earlier-step.ts';
import { citationsOf, producersOf, referencesOf } from './step-references.ts';
import type { ScenariosByResource } from './unfold.ts';
import { UNKNOWN_ID } from './unknown-id.ts';

/** What was asked for. Empty lists mean all. */
export interface Selection {
  readonly scenarios: readonly string[];
  readonly scopes: readonly Scope[];
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
  /** The scopes that the requested scenarios belong to: what the run concludes on. */
  readonly scopes: readonly Scope[];
  /** True where the selection leaves out something of its scopes. */
  readonly partial: boolean;
}

/**
 * Selects scenarios and adds what they need: the steps of earlier scenarios that capture what they refer to.
 *
 * @param scenarios what can run at each resource of the profile
 * @param isFor whether a scenario is for a resource; where not, its steps run only if others need what they capture
 */
export function makePlan(
  scenarios: ScenariosByResource,
  selection: Selection,
  isFor: (scenario: Scenario, resource: ResourceName) => boolean = () => true,
): Plan {
  const { resources } = selection;
  const isChosen = (resource: ResourceName) => resources.length === 0 || resources.includes(resource);
  const asked = [...scenarios.keys()].filter(isChosen).map((resource) => {
    const all = scenarios.get(resource) ?? [];
    const requested = all.filter((scenario) => isFor(scenario, resource) && isSelected(scenario, selection));
    return { resource, requested, runs: requested.length === 0 ? [] : withPrerequisites(all, requested) };
  });
  const requested = asked.flatMap((track) => track.requested);
  const scopes = selection.scopes.filter((scope) => requested.some((scenario) => scenario.scope === scope));
  const wholeAt = (resource: ResourceName) =>
    (scenarios.get(resource) ?? []).filter((scenario) => isFor(scenario, resource) && scopes.includes(scenario.scope));
  return {
    tracks: asked.filter(({ runs }) => runs.length > 0).map(({ resource, runs }) => ({ resource, runs })),
    scopes,
    partial:
      // what was not chosen is looked at only where all of the rest was
      asked.some((track) => track.requested.length < wholeAt(track.resource).length) ||
      [...scenarios.keys()].some((resource) => !isChosen(resource) && wholeAt(resource).length > 0),
  };
}

function isSelected(scenario: Scenario, { scenarios, scopes, clauses, tags }: Selection): boolean {
  const named = scopes.includes(scenario.scope) && (scenarios.length === 0 || scenarios.includes(scenario.id));
  const tagged = tags.length === 0 || scenario.tags.some((tag) => tags.includes(tag));
  return named && tagged && (clauses.length === 0 || [...citedBy(scenario)].some((id) => clauses.includes(id)));
}

/** The requirements that a scenario cites. */
export function citedBy(scenario: Scenario): ReadonlySet<string> {
  return new Set([...scenario.preamble, ...scenario.steps].flatMap(citationsOf));
}

function withPrerequisites(all: readonly Scenario[], requested: readonly Scenario[]): readonly PlannedRun[] {
  const needs = needsAmong(all);
  const needed = new Set<Step>();
  const pending: Step[] = requested.flatMap(({ preamble, steps }) => [...preamble, ...steps]);
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    for (const need of needs(step)) {
      if (needed.has(need)) continue;
      needed.add(need);
      pending.push(need);
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

/** The steps that a step cannot do without: those that capture what it refers to, and those of its scenario that it is about. */
function needsAmong(all: readonly Scenario[]): (step: Step) => readonly Step[] {
  const producers = producersOf(all);
  const scenarios = all.map(({ preamble, steps }) => new Map([...preamble, ...steps].map((step) => [step.id, step])));
  const firstCreation = scenarios
    .flatMap((steps) => [...steps.values()])
    .find((step) => step.kind === 'request' && step.operation === 'create');
  return (step) => {
    const siblings = scenarios.find((steps) => steps.get(step.id) === step) ?? new Map<string, Step>();
    return [
      // an unknown id imitates what the SUT has assigned, so something is created first (AMB-R55)
      ...[...referencesOf(step)].map((variable) => (variable === UNKNOWN_ID ? firstCreation : producers.get(variable))),
      ...mentionedIn(step).map((name) => earlierStep(siblings, name, step)),
    ].filter((need) => need !== undefined);
  };
}
