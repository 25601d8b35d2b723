import type { CheckResult, RequirementResult, StepFinished } from '../event.ts';
import type { Exempt } from '../exemption.ts';
import type { Requirement } from '../requirement.ts';
import { type Verdict, worst } from '../verdict.ts';
import { flipsOf, type Reread } from './flips.ts';

type Said = Reread & Pick<CheckResult, 'reason' | 'exemption'>;

interface Tally {
  readonly said: Said[];
  /** Step → verdicts of its checks. */
  readonly steps: Map<string, Verdict[]>;
}

/** Collects what every check says about the requirements it cites. */
export interface RequirementTally {
  add(step: StepFinished): void;
  /** One result per requirement × resource, in the profile's order. */
  results(requirements: readonly Requirement[], resources: readonly string[]): readonly RequirementResult[];
}

/** Starts an empty tally. */
export function tallyRequirements(): RequirementTally {
  const tallies = new Map<string, Tally>();

  const tallyOf = (requirement: string, resource: string): Tally => {
    const key = `${requirement}@${resource}`;
    const tally: Tally = tallies.get(key) ?? { said: [], steps: new Map() };
    tallies.set(key, tally);
    return tally;
  };

  return {
    add({ scenario, step, resource, checks, reason, exemption }) {
      const name = `${scenario}/${step}`;
      for (const check of checks) {
        for (const requirement of check.requirements) {
          const tally = tallyOf(requirement, resource);
          if (!isMereCondition(check))
            tally.said.push({ ...(reason !== undefined && { reason }), ...(exemption && { exemption }), ...check, step: name });
          tally.steps.set(name, [...(tally.steps.get(name) ?? []), check.verdict]);
        }
      }
    },
    results: (requirements, resources) =>
      requirements.flatMap((requirement) =>
        resources
          .filter((resource) => requirement.clauses[resource] !== undefined)
          .map((resource) => resultOf(requirement, resource, tallies.get(`${requirement.id}@${resource}`))),
      ),
  };
}

/** Being able to look is not having seen: a requirement needs more than that. */
function isMereCondition({ condition, verdict }: CheckResult): boolean {
  return condition === true && verdict === 'pass';
}

function resultOf({ id, exempt }: Requirement, resource: string, tally: Tally | undefined): RequirementResult {
  const { said, steps } = tally ?? { said: [], steps: new Map<string, Verdict[]>() };
  const result = {
    requirement: id,
    resource,
    steps: [...steps].map(([step, verdicts]) => ({ step, verdict: worst(verdicts) })),
  };
  const verdict = worst(said.map((each) => each.verdict));
  const flips = flipsOf(said, verdict);
  const otherwise = flips.length > 0 && { flips };
  if (verdict === 'skipped') return { ...result, ...unchecked(said, exempt?.[resource]), ...otherwise };
  const reason = said.find((each) => each.verdict === verdict && each.reason !== undefined)?.reason;
  return { ...result, verdict, ...(reason !== undefined && { reason }), ...otherwise };
}

/** What becomes of a requirement that nothing has judged: every step that left it out has an excuse, or it has one itself. */
function unchecked(
  said: readonly Said[],
  excuse: Exempt | undefined,
): Omit<RequirementResult, 'requirement' | 'resource' | 'steps'> {
  const gap = said.find(({ exemption }) => exemption === undefined);
  const { reason, exemption } = gap ?? said[0] ?? {};
  if (excuse !== undefined && exemption === undefined) return { verdict: 'skipped', ...excuse };
  if (said.length === 0) return { verdict: 'not exercised' };
  return { verdict: 'skipped', ...(reason !== undefined && { reason }), ...(exemption && { exemption }) };
}
