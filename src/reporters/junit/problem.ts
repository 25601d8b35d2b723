import { repeatOf, shownFor } from '../../core/report/report-exchange.ts';
import type { CheckReport, ExchangeDetail, ScenarioReport, StepReport } from '../../core/report/report-model.ts';
import { NOT_GATING } from '../../core/report/report-words.ts';
import { headersText, placeText } from '../../core/wording/record-place.ts';
import { familyOf, rowOf, withoutRow } from '../../core/wording/step-names.ts';

/** What to say about a check that did not pass, or passed with remarks. */
export interface Problem {
  readonly step: StepReport;
  readonly check: CheckReport;
  /** Further rows of the step's group at which the same was found. */
  readonly alsoAt: readonly string[];
}

/** The checks of a scenario that did not pass, in order; the same at several rows of a group is one. */
export function problemsOf(scenario: ScenarioReport): Problem[] {
  return grouped(scenario, ({ verdict }) => verdict !== 'pass' && verdict !== 'skipped');
}

/** The checks that passed with a tolerated deviation. */
export function remarksOf(scenario: ScenarioReport): Problem[] {
  return grouped(scenario, ({ verdict, findings }) => verdict === 'pass' && findings.length > 0);
}

/** A check as lines of text: requirement and clause, then each finding, then how to repeat it. */
export function textOf({ step, check, alsoAt }: Problem): string {
  return [
    `${scenarioStep(step)}: ${check.verdict}: ${check.requirements.join(', ') || check.check}`,
    ...check.clauses.map((clause) => line('clause', clause)),
    ...(check.optional ? [line('weight', NOT_GATING)] : []),
    ...(check.reason === undefined ? [] : [line('reason', check.reason)]),
    ...check.findings.flatMap((finding) => [
      `  ${finding.sentence}`,
      ...optional('expected', finding.expected),
      ...optional('actual', finding.actual),
      ...optional('where', finding.where),
      ...optional('hint', finding.hint),
      ...optional('ruling', finding.ruling),
    ]),
    ...(alsoAt.length === 0 ? [] : [line('also at', alsoAt.join(', '))]),
    ...(check.moreFindings === undefined ? [] : [`  and ${check.moreFindings} more findings, listed in the evidence`]),
    ...recordLines(shownFor(step, check)),
    ...optional('repeat', repeatOf(step, check)),
  ].join('\n');
}

/** Where an exchange over Kafka is to be found; what a URL tells stands in the line that repeats it. */
function recordLines(of: ExchangeDetail | undefined): string[] {
  if (of?.protocol !== 'kafka') return [];
  const { found, reply = of.failure?.heard } = of;
  return [
    line('request', placeText(of)),
    ...(found ? [line('reply', placeText(found))] : []),
    ...(reply ? [line('headers', headersText(reply.headers))] : []),
  ];
}

function grouped(scenario: ScenarioReport, isMeant: (check: CheckReport) => boolean): Problem[] {
  const problems: { readonly step: StepReport; readonly check: CheckReport; readonly alsoAt: string[] }[] = [];
  const groups = new Map<string, string[]>();
  for (const step of scenario.steps) {
    const row = rowOf(step.step);
    for (const check of step.checks.filter(isMeant)) {
      const families = check.requirements.map((requirement) => familyOf(requirement, step.step));
      const codes = new Set(check.findings.map(({ code }) => code));
      const key = [step.phase, withoutRow(step.step), check.check, check.verdict, ...families, ...codes].join('\n');
      const known = row === '' ? undefined : groups.get(key);
      if (known !== undefined) {
        if (!known.includes(row)) known.push(row);
        continue;
      }
      const alsoAt: string[] = [];
      groups.set(key, alsoAt);
      problems.push({ step, check, alsoAt });
    }
  }
  return problems;
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
