import { repeatOf } from '../../core/report/report-exchange.ts';
import type { CheckReport, ScenarioReport, StepReport } from '../../core/report/report-model.ts';

/** What to say about a check that did not pass, or passed with remarks. */
export interface Problem {
  readonly step: StepReport;
  readonly check: CheckReport;
}

/** The checks of a scenario that share its verdict, in order. */
export function problemsOf(scenario: ScenarioReport): Problem[] {
  return checksOf(scenario).filter(({ check }) => check.verdict !== 'pass' && check.verdict !== 'skipped');
}

/** The checks that passed with a tolerated deviation. */
export function remarksOf(scenario: ScenarioReport): Problem[] {
  return checksOf(scenario).filter(({ check }) => check.verdict === 'pass' && check.findings.length > 0);
}

/** A check as lines of text: requirement and clause, then each finding, then how to repeat it. */
export function textOf({ step, check }: Problem): string {
  return [
    `${scenarioStep(step)}: ${check.verdict}: ${check.requirements.join(', ') || check.check}`,
    ...check.clauses.map((clause) => line('clause', clause)),
    ...(check.reason === undefined ? [] : [line('reason', check.reason)]),
    ...check.findings.flatMap((finding) => [
      `  ${finding.sentence}`,
      ...optional('expected', finding.expected),
      ...optional('actual', finding.actual),
      ...optional('where', finding.where),
      ...optional('hint', finding.hint),
      ...optional('ruling', finding.ruling),
    ]),
    ...(check.moreFindings === undefined ? [] : [`  and ${check.moreFindings} more findings, listed in the evidence`]),
    ...optional('repeat', repeatOf(step, check)),
  ].join('\n');
}

function checksOf(scenario: ScenarioReport): Problem[] {
  return scenario.steps.flatMap((step) => step.checks.map((check) => ({ step, check })));
}

function scenarioStep(step: StepReport): string {
  return step.title === '' ? step.step : `${step.step} (${step.title})`;
}

function optional(label: string, text: string | undefined): string[] {
  return text === undefined ? [] : [line(label, text)];
}

function line(label: string, text: string): string {
  return `    ${`${label}:`.padEnd(10)}${text}`;
}
