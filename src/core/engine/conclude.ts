import type { Conclusion, ConclusionWord, RequirementResult, StepFinished } from '../event.ts';
import type { Requirement } from '../requirement.ts';
import type { Scenario } from '../scenario.ts';
import type { Scope } from '../scope.ts';
import type { Verdict } from '../verdict.ts';
import { citedBy, type Plan } from './plan.ts';

type Cause = Conclusion['because'][number];

/** What a conclusion is drawn from. */
export interface Grounds {
  readonly scope: Scope;
  readonly plan: Plan;
  readonly requirements: readonly Requirement[];
  readonly results: readonly RequirementResult[];
  /** Steps of requested scenarios whose verdict is not pass. */
  readonly troubled: readonly StepFinished[];
  /** Ids of the scenarios of which more than the preparation took place, at one resource at least. */
  readonly shown: ReadonlySet<string>;
  /** True where the run ended before its plan. */
  readonly ended: boolean;
}

/**
 * Concludes on a scope: nonconformant if a mandatory requirement failed, else undetermined if one is
 * inconclusive, blocked or not exercised without an explanation, or if the run did not get to its end.
 *
 * A scope answers for its own requirements, wherever they were checked, and for whatever its scenarios check.
 * A part of a scope is concluded on by the requirements its scenarios cite.
 */
export function conclude({ scope, plan, requirements, results, troubled, shown, ended }: Grounds): Conclusion {
  const mandatory = requirements.filter(({ level }) => level === 'MUST');
  const own = new Set(mandatory.filter((requirement) => requirement.scope === scope).map(({ id }) => id));
  const scenarios = requestedIn(scope, plan);
  const cited = new Set(scenarios.flatMap((scenario) => [...citedBy(scenario)]));
  const due = new Set(mandatory.map(({ id }) => id).filter((id) => own.has(id) || cited.has(id)));
  const ids = new Set(scenarios.map(({ id }) => id));
  const counts = (requirement: string, scenario: string) => own.has(requirement) || (ids.has(scenario) && due.has(requirement));
  const failed = causes(troubled, counts, 'fail');
  const open = [
    ...causes(troubled, counts, 'error'),
    ...kitFaults(troubled, ids),
    ...causes(troubled, counts, 'inconclusive'),
    ...causes(troubled, counts, 'blocked'),
    // of a part nobody expects that it exercises everything
    ...(plan.partial ? [] : unexercised(own, results)),
  ];
  const exercised = results.some(
    ({ requirement, verdict }) => due.has(requirement) && verdict !== 'not exercised' && verdict !== 'skipped',
  );
  const anything = exercised && [...ids].some((id) => shown.has(id));
  const conclusion: ConclusionWord =
    failed.length > 0 ? 'nonconformant' : open.length > 0 || ended || !anything ? 'undetermined' : 'conformant';
  return { scope, partial: plan.partial, conclusion, because: failed.length > 0 ? failed : open };
}

function requestedIn(scope: Scope, { tracks }: Plan): readonly Scenario[] {
  const runs = tracks.flatMap((track) => track.runs.filter(({ reason }) => reason === 'requested'));
  return runs.map(({ scenario }) => scenario).filter((scenario) => scenario.scope === scope);
}

function causes(
  steps: readonly StepFinished[],
  counts: (requirement: string, scenario: string) => boolean,
  verdict: Verdict,
): readonly Cause[] {
  const seen = new Set<string>();
  return steps.flatMap(({ scenario, resource, checks }) =>
    checks
      .filter((check) => check.verdict === verdict)
      .flatMap((check) => check.requirements.filter((requirement) => counts(requirement, scenario)))
      .filter((requirement) => {
        const key = `${requirement}@${resource}`;
        return seen.has(key) ? false : seen.add(key);
      })
      .map((requirement) => ({ requirement, resource, scenario, verdict })),
  );
}

/** Steps that broke without any requirement to name: whatever they would have shown is not known. */
function kitFaults(steps: readonly StepFinished[], scenarios: ReadonlySet<string>): readonly Cause[] {
  const isNamed = ({ checks }: StepFinished) =>
    checks.some((check) => check.verdict === 'error' && check.requirements.length > 0);
  return steps
    .filter((step) => step.verdict === 'error' && scenarios.has(step.scenario) && !isNamed(step))
    .map(({ scenario, resource, verdict }) => ({ scenario, resource, verdict }));
}

/** Mandatory requirements of the scope that nothing has checked, and nothing explains why. */
function unexercised(due: ReadonlySet<string>, results: readonly RequirementResult[]): readonly Cause[] {
  return results
    .filter(({ requirement, exemption }) => exemption === undefined && due.has(requirement))
    .filter(({ verdict }) => verdict === 'not exercised' || verdict === 'skipped')
    .map(({ requirement, resource, verdict }) => ({ requirement, resource, verdict }));
}

/** The exit code of a run (the first that applies): kit fault, nonconformant, undetermined, conformant. */
export function exitCodeOf(conclusions: readonly Conclusion[], kitFault: boolean): 70 | 1 | 2 | 0 {
  if (kitFault) return 70;
  if (conclusions.some(({ conclusion }) => conclusion === 'nonconformant')) return 1;
  return conclusions.length > 0 && conclusions.every(({ conclusion }) => conclusion === 'conformant') ? 0 : 2;
}
