import type { Coverage, Prospect } from '../core/engine/coverage.ts';
import type { Requirement } from '../core/requirement.ts';
import { stepsText } from '../core/wording/step-names.ts';

/** A requirement and the resources at which the same becomes of it. */
export interface CoverageRow {
  readonly requirement: Requirement;
  readonly prospect: Prospect;
  readonly resources: readonly string[];
  /** `7 resources`, or the names where it does not apply to all. */
  readonly at: string;
  /** The steps, or why there are none. */
  readonly by: string;
}

/** One row for each requirement, more where resources differ in what becomes of it or why. */
export function coverageRows(requirements: readonly Requirement[], coverage: readonly Coverage[]): readonly CoverageRow[] {
  const planned = new Set(coverage.map(({ resource }) => resource)).size;
  return requirements.flatMap((requirement) => {
    const groups = new Map<string, Coverage[]>();
    for (const each of coverage.filter((one) => one.requirement === requirement.id)) {
      const key = `${each.prospect} ${each.reason ?? ''}`;
      groups.set(key, [...(groups.get(key) ?? []), each]);
    }
    return [...groups.values()].flatMap((group): readonly CoverageRow[] => {
      const [first] = group;
      if (first === undefined) return [];
      const resources = group.map(({ resource }) => resource);
      return [
        {
          requirement,
          prospect: first.prospect,
          resources,
          at: resources.length === planned ? `all ${planned} resources` : resources.join(', '),
          by: byText(first, group),
        },
      ];
    });
  });
}

function byText({ reason }: Coverage, group: readonly Coverage[]): string {
  const steps = group.flatMap((each) => each.steps);
  const text = stepsText(group.map((each) => each.steps.map(({ step }) => step)));
  const offered = steps.length > 0 && steps.every(({ ifOffered }) => ifOffered) ? 'where it is offered' : '';
  return [text, offered, reason ?? ''].filter((part) => part !== '').join('; ');
}

/** How many requirements × resources come to each prospect. */
export function countProspects(coverage: readonly Coverage[], prospects: readonly Prospect[]): readonly number[] {
  return prospects.map((prospect) => coverage.filter((each) => each.prospect === prospect).length);
}

/** Mandatory requirements that no step checks and nothing explains: `id at Resource`. */
export function mandatoryGaps(requirements: readonly Requirement[], coverage: readonly Coverage[]): readonly string[] {
  const mandatory = new Set(requirements.filter(({ level }) => level === 'MUST').map(({ id }) => id));
  return coverage
    .filter(({ requirement, prospect }) => prospect === 'gap' && mandatory.has(requirement))
    .map(({ requirement, resource }) => `${requirement} at ${resource}`);
}
