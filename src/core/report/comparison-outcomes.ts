import type { ResourceName } from '../profile.ts';
import type { DifferenceSide } from './comparison-model.ts';
import type { CheckReport, FindingReport, Report, StepReport } from './report-model.ts';
import type { RequirementOutcome, RequirementReport } from './requirement-report.ts';

/** What a report says of one requirement at one resource. */
export interface Placed extends RequirementOutcome {
  readonly requirement: string;
  readonly resource: ResourceName;
  readonly kind: RequirementReport['kind'];
  readonly level: RequirementReport['level'];
  readonly text: string;
}

/** `status.GET@BillFormat` → what the report says of it, in its order. What only the kit asks for is no part of it. */
export function outcomesOf({ requirements }: Report): ReadonlyMap<string, Placed> {
  return new Map(
    requirements
      .filter(({ kind }) => kind !== 'kit')
      .flatMap(({ id, kind, level, text, results }) =>
        results.map((result): [string, Placed] => [
          `${id}@${result.resource}`,
          { ...result, requirement: id, kind, level, text },
        ]),
      ),
  );
}

/** One side of a difference, with the first finding that made it. */
export function differenceSide(of: Placed, report: Report): DifferenceSide {
  const { level, text, clause, status, reason } = of;
  const found = firstAt(of, report);
  const why = reason ?? found?.reason;
  return {
    level,
    text,
    clause,
    status,
    ...(why !== undefined && { reason: why }),
    ...(found && { step: found.step, ...(found.finding && { finding: found.finding }) }),
  };
}

interface Found {
  readonly step: string;
  readonly finding?: FindingReport;
  readonly reason?: string;
}

/** The first check that cites the requirement and has its status as verdict; of what passed there is nothing to tell. */
export function firstAt({ requirement, resource, status, steps }: Placed, report: Report): Found | undefined {
  if (status === 'pass') return undefined;
  for (const { step: name, verdict } of steps) {
    const at = verdict === status ? stepOf(name, resource, report) : undefined;
    const check = at?.checks.find((each) => each.verdict === status && each.requirements.includes(requirement));
    if (at === undefined || check === undefined) continue;
    return { step: name, ...said(check, at) };
  }
  return undefined;
}

function said({ findings, reason: own }: CheckReport, { reason: ofStep }: StepReport): Omit<Found, 'step'> {
  const finding = findings.find(({ kind }) => kind !== 'remark');
  const reason = own ?? ofStep;
  return { ...(finding && { finding }), ...(reason !== undefined && { reason }) };
}

/** The step that `TC_N1/create` names at a resource. */
function stepOf(name: string, resource: ResourceName, { scenarios }: Report): StepReport | undefined {
  const slash = name.indexOf('/');
  const [scenario, id] = [name.slice(0, slash), name.slice(slash + 1)];
  return scenarios
    .find((each) => each.scenario === scenario && each.resource === resource)
    ?.steps.find(({ step, phase }) => step === id && phase !== 'postamble');
}
