import type { PlannedScenario, RunStarted, ScenarioFinished, ScenarioStarted } from '../event.ts';
import { rerunLine } from '../wording/command-line.ts';
import type { ScenarioReport, ScenarioVerdict, StepReport } from './report-model.ts';

/** Names one scenario at one resource: `TC_N1@PartyAccount`. */
export function keyOf(of: { readonly scenario: string; readonly resource: string }): string {
  return `${of.scenario}@${of.resource}`;
}

/** A planned scenario and what became of it; `endMessage` tells why the run ended before its plan. */
export function scenarioOf(
  planned: PlannedScenario,
  started: ScenarioStarted | undefined,
  finished: ScenarioFinished | undefined,
  steps: readonly StepReport[],
  endMessage: string | undefined,
  run: Pick<RunStarted, 'target' | 'profile'>,
): ScenarioReport {
  // begun and not finished: what its steps found so far is no verdict on the whole
  const verdict = finished?.verdict ?? (started ? 'inconclusive' : 'not run');
  const why = verdict === 'pass' ? undefined : (reasonIn(steps, verdict) ?? finished?.why ?? (finished ? undefined : endMessage));
  return {
    scenario: planned.scenario,
    printedId: planned.printedId,
    title: planned.title,
    clause: planned.clause,
    resource: planned.resource,
    reason: planned.reason,
    verdict,
    ...(why !== undefined && { why }),
    ...(started && { startedAt: started.at }),
    ...(finished && { durationMs: finished.durationMs }),
    again: rerunLine(planned, run),
    steps,
  };
}

/** The reason of the first step that shares the scenario's verdict. */
function reasonIn(steps: readonly StepReport[], verdict: ScenarioVerdict): string | undefined {
  const step = steps.find((s) => s.verdict === verdict && s.phase !== 'postamble');
  const check = step?.checks.find((c) => c.verdict === verdict);
  return step?.reason ?? check?.reason ?? check?.findings.find((f) => f.kind !== 'remark')?.sentence;
}
