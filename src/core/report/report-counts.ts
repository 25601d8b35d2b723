import type { RunFinished } from '../event.ts';
import type { Verdict } from '../verdict.ts';
import { remarksIn } from './report-matrix.ts';
import type { ReportCounts, RequirementReport, ScenarioReport } from './report-model.ts';

const NONE: Readonly<Record<Verdict, number>> = { pass: 0, fail: 0, inconclusive: 0, blocked: 0, skipped: 0, error: 0 };

/** Counts by verdict; `traffic` is the number of exchanges and checks. */
export function countsOf(
  scenarios: readonly ScenarioReport[],
  requirements: readonly RequirementReport[],
  traffic: RunFinished['counts'],
): ReportCounts {
  const byScenario = { ...NONE, 'not run': 0 };
  for (const { verdict } of scenarios.filter((s) => s.reason === 'requested')) byScenario[verdict] += 1;
  const byRequirement = { ...NONE, 'not exercised': 0 };
  for (const { verdict } of requirements.flatMap((r) => r.results)) byRequirement[verdict] += 1;
  return {
    exchanges: traffic.exchanges,
    checks: traffic.checks,
    remarks: scenarios.reduce((sum, scenario) => sum + remarksIn(scenario), 0),
    scenarios: byScenario,
    requirements: byRequirement,
  };
}
