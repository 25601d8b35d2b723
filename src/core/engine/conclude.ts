import type { Conclusion, ConclusionWord, RequirementResult, StepFinished } from '../event.ts';
import type { Requirement } from '../requirement.ts';
import type { Scope } from '../scope.ts';
import type { Verdict } from '../verdict.ts';
import type { Plan } from './plan.ts';

type Cause = Conclusion['because'][number];

/** What a conclusion is drawn from. */
export interface Grounds {
  readonly scope: Scope;
  readonly plan: Plan;
  readonly requirements: readonly Requirement[];
  readonly results: readonly RequirementResult[];
  /** Steps of this scope's requested scenarios whose verdict is not pass. */
  readonly troubled: readonly StepFinished[];
  /** True where the run ended before its plan. */
  readonly ended: boolean;
}

/**
 * Concludes on a scope: nonconformant if a mandatory requirement failed, else undetermined if one is
 * inconclusive, blocked or not exercised without an explanation, or if the run did not get to its end.
 *
 * A part of a scope is concluded on by the requirements its scenarios cite.
 */
export function conclude({ scope, plan, requirements, results, troubled, ended }: Grounds): Conclusion {
  const mandatory = new Set(
    requirements.filter((requirement) => requirement.level === 'MUST').map((requirement) => requirement.id),
  );
  const due = requirementsDue(scope, plan, requirements);
  const failed = causes(troubled, mandatory, 'fail');
  const open = [
    ...causes(troubled, mandatory, 'error'),
    ...causes(troubled, mandatory, 'inconclusive'),
    ...causes(troubled, mandatory, 'blocked'),
    // of a part nobody expects that it exercises everything
    ...(plan.partial ? [] : unexercised(due, results)),
  ];
  const anything = results.some(
    ({ requirement, verdict }) => due.has(requirement) && verdict !== 'not exercised' && verdict !== 'skipped',
  );
  const conclusion: ConclusionWord =
    failed.length > 0 ? 'nonconformant' : open.length > 0 || ended || !anything ? 'undetermined' : 'conformant';
  return { scope, partial: plan.partial, conclusion, because: failed.length > 0 ? failed : open };
}

function causes(steps: readonly StepFinished[], mandatory: ReadonlySet<string>, verdict: Verdict): readonly Cause[] {
  const seen = new Set<string>();
  return steps.flatMap(({ scenario, resource, checks }) =>
    checks
      .filter((check) => check.verdict === verdict)
      .flatMap((check) => check.requirements.filter((requirement) => mandatory.has(requirement)))
      .filter((requirement) => {
        const key = `${requirement}@${resource}`;
        return seen.has(key) ? false : seen.add(key);
      })
      .map((requirement) => ({ requirement, resource, scenario, verdict })),
  );
}

/** The mandatory requirements a conclusion rests on: those of the scope, or of a part whatever it cites. */
function requirementsDue(scope: Scope, plan: Plan, requirements: readonly Requirement[]): ReadonlySet<string> {
  const due = requirements.filter(({ level, scope: own }) => level === 'MUST' && (plan.partial || own === scope));
  return new Set(due.map(({ id }) => id));
}

/** Mandatory requirements of the scope that nothing has checked. */
function unexercised(due: ReadonlySet<string>, results: readonly RequirementResult[]): readonly Cause[] {
  return results
    .filter((result) => result.verdict === 'not exercised' && due.has(result.requirement))
    .map(({ requirement, resource, verdict }) => ({ requirement, resource, verdict }));
}

/** The exit code of a run (the first that applies): kit fault, nonconformant, undetermined, conformant. */
export function exitCodeOf(conclusions: readonly Conclusion[], kitFault: boolean): 70 | 1 | 2 | 0 {
  if (kitFault) return 70;
  if (conclusions.some(({ conclusion }) => conclusion === 'nonconformant')) return 1;
  return conclusions.length > 0 && conclusions.every(({ conclusion }) => conclusion === 'conformant') ? 0 : 2;
}
