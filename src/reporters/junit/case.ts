import type { Report, ScenarioReport } from '../../core/report/report-model.ts';
import { problemsOf, remarksOf, textOf } from './problem.ts';

/** One `testcase` element, as the XML builder takes it, and how it counts. */
export interface TestCase {
  readonly counts: 'passed' | 'failures' | 'errors' | 'skipped';
  readonly seconds: number;
  readonly element: object;
}

/**
 * One scenario at one resource.
 *
 * Jenkins, GitLab and the usual GitHub actions show `failure` and `error` in red and `skipped` as neither
 * red nor green; none of them looks at `type`. An inconclusive scenario must not look green and is not the
 * SUT's proven fault, so it is an `error` of type `inconclusive`. A blocked one is `skipped`: what blocks it
 * is red at its own place, and counting it again would multiply one fault.
 */
export function caseOf(scenario: ScenarioReport, report: Report): TestCase {
  const seconds = (scenario.durationMs ?? 0) / 1000;
  const { counts, outcome } = outcomeOf(scenario);
  return {
    counts,
    seconds,
    element: {
      '@_classname': `${report.profile.id}.${scenario.resource}`,
      '@_name': `${scenario.scenario} ${scenario.title}${scenario.reason === 'prerequisite' ? ' (prerequisite)' : ''}`,
      '@_time': seconds.toFixed(3),
      ...outcome,
      ...systemOut(scenario),
    },
  };
}

function outcomeOf(scenario: ScenarioReport): { counts: TestCase['counts']; outcome: object } {
  const why = scenario.why ?? scenario.verdict;
  switch (scenario.verdict) {
    case 'pass':
      return { counts: 'passed', outcome: {} };
    case 'fail':
      return {
        counts: 'failures',
        outcome: { failure: { '@_message': why, '@_type': firstRequirement(scenario), '#text': details(scenario) } },
      };
    case 'error':
      return { counts: 'errors', outcome: { error: { '@_message': why, '@_type': 'kit-error', '#text': details(scenario) } } };
    case 'inconclusive':
      return { counts: 'errors', outcome: { error: { '@_message': why, '@_type': 'inconclusive', '#text': details(scenario) } } };
    case 'blocked':
    case 'skipped':
    case 'not run':
      return { counts: 'skipped', outcome: { skipped: { '@_message': `${scenario.verdict}: ${why}` } } };
  }
}

function firstRequirement(scenario: ScenarioReport): string {
  return problemsOf(scenario).find(({ check }) => check.verdict === 'fail')?.check.requirements[0] ?? scenario.scenario;
}

function details(scenario: ScenarioReport): string {
  const again = `Run it again: ${scenario.again}`;
  return [scenario.why ?? '', ...problemsOf(scenario).map(textOf), again].join('\n\n').trim();
}

/** Remarks: Jenkins and GitLab show the standard output of a passed testcase. */
function systemOut(scenario: ScenarioReport): object {
  const remarks = remarksOf(scenario);
  return remarks.length === 0 ? {} : { 'system-out': remarks.map(textOf).join('\n\n') };
}
