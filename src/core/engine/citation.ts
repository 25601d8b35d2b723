import type { CheckResult, StepFinished } from '../event.ts';
import { worst } from '../verdict.ts';

/** A verdict that no requirement asks for says nothing about the SUT: a check that cites none is an error of the kit. */
export function withCitations(step: StepFinished): StepFinished {
  if (step.checks.every(({ requirements }) => requirements.length > 0)) return step;
  const checks = step.checks.map((check) => (check.requirements.length > 0 ? check : uncited(check)));
  return { ...step, checks, verdict: worst([step.verdict, ...checks.map(({ verdict }) => verdict)]) };
}

function uncited(check: CheckResult): CheckResult {
  const { exemption: _, ...rest } = check;
  return { ...rest, verdict: 'error', reason: `the check ${check.check} cites no requirement` };
}
