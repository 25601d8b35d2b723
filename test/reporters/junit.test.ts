import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/event.ts';
import { createJunitReporter } from '../../src/reporters/junit.ts';
import { aFinding, aRun } from '../support/events.ts';
import { aRunOfRows } from '../support/runs.ts';

interface Case {
  readonly '@_classname': string;
  readonly '@_name': string;
  readonly '@_time': string;
  readonly failure?: Trouble;
  readonly error?: Trouble;
  readonly skipped?: Trouble;
  readonly 'system-out'?: string;
}
interface Trouble {
  readonly '@_message': string;
  readonly '@_type'?: string;
  readonly '#text'?: string;
}
interface Totals {
  readonly '@_name': string;
  readonly '@_tests': string;
  readonly '@_failures': string;
  readonly '@_errors': string;
  readonly '@_skipped': string;
  readonly '@_time': string;
}
interface Suite extends Totals {
  readonly '@_timestamp': string;
  readonly properties: { readonly property: readonly { readonly '@_name': string; readonly '@_value': string }[] };
  readonly testcase: readonly Case[];
}

async function xmlOf(events: readonly RunEvent[]): Promise<string> {
  let xml = '';
  const files = {
    write: async (_name: string, text: string) => {
      xml = text;
    },
    append: () => {},
    store: () => 'bodies/none',
  };
  const reporter = createJunitReporter({ files });
  for (const event of events) reporter.onEvent(event);
  await reporter.finish();
  return xml;
}

/** Parses, and asserts what the JUnit schema of Jenkins asks for. */
async function suitesOf(events: readonly RunEvent[]): Promise<readonly Suite[]> {
  const xml = await xmlOf(events);
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseTagValue: false,
    trimValues: false,
    isArray: (name) => ['testsuite', 'testcase', 'property'].includes(name),
  });
  const all: Totals & { testsuite: Suite[] } = parser.parse(xml).testsuites;
  expectTotals(
    all,
    all.testsuite.flatMap((suite) => suite.testcase),
  );
  for (const suite of all.testsuite) {
    expectTotals(suite, suite.testcase);
    expect(suite['@_timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    for (const testcase of suite.testcase) {
      const troubles = [testcase.failure, testcase.error, testcase.skipped].filter((t) => t !== undefined);
      expect(troubles.length).toBeLessThanOrEqual(1);
    }
  }
  return all.testsuite;
}

function expectTotals(totals: Totals, cases: readonly Case[]): void {
  expect(totals['@_tests']).toBe(`${cases.length}`);
  expect(totals['@_failures']).toBe(`${cases.filter((c) => c.failure).length}`);
  expect(totals['@_errors']).toBe(`${cases.filter((c) => c.error).length}`);
  expect(totals['@_skipped']).toBe(`${cases.filter((c) => c.skipped).length}`);
  expect(Number(totals['@_time'])).toBeCloseTo(
    cases.reduce((sum, c) => sum + Number(c['@_time']), 0),
    6,
  );
}

const caseOf = (suites: readonly Suite[], resource: string, scenario: string) =>
  suites.flatMap((s) => s.testcase).find((c) => c['@_classname'].endsWith(`.${resource}`) && c['@_name'].startsWith(scenario));

