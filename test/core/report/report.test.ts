import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/core/event.ts';
import { createReport } from '../../../src/core/report/report.ts';
import { EXCERPT_LENGTH } from '../../../src/core/report/report-excerpt.ts';
import { repeatOf } from '../../../src/core/report/report-exchange.ts';
import type { Report } from '../../../src/core/report/report-model.ts';
import { REQUIREMENTS } from '../../support/cases.ts';
import { aFinding, aRun } from '../../support/events.ts';
import { aRunOfRows } from '../../support/runs.ts';

const schema = JSON.parse(readFileSync(new URL('../../../schemas/report.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function reportOf(events: readonly RunEvent[]): Report {
  const report = createReport();
  for (const event of events) report.add(event);
  return report.result();
}

const noLocation = {
  scenario: 'TC_N1',
  step: 'create',
  check: 'location',
  findings: [aFinding({ code: 'location.missing', where: 'header Location', ruling: 'AMB-R11' })],
} as const;
const throttled = {
  scenario: 'TC_N2',
  step: 'create-a',
  resources: ['BillFormat'],
  findings: [aFinding({ code: 'status.throttled', kind: 'undecided', where: 'status', actual: 429 })],
  outcome: { status: 429 },
} as const;
const tolerated = {
  scenario: 'TC_N1',
  step: 'list',
  check: 'status',
  resources: ['BillFormat'],
  findings: [aFinding({ code: 'status.partial-content', kind: 'remark', where: 'status', expected: [200], actual: 206 })],
} as const;

const unreachable = aRun({ ended: { after: 0, reason: 'unreachable', message: 'Nobody answers at http://sut.example:8080.' } });
const partial = aRun({
  scenarios: ['TC_N1', 'TC_N2'],
  prerequisites: ['TC_N1'],
  resources: ['BillFormat'],
  part: { scenarios: ['TC_N2'], resources: ['BillFormat'] },
});
const faulty = aRun({
  deviations: [noLocation, throttled, tolerated],
  operator: 'Jane Roe',
  notices: ['TLS certificates were not verified.'],
  readings: [
    {
      ruling: 'AMB-R11',
      title: 'Location',
      option: 'literal',
      options: ['default', 'literal'],
      meaning: 'compared character by character',
    },
  ],
  residue: [{ resource: 'BillFormat', id: '17', reason: 'the server refuses DELETE' }],
});

describe('the published schema', () => {
  const killed = faulty.slice(0, 12);
  const lost = aRun({
    deviations: [
      { scenario: 'TC_N1', step: 'list', outcome: { kind: 'failure', reason: 'timeout', message: 'No answer within 30 s.' } },
      {
        scenario: 'TC_N1',
        step: 'retrieve',
        findings: [aFinding({ code: 'body.not-json', actual: '<html>' })],
        outcome: { status: 200, headers: {}, body: { kind: 'text', text: '<html>', bytes: 6, error: 'Unexpected token <' } },
      },
      { scenario: 'TC_N2', step: 'filter-type', verdict: 'blocked', reason: 'TC_N1/create did not pass' },
    ],
  });

  it.each([
    ['a conformant run', aRun()],
    ['a run with failures', faulty],
    ['an unreachable target', unreachable],
    ['a partial run', partial],
    ['a record that ends early', killed],
    ['replies that are none', lost],
  ])('describes the report of %s', (_name, events) => {
    const valid = validate(JSON.parse(JSON.stringify(reportOf(events))));
    expect(validate.errors).toBeNull();
    expect(valid).toBe(true);
  });

  it('refuses what it does not know', () => {
    expect(validate({ ...reportOf(aRun()), extra: 1 })).toBe(false);
  });
});

describe('a report', () => {
  const report = reportOf(faulty);
  const scenarioAt = (id: string, resource: string, of = report) =>
    of.scenarios.find((s) => s.scenario === id && s.resource === resource);

  it('names who, what and when, and that it is no certificate', () => {
    expect(report).toMatchObject({
      format: 'ctk-report/1',
      kit: { name: 'tmf666-ctk' },
      profile: { id: 'tmf666b-1.1.0' },
      operator: 'Jane Roe',
      runId: 'k3x9q2',
      notices: ['TLS certificates were not verified.'],
      residue: [{ resource: 'BillFormat', id: '17', reason: 'the server refuses DELETE' }],
    });
    expect(report.disclaimer).toContain('no certificate of TM Forum');
  });

  it('counts requested scenarios by verdict and shows them as a matrix', () => {
    expect(report.counts.scenarios).toMatchObject({ pass: 34, fail: 7, inconclusive: 1, 'not run': 0 });
    expect(report.matrix.rows.map((r) => r.scenario)).toEqual(['TC_N1', 'TC_N2', 'TC_N3', 'TC_N4', 'TC_E1', 'TC_E2']);
    expect(report.matrix.resources).toHaveLength(7);
    expect(report.matrix.rows[0]?.cells.find((c) => c.resource === 'BillFormat')).toMatchObject({
      verdict: 'fail',
      remarks: 1,
      why: expect.stringContaining('Location'),
    });
  });

  it('words findings and cites clauses', () => {
    const check = scenarioAt('TC_N1', 'BillFormat')?.steps[0]?.checks[1];
    expect(check?.requirements).toEqual(['TC_N1.create.location']);
    expect(check?.clauses).toHaveLength(1);
    expect(check?.findings[0]).toMatchObject({
      code: 'location.missing',
      kind: 'violation',
      sentence: expect.stringContaining('Location'),
      where: 'header Location',
      ruling: 'AMB-R11',
    });
  });

  it('keeps request, reply and curl of a step that failed or passed with remarks, one line of others', () => {
    const steps = scenarioAt('TC_N1', 'BillFormat')?.steps ?? [];
    expect(steps.map((s) => [s.step, s.exchanges[0]?.detail])).toEqual([
      ['create', 'full'],
      ['list', 'full'],
      ['retrieve', 'line'],
      ['delete', 'line'],
    ]);
    const created = steps[0]?.exchanges[0];
    expect(created).toMatchObject({
      method: 'POST',
      status: 201,
      request: { body: { text: '{"name":"MyAccount-k3x9q2"}', bytes: 27, cut: false } },
      reply: { headers: { 'content-type': 'application/json' }, body: { cut: false } },
      repeat: expect.stringMatching(/^curl .*POST/),
    });
    const [step] = steps;
    const check = step?.checks[1];
    expect(step && check && repeatOf(step, check)).toBe(created?.detail === 'full' ? created.repeat : undefined);
  });

  it('holds requirement results with their clause', () => {
    const location = report.requirements.find((r) => r.id === 'TC_N1.create.location');
    expect(location?.results).toHaveLength(7);
    expect(location).toMatchObject({ kind: 'test-case', level: 'MUST', scope: 'connect' });
    expect(location?.results[0]).toMatchObject({
      status: 'fail',
      steps: [{ step: 'TC_N1/create', verdict: 'fail' }],
      clause: expect.stringMatching(/./),
    });
    expect(report.counts.requirements.fail).toBe(7);
  });

  it('counts requirements by kind, level and scope, as many as there are in all', () => {
    const { requirements, requirementsBy: by, gaps } = report.counts;
    expect(by.kind).toMatchObject({ create: { pass: 6, inconclusive: 1 }, 'test-case': { fail: 7 } });
    for (const counts of [by.kind, by.level, by.scope]) {
      const sum = (status: 'pass' | 'fail') => Object.values(counts).reduce((total, own) => total + own[status], 0);
      expect([sum('pass'), sum('fail')]).toEqual([requirements.pass, requirements.fail]);
    }
    expect(gaps).toBe(0);
  });

  it('says of a part that it makes no claim about the scope', () => {
    const part = reportOf(partial);
    expect(part.part?.meaning).toContain('TC_N2 for BillFormat');
    expect(part.conclusions[0]).toMatchObject({ partial: true, meaning: expect.stringContaining('no claim about the scope') });
    expect(part.counts.scenarios.pass).toBe(1);
    expect(part.matrix.rows[0]?.cells[0]?.reason).toBe('prerequisite');
  });

  it('gives no verdict to what was not run, and the reason why', () => {
    const down = reportOf(unreachable);
    expect(down.counts.scenarios['not run']).toBe(42);
    expect(down.matrix.rows[0]?.cells[0]).toMatchObject({
      verdict: 'not run',
      why: 'Nobody answers at http://sut.example:8080.',
    });
    expect(down.conclusions[0]?.conclusion).toBe('undetermined');
  });

  it('is undetermined where the record ends before the run did', () => {
    const cut = reportOf(faulty.slice(0, 4));
    expect(cut.ended?.reason).toBe('interrupted');
    expect(cut.finishedAt).toBeUndefined();
    expect(cut.conclusions).toMatchObject([{ scope: 'connect', conclusion: 'undetermined' }]);
    expect(cut.scenarios[0]).toMatchObject({ verdict: 'inconclusive', why: 'The record ends before the run did.' });
    expect(cut.counts).toMatchObject({ exchanges: 1, checks: 2 });
  });

  it('refuses to report on a run that has not started', () => {
    const empty = createReport();
    expect(empty.hasStarted).toBe(false);
    expect(() => empty.result()).toThrow('has not started');
  });
});

describe('what nothing looked at', () => {
  const results = [
    { exemption: 'wire', reason: 'no exchange can show it' },
    { exemption: 'configuration', reason: 'it needs a second credential' },
    { exemption: 'not-offered', reason: 'no answer has shown it' },
    { reason: 'not followed' },
  ] as const;
  const of = REQUIREMENTS.slice(0, results.length);
  const events = aRun({ resources: ['BillFormat'] }).map((event): RunEvent => {
    if (event.event !== 'run-finished') return event;
    const requirements = event.requirements.map((result, index) => ({
      ...result,
      ...(index < results.length && { verdict: 'skipped' as const, ...results[index] }),
    }));
    return { ...event, requirements };
  });
  const report = reportOf(events);

  it('has a status, a reason, and the exemption that excuses it or the mark of a gap', () => {
    expect(report.requirements.slice(0, of.length).map((requirement) => requirement.results[0])).toMatchObject([
      { status: 'not testable', exemption: 'wire', reason: 'no exchange can show it' },
      { status: 'not exercised', exemption: 'configuration', reason: 'it needs a second credential' },
      { status: 'not applicable', exemption: 'not-offered', reason: 'no answer has shown it' },
      { status: 'not exercised', gap: true, reason: 'not followed' },
    ]);
    expect(report.requirements.filter(({ results: [first] }) => first?.gap)).toHaveLength(1);
  });

  it('is counted, mandatory gaps apart', () => {
    expect(report.counts).toMatchObject({
      requirements: { 'not testable': 1, 'not exercised': 2, 'not applicable': 1 },
      gaps: 1,
    });
  });

  it('is as the published schema says', () => {
    validate(JSON.parse(JSON.stringify(report)));
    expect(validate.errors).toBeNull();
  });
});

it('a remark that a resource has shown before is told without its exchange', () => {
  const events = aRunOfRows({
    resources: ['BillFormat', 'PartyAccount'],
    deviations: ['creditLimit', 'name', 'state'].map((row) => ({
      scenario: 'PATCH',
      step: `patch:${row}`,
      findings: [aFinding({ code: 'status.tolerated', kind: 'remark', expected: 201, actual: 200, ruling: 'AMB-R02' })],
    })),
  });
  for (const { steps } of reportOf(events).scenarios) {
    const patches = steps.filter(({ step }) => /^patch:(creditLimit|name|state)$/.test(step));
    expect(patches.map((step) => step.exchanges.map(({ detail }) => detail))).toEqual([['full'], ['line'], ['line']]);
    expect(patches.map((step) => step.checks[0]?.findings.length)).toEqual([1, 1, 1]);
  }
});

describe('long replies', () => {
  const failing = (body: string) =>
    reportOf(
      aRun({
        resources: ['BillFormat'],
        scenarios: ['TC_E1'],
        deviations: [
          {
            scenario: 'TC_E1',
            step: 'retrieve',
            findings: [aFinding({ code: 'status.unexpected', expected: [404], actual: 200 })],
            outcome: { status: 200, body: { kind: 'text', text: body, bytes: body.length, error: 'not JSON' } },
          },
        ],
      }),
    ).scenarios[0]?.steps[0]?.exchanges[0];

  it('are cut, and say so', () => {
    const exchange = failing('x'.repeat(EXCERPT_LENGTH + 1));
    expect(exchange).toMatchObject({ reply: { body: { cut: true, bytes: EXCERPT_LENGTH + 1, problem: 'not JSON' } } });
  });

  it('are not cut in the middle of a character', () => {
    const exchange = failing(`${'x'.repeat(EXCERPT_LENGTH - 1)}😀`);
    expect(exchange).toMatchObject({ reply: { body: { text: 'x'.repeat(EXCERPT_LENGTH - 1), cut: true } } });
  });

  it('of many pages are kept in full only where a finding points', () => {
    const events = aRun({
      resources: ['BillFormat'],
      scenarios: ['TC_N1'],
      deviations: [
        { scenario: 'TC_N1', step: 'list', check: 'contains', findings: [aFinding({ code: 'list.absent', actual: 0 })] },
      ],
    });
    const paged = events.flatMap((event): RunEvent[] => {
      if (event.event === 'exchange' && event.step === 'list') {
        const pages = Array.from({ length: 50 }, (_, i) => ({ ...event, exchange: { ...event.exchange, id: `p${i}` } }));
        return [...pages, event];
      }
      if (event.event === 'step-finished' && event.step === 'list') {
        return [{ ...event, exchanges: [...Array.from({ length: 50 }, (_, i) => `p${i}`), ...event.exchanges] }];
      }
      return [event];
    });
    const list = reportOf(paged).scenarios[0]?.steps.find((s) => s.step === 'list');
    expect(list?.exchanges).toHaveLength(51);
    expect(list?.exchanges.filter((e) => e.detail === 'full').map((e) => e.id)).toEqual([list?.checks[1]?.exchange]);
  });
});

it('of a thousand findings a report holds twenty, violations first', () => {
  const remark = aFinding({ code: 'href.relative', kind: 'remark', actual: '/x' });
  const findings = [...Array.from({ length: 999 }, () => remark), aFinding({ code: 'list.repeated', actual: 2 })];
  const events = aRun({
    resources: ['BillFormat'],
    deviations: [{ scenario: 'TC_N1', step: 'list', check: 'contains', findings }],
  });
  const check = reportOf(events).scenarios[0]?.steps[1]?.checks[1];
  expect(check?.findings).toHaveLength(20);
  expect(check?.findings[0]?.code).toBe('list.repeated');
  expect(check?.moreFindings).toBe(980);
});

describe('a run as the engine tells it', () => {
  it('lists requirements of other scopes only where they were exercised', () => {
    const other = {
      id: 'patch.status',
      kind: 'status',
      level: 'MUST',
      text: 'x',
      scope: 'profile',
      clauses: {},
      rulings: [],
    } as const;
    const events = aRun({ resources: ['BillFormat'] }).map((event): RunEvent => {
      if (event.event === 'run-started') return { ...event, requirements: [...event.requirements, other] };
      if (event.event !== 'run-finished') return event;
      const result = { requirement: other.id, resource: 'BillFormat', verdict: 'not exercised', steps: [] } as const;
      return { ...event, requirements: [...event.requirements, result] };
    });
    const report = reportOf(events);
    expect(report.requirements.map((r) => r.id)).not.toContain(other.id);
    expect(report.counts.requirements['not exercised']).toBe(0);
  });

  it('shows the exchange of a step that the end of the run cut off', () => {
    const outcome = { kind: 'failure', reason: 'refused', message: 'Connection refused.' } as const;
    const whole = aRun({
      resources: ['BillFormat'],
      deviations: [{ scenario: 'TC_N1', step: 'list', outcome }],
      ended: { after: 1, reason: 'gone', message: 'The target no longer answers.' },
    });
    const isCut = (e: RunEvent) => 'step' in e && (e.step === 'retrieve' || (e.step === 'list' && e.event === 'step-finished'));
    const events = whole.filter((e) => !isCut(e));
    const steps = reportOf(events).scenarios[0]?.steps ?? [];
    expect(steps.map((s) => [s.step, s.verdict])).toEqual([
      ['create', 'pass'],
      ['list', 'inconclusive'],
      ['delete', 'pass'],
    ]);
    expect(steps[1]).toMatchObject({ reason: 'The target no longer answers.' });
    expect(steps[1]?.exchanges[0]).toMatchObject({ detail: 'full', failure: { message: 'Connection refused.' } });
  });

  it('says why a record was not deleted, with the exchange', () => {
    const reason = 'not deleted: DELETE answered 405';
    const events = aRun({ resources: ['BillFormat'], scenarios: ['TC_N1'] }).map(
      (e): RunEvent => (e.event === 'step-finished' && e.step === 'delete' ? { ...e, verdict: 'skipped', reason } : e),
    );
    const step = reportOf(events).scenarios[0]?.steps.at(-1);
    expect(step?.exchanges[0]).toMatchObject({ detail: 'full', method: 'DELETE' });
    expect(step).toMatchObject({ verdict: 'skipped', reason });
  });
});
