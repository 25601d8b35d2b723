import type { Exemption } from '../exemption.ts';
import type { ResourceName } from '../profile.ts';
import type { Requirement } from '../requirement.ts';
import type { Scenario, Step } from '../scenario.ts';
import { earlierStep } from './earlier-step.ts';
import { citationsOf } from './step-references.ts';
import type { ScenariosByResource } from './unfold.ts';

/** What a run can make of a requirement at a resource, as far as the plan tells. */
export type Prospect = 'tested' | 'if configured' | 'not applicable' | 'not testable' | 'gap';

/** All of them, in the order in which they are listed. */
export const PROSPECTS: readonly Prospect[] = ['tested', 'if configured', 'not applicable', 'not testable', 'gap'];

type Need = 'secondAuth' | 'callback';

const NEEDS: Readonly<Record<Need, string>> = {
  secondAuth: 'it needs a second credential, `secondAuth` in the configuration',
  callback: 'it needs `--callback-url`, or `callback` in the configuration, unless the target is on this machine',
};

/** A step that checks a requirement. */
export interface CoveringStep {
  /** `PATCH/patch:creditLimit` */
  readonly step: string;
  /** The part of the configuration that it needs; it is skipped without. */
  readonly needs?: Need;
  /** True where it is skipped unless the SUT has shown the attribute it is about. */
  readonly ifOffered?: true;
}

/** What covers a requirement at one resource. */
export interface Coverage {
  readonly requirement: string;
  readonly resource: ResourceName;
  readonly clause: string;
  readonly prospect: Prospect;
  readonly steps: readonly CoveringStep[];
  readonly exemption?: Exemption;
  /** Why no step has to check it, or what the operator must give. */
  readonly reason?: string;
}

/**
 * Which steps check each requirement at each resource it applies to, or why none has to. What is neither is a gap.
 *
 * @param scenarios what can run at each resource, groups of steps unfolded
 */
export function coverageOf(requirements: readonly Requirement[], scenarios: ScenariosByResource): readonly Coverage[] {
  const steps = new Map([...scenarios.keys()].map((resource) => [resource, coveringSteps(scenarios.get(resource) ?? [])]));
  return requirements.flatMap((requirement) =>
    Object.entries(requirement.clauses).map(([resource, clause]) => ({
      requirement: requirement.id,
      resource,
      clause,
      ...prospectOf(requirement, resource, steps.get(resource)?.get(requirement.id) ?? []),
    })),
  );
}

function prospectOf(
  { exempt }: Requirement,
  resource: ResourceName,
  steps: readonly CoveringStep[],
): Pick<Coverage, 'prospect' | 'steps' | 'exemption' | 'reason'> {
  const excuse = exempt?.[resource];
  if (steps.length === 0) {
    if (excuse === undefined) return { prospect: 'gap', steps };
    return { prospect: PROSPECT_OF[excuse.exemption], steps, ...excuse };
  }
  const needs = [...new Set(steps.flatMap((step) => step.needs ?? []))];
  if (steps.some((step) => step.needs === undefined)) return { prospect: 'tested', steps };
  const reason = needs.map((need) => NEEDS[need]).join('; or ');
  return { prospect: 'if configured', steps, exemption: 'configuration', reason };
}

const PROSPECT_OF: Readonly<Record<Exemption, Prospect>> = {
  wire: 'not testable',
  configuration: 'if configured',
  'not-offered': 'not applicable',
};

/** Requirement → the steps that cite it. */
function coveringSteps(scenarios: readonly Scenario[]): ReadonlyMap<string, readonly CoveringStep[]> {
  const covering = new Map<string, CoveringStep[]>();
  for (const scenario of scenarios) {
    const conditions = new Map<string, Omit<CoveringStep, 'step'>>();
    for (const step of [...scenario.preamble, ...scenario.steps]) {
      const condition = conditionOf(step, conditions);
      conditions.set(step.id, condition);
      for (const requirement of new Set(citationsOf(step))) {
        const own = covering.get(requirement) ?? [];
        covering.set(requirement, [...own, { step: `${scenario.id}/${step.id}`, ...condition }]);
      }
    }
  }
  return covering;
}

/** A step that is about an earlier one is left out with it. */
function conditionOf(step: Step, earlier: ReadonlyMap<string, Omit<CoveringStep, 'step'>>): Omit<CoveringStep, 'step'> {
  const before = step.after === undefined ? undefined : earlierStep(earlier, step.after, step);
  const needs = needOf(step);
  return {
    ...before,
    ...(needs !== undefined && { needs }),
    ...(step.offered !== undefined && { ifOffered: true as const }),
  };
}

function needOf(step: Step): Need | undefined {
  if (step.kind !== 'request') return undefined;
  return step.as === 'second' ? 'secondAuth' : step.operation === 'subscribe' ? 'callback' : undefined;
}