describe('the JUnit reporter', () => {
  it('writes a suite per resource and a testcase per scenario', async () => {
    const suites = await suitesOf(aRun({ operator: 'Jane Roe' }));
    expect(suites.map((s) => [s['@_name'], s.testcase.length])).toContainEqual(['tmf666b-1.1.0.BillFormat', 6]);
    expect(suites).toHaveLength(7);
    expect(suites[0]?.testcase[0]).toMatchObject({
      '@_classname': 'tmf666b-1.1.0.PartyAccount',
      '@_name': 'TC_N1 Create with the minimum, list and retrieve',
    });
    const properties = Object.fromEntries(suites[0]?.properties.property.map((p) => [p['@_name'], p['@_value']]) ?? []);
    expect(properties).toMatchObject({
      run: 'k3x9q2',
      kit: 'tmf666-ctk 0.1.0',
      profile: 'tmf666b-1.1.0',
      target: 'http://sut.example:8080/api',
      'sut.product': 'Accounts',
      'sut.version': '4.2',
      operator: 'Jane Roe',
      'conclusion.connect': 'conformant',
      disclaimer: expect.stringContaining('no certificate of TM Forum'),
    });
  });

  it('tells a failure with clause, expected, actual, where and curl', async () => {
    const findings = [aFinding({ code: 'status.unexpected', where: 'status', expected: [201], actual: 200 })];
    const suites = await suitesOf(aRun({ deviations: [{ scenario: 'TC_N1', step: 'create', check: 'status', findings }] }));
    const { failure } = caseOf(suites, 'BillFormat', 'TC_N1') ?? {};
    expect(failure).toMatchObject({ '@_type': 'TC_N1.create.status', '@_message': expect.stringContaining('200') });
    const text = failure?.['#text'];
    expect(text).toMatch(/clause: +API CONFORMANCE TEST SCENARIOS/);
    expect(text).toMatch(/expected: +201\n +actual: +200\n +where: +status/);
    expect(text).toMatch(/repeat: +curl .*-X POST/);
  });

  it('shows an inconclusive scenario in red, a blocked and a skipped one as skipped with the reason', async () => {
    const suites = await suitesOf(
      aRun({
        deviations: [
          {
            scenario: 'TC_N1',
            step: 'create',
            check: 'status',
            findings: [aFinding({ code: 'status.throttled', kind: 'undecided', where: 'status', actual: 429 })],
          },
          { scenario: 'TC_N2', step: 'create-a', verdict: 'blocked', reason: 'TC_N1/create did not pass' },
          { scenario: 'TC_N2', step: 'filter-type', verdict: 'blocked', reason: 'TC_N1/create did not pass' },
          { scenario: 'TC_E1', step: 'retrieve', verdict: 'skipped', reason: 'the target has no ids' },
        ],
      }),
    );
    expect(caseOf(suites, 'BillFormat', 'TC_N1')?.error?.['@_type']).toBe('inconclusive');
    expect(caseOf(suites, 'BillFormat', 'TC_N2')?.skipped).toEqual({ '@_message': 'blocked: TC_N1/create did not pass' });
    expect(caseOf(suites, 'BillFormat', 'TC_E1')?.skipped).toEqual({ '@_message': 'skipped: the target has no ids' });
  });

  it('calls a fault of the kit an error, not a failure', async () => {
    const deviations = [{ scenario: 'TC_N1', step: 'create', verdict: 'error', reason: 'the check threw' }] as const;
    const suites = await suitesOf(aRun({ deviations }));
    const { error } = caseOf(suites, 'BillFormat', 'TC_N1') ?? {};
    expect(error).toMatchObject({ '@_type': 'kit-error', '@_message': 'the check threw' });
  });

  it('marks prerequisites and shows remarks of what passed', async () => {
    const findings = [
      aFinding({ code: 'status.partial-content', kind: 'remark', expected: [200], actual: 206, ruling: 'AMB-R04' }),
    ];
    const suites = await suitesOf(
      aRun({
        resources: ['BillFormat'],
        scenarios: ['TC_N1', 'TC_N2'],
        prerequisites: ['TC_N1'],
        part: { scenarios: ['TC_N2'], resources: ['BillFormat'] },
        deviations: [{ scenario: 'TC_N1', step: 'list', check: 'status', findings }],
      }),
    );
    const [first] = suites[0]?.testcase ?? [];
    expect(first?.['@_name']).toMatch(/^TC_N1 .* \(prerequisite\)$/);
    expect(first?.failure).toBeUndefined();
    expect(first?.['system-out']).toContain('AMB-R04');
  });

  it('has one error for an unreachable target, and what was not run as skipped', async () => {
    const ended = { after: 0, reason: 'unreachable', message: 'Nobody answers.' } as const;
    const suites = await suitesOf(aRun({ ended }));
    const cases = suites.flatMap((s) => s.testcase);
    expect(cases.filter((c) => c.error)).toHaveLength(1);
    expect(cases.find((c) => c.error)?.error).toMatchObject({ '@_type': 'unreachable', '@_message': 'Nobody answers.' });
    expect(cases.filter((c) => c.skipped)).toHaveLength(42);
  });

  it('does not look green where nothing is concluded', async () => {
    const events = aRun({ resources: ['BillFormat'] }).map((event): RunEvent => {
      if (event.event !== 'run-finished') return event;
      const because = [{ requirement: 'TC_E1.status', resource: 'BillFormat', verdict: 'not exercised' }] as const;
      return { ...event, conclusions: [{ scope: 'connect', partial: false, conclusion: 'undetermined', because }] };
    });
    const suites = await suitesOf(events);
    expect(suites.flatMap((s) => s.testcase).filter((c) => c.error)).toMatchObject([
      { '@_name': 'The scope connect is concluded', error: { '@_type': 'undetermined' } },
    ]);
  });

  it('survives what XML cannot hold', async () => {
    const target = { url: 'http://x/?a=1&b=<"\'>', embedded: false, product: 'bell\u0007 ]]> \ud800', version: 'true' };
    const suites = await suitesOf(
      aRun({
        target,
        resources: ['BillFormat'],
        deviations: [
          {
            scenario: 'TC_N1',
            step: 'create',
            verdict: 'error',
            reason: 'null \u0000, escape \u001b[31m, ]]>, half \udfff, whole 😀\nnext',
          },
        ],
      }),
    );
    const { error } = caseOf(suites, 'BillFormat', 'TC_N1') ?? {};
    expect(error?.['#text']).toContain('null \\u0000, escape \\u001b[31m, ]]>, half \\udfff, whole 😀\nnext');
    const property = (name: string) => suites[0]?.properties.property.find((p) => p['@_name'] === name)?.['@_value'];
    expect(property('sut.product')).toBe('bell\\u0007 ]]> \\ud800');
    expect(property('sut.version')).toBe('true');
    expect(property('target')).toBe(target.url);
  });
});

it('tells what fails at several rows of a group in the same way once, and names the rows', async () => {
  const suites = await suitesOf(aRunOfRows({ resources: ['BillFormat'] }));
  const text = suites.flatMap((suite) => suite.testcase)[0]?.failure?.['#text'] ?? '';
  expect(text.match(/: fail: /g)).toHaveLength(1);
  expect(text).toContain('after:creditLimit (Retrieve it after the patch of creditLimit): fail: patch.patchable.creditLimit');
  expect(text).toContain('    also at:  description, billStructure.format, name\n');
});
