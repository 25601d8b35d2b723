import type { RunFinished } from '../event.ts';
import type { Verdict } from '../verdict.ts';
import { remarksIn } from './report-matrix.ts';
import type { ReportCounts, ScenarioReport } from './report-model.ts';
import type { RequirementReport, StatusCounts } from './requirement-report.ts';
import { REQUIREMENT_STATUSES, type RequirementStatus } from './requirement-status.ts';

const NONE: Readonly<Record<Verdict, number>> = { pass: 0, fail: 0, inconclusive: 0, blocked: 0, skipped: 0, error: 0 };

/** Counts by verdict and status; `traffic` is the number of exchanges and checks. */
export function countsOf(
  scenarios: readonly ScenarioReport[],
  requirements: readonly RequirementReport[],
  traffic: RunFinished['counts'],
): ReportCounts {
  const byScenario = { ...NONE, 'not run': 0 };
  for (const { verdict } of scenarios.filter((s) => s.reason === 'requested')) byScenario[verdict] += 1;
  const { byStatus, gaps } = countRequirements(requirements);
  return {
    exchanges: traffic.exchanges,
    checks: traffic.checks,
    remarks: scenarios.reduce((sum, scenario) => sum + remarksIn(scenario), 0),
    scenarios: byScenario,
    requirements: byStatus,
    requirementsBy: {
      kind: countsBy(requirements, 'kind'),
      level: countsBy(requirements, 'level'),
      scope: countsBy(requirements, 'scope'),
    },
    gaps,
  };
}

/** How many requirements × resources came to each status, and how many of the mandatory ones are a gap. */
export function countRequirements(requirements: readonly RequirementReport[]): {
  readonly byStatus: StatusCounts;
  readonly gaps: number;
} {
  const mandatory = requirements.filter(({ level }) => level === 'MUST').flatMap(({ results }) => results);
  return { byStatus: statusCountsOf(requirements), gaps: mandatory.filter(({ gap }) => gap).length };
}

function countsBy(requirements: readonly RequirementReport[], by: 'kind' | 'level' | 'scope'): Record<string, StatusCounts> {
  const names = [...new Set(requirements.map((requirement) => requirement[by]))];
  return Object.fromEntries(
    names.map((name) => [name, statusCountsOf(requirements.filter((requirement) => requirement[by] === name))]),
  );
}

function statusCountsOf(requirements: readonly RequirementReport[]): StatusCounts {
  const statuses = requirements.flatMap(({ results }) => results.map(({ status }) => status));
  const count = (status: RequirementStatus) => statuses.filter((each) => each === status).length;
  return Object.fromEntries(REQUIREMENT_STATUSES.map((status) => [status, count(status)])) as Record<RequirementStatus, number>;
}
