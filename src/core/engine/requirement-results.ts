import type { RequirementResult, StepFinished } from '../event.ts';
import type { Requirement } from '../requirement.ts';
import { type Verdict, worst } from '../verdict.ts';

interface Tally {
  readonly verdicts: { readonly verdict: Verdict; readonly reason: string | undefined }[];
  readonly steps: Set<string>;
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
    const tally = tallies.get(key) ?? { verdicts: [], steps: new Set<string>() };
    tallies.set(key, tally);
    return tally;
  };

  return {
    add({ scenario, step, resource, checks, reason }) {
      for (const check of checks) {
        for (const requirement of check.requirements) {
          const tally = tallyOf(requirement, resource);
          tally.verdicts.push({ verdict: check.verdict, reason: check.reason ?? reason });
          tally.steps.add(`${scenario}/${step}`);
        }
      }
    },
    results: (requirements, resources) =>
      requirements.flatMap(({ id, clauses, notAssessed }) =>
        resources
          .filter((resource) => clauses[resource] !== undefined)
          .map((resource): RequirementResult => {
            const tally = tallies.get(`${id}@${resource}`);
            if (tally === undefined) {
              return notAssessed === undefined
                ? { requirement: id, resource, verdict: 'not exercised', steps: [] }
                : { requirement: id, resource, verdict: 'skipped', reason: notAssessed, steps: [] };
            }
            const verdict = worst(tally.verdicts.map((each) => each.verdict));
            const reason = tally.verdicts.find((each) => each.verdict === verdict)?.reason;
            return {
              requirement: id,
              resource,
              verdict,
              ...(reason === undefined ? {} : { reason }),
              steps: [...tally.steps],
            };
          }),
      ),
  };
}
