import type { CheckResult, ExchangeRecorded, StepFinished, Target } from '../event.ts';
import type { Finding } from '../finding.ts';
import type { Requirement } from '../requirement.ts';
import { hintFor } from '../wording/hint.ts';
import { actualText, expectedText, placeOf, sentence } from '../wording/sentence.ts';
import { detailOf, lineOf } from './report-exchange.ts';
import type { CheckReport, ExchangeReport, FindingReport, StepReport } from './report-model.ts';

/** Findings of one check; a list of a thousand faulty records must not fill the report either. */
const FINDINGS = 20;

/** Full exchanges of one step; a list of a thousand pages must not fill the report. */
const FULL_EXCHANGES = 6;

/** What the words of a step need to know of the run. */
export interface KnownOfRun {
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly target: Target | undefined;
}

/**
 * A finished step in words, with the exchanges that led to its verdict.
 *
 * @param isNews false for a step that repeats what others have shown: its exchanges take one line each
 */
export function stepOf(
  event: StepFinished,
  exchanges: readonly ExchangeRecorded[],
  run: KnownOfRun,
  isNews: boolean,
): StepReport {
  return {
    step: event.step,
    title: event.title,
    phase: event.phase,
    verdict: event.verdict,
    ...(event.reason !== undefined && { reason: event.reason }),
    checks: event.checks.map((check) => checkOf(check, event.resource, run)),
    exchanges: isNews ? exchangesOf(event, exchanges) : exchanges.map(lineOf),
  };
}

/** A step that the end of the run cut off: it has exchanges and no verdict of its own. */
export function cutStepOf(exchanges: readonly ExchangeRecorded[], reason: string): StepReport[] {
  const last = exchanges.at(-1);
  if (!last) return [];
  const { step, phase } = last;
  const reports = exchanges.map((e) => (e === last ? detailOf(e) : lineOf(e)));
  return [{ step, title: step, phase, verdict: 'inconclusive', reason, checks: [], exchanges: reports }];
}

/** The clauses that demand some requirements of a resource, each once. */
function clausesOf(ids: readonly string[], resource: string, requirements: ReadonlyMap<string, Requirement>): string[] {
  return [...new Set(ids.flatMap((id) => requirements.get(id)?.clauses[resource] ?? []))];
}

function checkOf(check: CheckResult, resource: string, { requirements, target }: KnownOfRun): CheckReport {
  const isRemark = (finding: Finding) => finding.kind === 'remark';
  const findings = [...check.findings.filter((f) => !isRemark(f)), ...check.findings.filter(isRemark)];
  return {
    check: check.check,
    requirements: check.requirements,
    clauses: clausesOf(check.requirements, resource, requirements),
    ...(isOptional(check.requirements, requirements) && { optional: true }),
    verdict: check.verdict,
    ...(check.reason !== undefined && { reason: check.reason }),
    findings: findings.slice(0, FINDINGS).map((finding) => findingOf(finding, target)),
    ...(findings.length > FINDINGS && { moreFindings: findings.length - FINDINGS }),
    ...(check.exchange !== undefined && { exchange: check.exchange }),
  };
}

/** Only mandatory requirements gate. */
function isOptional(ids: readonly string[], requirements: ReadonlyMap<string, Requirement>): boolean {
  return ids.length > 0 && ids.every((id) => (requirements.get(id)?.level ?? 'MUST') !== 'MUST');
}

function findingOf(finding: Finding, target: Target | undefined): FindingReport {
  const expected = expectedText(finding);
  const actual = actualText(finding);
  const where = placeOf(finding);
  const hint = hintFor(finding.code, target);
  return {
    code: finding.code,
    kind: finding.kind,
    sentence: sentence(finding),
    ...(expected && { expected }),
    ...(actual && { actual }),
    ...(where && { where }),
    ...(hint && { hint }),
    ...(finding.ruling !== undefined && { ruling: finding.ruling }),
  };
}

function exchangesOf(event: StepFinished, exchanges: readonly ExchangeRecorded[]): ExchangeReport[] {
  const cited = new Set(event.checks.filter((c) => c.findings.length > 0).map((c) => c.exchange));
  // what no finding points into still shows how the step ended
  if (!exchanges.some(({ exchange }) => cited.has(exchange.id))) cited.add(exchanges.at(-1)?.exchange.id);
  let full = 0;
  return exchanges.map((e) => (cited.has(e.exchange.id) && full++ < FULL_EXCHANGES ? detailOf(e) : lineOf(e)));
}
