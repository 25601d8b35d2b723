import type { Report } from '../../core/report/report-model.ts';
import { DERIVED } from '../../core/report/report-words.ts';
import { caseOf, type TestCase } from './case.ts';
import { xmlOf } from './xml.ts';

/** The JUnit document of a report. Times are sums over the testcases, in seconds. */
export function junitOf(report: Report): string {
  const suites = report.matrix.resources.map((resource) => ({
    name: resource,
    cases: report.scenarios.filter((s) => s.resource === resource).map((s) => caseOf(s, report)),
  }));
  const run = runCases(
    report,
    suites.flatMap((suite) => suite.cases),
  );
  const all = run.length > 0 ? [{ name: 'run', cases: run }, ...suites] : suites;
  return xmlOf({
    testsuites: {
      '@_name': `tmf666-ctk ${report.profile.id}`,
      ...totals(all.flatMap((suite) => suite.cases)),
      testsuite: all.map(({ name, cases }) => ({
        '@_name': `${report.profile.id}.${name}`,
        ...totals(cases),
        // without fraction and zone, as the schema of Ant wants it
        '@_timestamp': report.startedAt.slice(0, 19),
        properties: { property: propertiesOf(report) },
        testcase: cases.map((c) => c.element),
      })),
    },
  });
}

/**
 * Testcases about the run as a whole, only where the scenarios' own could look green although nothing is
 * concluded: the run ended before its plan, or a scope is undetermined and no testcase is red.
 */
function runCases(report: Report, cases: readonly TestCase[]): TestCase[] {
  const classname = `${report.profile.id}.run`;
  if (report.ended) {
    const { reason, message } = report.ended;
    return [errorCase(classname, 'The run reaches the end of its plan', reason, message)];
  }
  if (cases.some((c) => c.counts === 'failures' || c.counts === 'errors')) return [];
  return report.conclusions
    .filter((c) => c.conclusion !== 'conformant')
    .map((c) => errorCase(classname, `The scope ${c.scope} is concluded`, c.conclusion, c.meaning));
}

function errorCase(classname: string, name: string, type: string, message: string): TestCase {
  const error = { '@_message': message, '@_type': type, '#text': message };
  return { counts: 'errors', seconds: 0, element: { '@_classname': classname, '@_name': name, '@_time': '0.000', error } };
}

function totals(cases: readonly TestCase[]): object {
  const count = (kind: TestCase['counts']) => cases.filter((c) => c.counts === kind).length;
  return {
    '@_tests': cases.length,
    '@_failures': count('failures'),
    '@_errors': count('errors'),
    '@_skipped': count('skipped'),
    '@_time': cases.reduce((sum, c) => sum + c.seconds, 0).toFixed(3),
  };
}

function propertiesOf(report: Report): object[] {
  const { target, profile, kit, operator, part, conclusions } = report;
  const entries: [string, string | undefined][] = [
    ['run', report.runId],
    ['kit', `${kit.name} ${kit.version}`],
    ['profile', profile.id],
    ['document', `${profile.document} ${profile.version}`],
    ['document.derived', profile.derivedFrom === undefined ? undefined : `${DERIVED} ${profile.derivedFrom}`],
    ['target', target.url],
    ['target.topicPrefix', target.topicPrefix],
    ['sut.product', target.product],
    ['sut.version', target.version],
    ['operator', operator],
    ...conclusions.map((c): [string, string] => [`conclusion.${c.scope}`, c.conclusion]),
    ['part', part?.meaning],
    ['disclaimer', report.disclaimer],
  ];
  return entries.flatMap(([name, value]) => (value === undefined ? [] : { '@_name': name, '@_value': value }));
}
