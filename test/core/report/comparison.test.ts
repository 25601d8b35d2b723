import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { compareReports } from '../../../src/core/report/comparison.ts';
import { groupDifferences } from '../../../src/core/report/comparison-groups.ts';
import type { Comparison } from '../../../src/core/report/comparison-model.ts';
import { createReport } from '../../../src/core/report/report.ts';
import type { Report } from '../../../src/core/report/report-model.ts';
import type { Requirement } from '../../../src/core/requirement.ts';
import { comparisonPageOf } from '../../../src/reporters/html/comparison-page.ts';
import { comparisonLines } from '../../../src/reporters/terminal/comparison.ts';
import { CASES, type CaseTemplate, REQUIREMENTS } from '../../support/cases.ts';
import { aFinding, aRun, type RunOptions } from '../../support/events.ts';
import { overKafka } from '../../support/kafka-runs.ts';

const schema = JSON.parse(readFileSync(new URL('../../../schemas/comparison.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const TWO = ['PartyAccount', 'BillFormat'];

/** What one target does, the other shows. */
const FACES: CaseTemplate = {
  id: 'FACES',
  printedId: 'FACES',
  title: 'What one target does, the other shows',
  steps: (['created', 'patched', 'deleted'] as const).map((act) => ({
    id: act,
    title: `See that it was ${act}`,
    phase: 'steps' as const,
    operation: 'retrieve' as const,
    status: 200,
    checks: [['seen', `faces.${act}`]] as const,
  })),
};

const KIT: readonly Requirement[] = ['created', 'patched', 'deleted'].map((act) => ({
  id: `faces.${act}`,
  kind: 'kit',
  level: 'MAY',
  text: `It is seen that it was ${act}.`,
  scope: 'connect',
  clauses: Object.fromEntries(TWO.map((resource) => [resource, 'of the kit'])),
  rulings: [],
}));

function report(options: RunOptions = {}, isKafka = false): Report {
  const events = aRun({ resources: TWO, cases: [...CASES, FACES], requirements: [...REQUIREMENTS, ...KIT], ...options });
  const folded = createReport();
  for (const event of isKafka ? overKafka(events) : events) folded.add(event);
  return folded.result();
}

function compare(first: Report, second: Report): Comparison {
  const comparison = compareReports({ report: first, folder: '1-rest' }, { report: second, folder: '2-kafka' });
  expect(validate(JSON.parse(JSON.stringify(comparison))), JSON.stringify(validate.errors, null, 1)).toBe(true);
  return comparison;
}

const wrongStatus: RunOptions = {
  deviations: [
    {
      scenario: 'TC_N1',
      step: 'create',
      check: 'status',
      findings: [aFinding({ code: 'status.unexpected', where: 'status', expected: 201, actual: 200 })],
    },
  ],
};

const unseen: RunOptions = {
  deviations: [
    {
      scenario: 'FACES',
      step: 'created',
      resources: ['BillFormat'],
      findings: [aFinding({ code: 'faces.unseen', where: 'status', actual: 404 })],
    },
    { scenario: 'FACES', step: 'patched', resources: ['BillFormat'], verdict: 'blocked', reason: 'it is about created' },
  ],
};

describe('two reports that say the same', () => {
  const comparison = compare(report(), report({}, true));

  it('have no difference, and each is called by its protocol', () => {
    expect(comparison.differences).toEqual([]);
    expect(comparison.oneSided).toEqual([]);
    expect(comparison.counts.compared).toBeGreaterThan(20);
    expect(comparison.counts.equal).toBe(comparison.counts.compared);
    expect(comparison.sides.map(({ label, folder }) => `${label} ${folder}`)).toEqual(['REST 1-rest', 'Kafka 2-kafka']);
    expect(comparison.matrix.rows.flatMap(({ cells }) => cells).filter(({ differs }) => differs)).toEqual([]);
  });

  it('have seen from both sides what the other did: the record is patched by the other one', () => {
    expect(comparison.counts).toMatchObject({ sought: 12, seen: 12 });
    const patched = comparison.sightings.filter(({ act, run }) => act === 'patched' && run === 0);
    expect(patched.map(({ by, at }) => [by, at])).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(comparison.sightings.filter(({ act, run }) => act === 'created' && run === 0).map(({ by, at }) => [by, at])).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('are named apart where both are of one protocol', () => {
    expect(compare(report(), report()).sides.map(({ label }) => label)).toEqual(['REST 1', 'REST 2']);
  });
});

describe('a requirement that only one of the two meets', () => {
  const first = report();
  const second = report(wrongStatus, true);
  const comparison = compare(first, second);

  it('is a difference at each resource, with what was found', () => {
    const status = comparison.differences.filter(({ requirement }) => requirement === 'TC_N1.create.status');
    expect(status.map(({ resource }) => resource)).toEqual(TWO);
    const [one, other] = status[0]?.sides ?? [];
    expect(one?.status).toBe('pass');
    expect(one?.finding).toBeUndefined();
    expect(other).toMatchObject({ status: 'fail', step: 'TC_N1/create', finding: { code: 'status.unexpected' } });
    expect(other?.clause).not.toBe('');
    expect(comparison.counts.equal + comparison.counts.different).toBe(comparison.counts.compared);
  });

  it('makes the cell of its scenario differ', () => {
    const row = comparison.matrix.rows.find(({ scenario }) => scenario === 'TC_N1');
    expect(row?.cells.map(({ verdicts, differs }) => [...verdicts, differs])).toEqual([
      ['pass', 'fail', true],
      ['pass', 'fail', true],
    ]);
  });

  it('is told once for all resources', () => {
    const groups = groupDifferences(comparison.differences).filter(({ requirement }) => requirement === 'TC_N1.create.status');
    expect(groups.map(({ resources }) => resources)).toEqual([TWO]);
  });

  it('is the same seen from the other side', () => {
    const turned = compare(second, first);
    expect(turned.differences.map(({ requirement, sides: [a, b] }) => [requirement, b.status, a.status])).toEqual(
      comparison.differences.map(({ requirement, sides: [a, b] }) => [requirement, a.status, b.status]),
    );
  });
});

describe('what cannot be compared', () => {
  it('is a requirement that only one has', () => {
    const [left, ...others] = REQUIREMENTS;
    const comparison = compare(report(), report({ requirements: [...others, ...KIT] }, true));
    expect(comparison.only.map((own) => own.map(({ requirement }) => requirement))).toEqual([[left?.id], []]);
    expect(comparison.counts.only).toEqual([comparison.only[0][0]?.results.length, 0]);
    expect(comparison.differences).toEqual([]);
  });

  it('is what one run did not get to: no other behaviour', () => {
    const cut = report({ ended: { after: 1, reason: 'gone', message: 'Nobody answers.' } }, true);
    const comparison = compare(report(), cut);
    expect(comparison.differences.filter(({ sides }) => sides.some(({ status }) => status === 'not exercised'))).toEqual([]);
    expect(comparison.oneSided.length).toBeGreaterThan(0);
    expect(comparison.counts.oneSided).toBe(comparison.oneSided.length);
  });

  it('is everything where one run was not begun', () => {
    const none = report({ ended: { after: 0, reason: 'unreachable', message: 'Nobody answers.' } }, true);
    const comparison = compare(report(), none);
    expect(comparison.counts.compared).toBe(0);
    expect(textOf(comparison)).toContain('Nothing could be compared');
    expect(comparisonPageOf(comparison)).toContain('Nothing could be compared');
  });
});

describe('what the other target does not show', () => {
  const comparison = compare(report(unseen), report({}, true));

  it('is not seen, and what rests on it stays open; neither is a difference', () => {
    const results = comparison.sightings.filter(({ run, resource }) => run === 0 && resource === 'BillFormat');
    expect(results.map(({ act, result }) => `${act} ${result}`)).toEqual(['created not seen', 'patched open', 'deleted seen']);
    expect(comparison.differences).toEqual([]);
    expect(comparison.counts).toMatchObject({ sought: 12, seen: 10 });
  });

  it('stands in page and terminal', () => {
    const text = textOf(comparison);
    expect(text).toContain('created over REST → there over Kafka: at 1 of 2 resources');
    expect(text).toContain('created over Kafka → there over REST: at all of 2 resources');
    expect(text).toMatch(/BillFormat – not seen: The record is at one of the two targets/);
    const page = comparisonPageOf(comparison);
    expect(page).toContain('<span class="verdict is-fail">not seen</span>');
    expect(page).not.toContain('<script');
  });
});

function textOf(comparison: Comparison): string {
  return comparisonLines(comparison, { columns: 100, colorLevel: 0 }, false).join('\n');
}
