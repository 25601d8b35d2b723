import type { MatrixCell, ReportMatrix, ScenarioReport } from './report-model.ts';

/** Scenarios as rows and resources as columns, both in the order of the plan. */
export function matrixOf(scenarios: readonly ScenarioReport[]): ReportMatrix {
  const rows = new Map<string, { scenario: string; printedId: string; title: string; cells: MatrixCell[] }>();
  for (const of of scenarios) {
    const { scenario, printedId, title } = of;
    const row = rows.get(scenario) ?? { scenario, printedId, title, cells: [] };
    row.cells.push(cellOf(of));
    rows.set(scenario, row);
  }
  return { resources: [...new Set(scenarios.map((s) => s.resource))], rows: [...rows.values()] };
}

/** How many tolerated deviations a scenario's steps carry. */
export function remarksIn(scenario: ScenarioReport): number {
  const checks = scenario.steps.flatMap((step) => step.checks);
  return checks.flatMap((check) => check.findings).filter((finding) => finding.kind === 'remark').length;
}

function cellOf(scenario: ScenarioReport): MatrixCell {
  const { resource, reason, verdict, why, durationMs } = scenario;
  return {
    resource,
    reason,
    verdict,
    remarks: remarksIn(scenario),
    ...(why !== undefined && { why }),
    ...(durationMs !== undefined && { durationMs }),
  };
}
