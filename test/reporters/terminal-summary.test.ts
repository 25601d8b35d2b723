import { expect, it } from 'vitest';
import type { ScenarioFinished } from '../../src/core/event.ts';
import type { Finding } from '../../src/core/finding.ts';
import { countBlocked } from '../../src/reporters/terminal/blocked.ts';
import { collectFindings } from '../../src/reporters/terminal/problems.ts';
import { aFinishedStep } from '../support/steps.ts';

const blockedAt = (resource: string, row: string): ScenarioFinished => ({
  event: 'scenario-finished',
  scenario: 'FIELDS',
  resource,
  reason: 'requested',
  verdict: 'blocked',
  why: `retrieve:${row}: it needs seenWhole from CREATE/read-whole, which did not pass (fail)`,
  at: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
});

it('tells once what blocks a group of steps, whatever row comes first at a resource', () => {
  const blocked = countBlocked();
  blocked.add(blockedAt('PartyAccount', 'creditLimit'));
  blocked.add(blockedAt('BillFormat', 'description'));
  expect(blocked.lines(200)).toEqual([
    '2 scenarios blocked (FIELDS): retrieve: it needs seenWhole from CREATE/read-whole, which did not pass (fail)',
    '',
  ]);
});

it('tells rows of a group apart where one has another value and the other another list', () => {
  const findings = collectFindings();
  const different = (pointer: string, actual: Finding['actual'] = 'x'): Finding => ({
    code: 'value.different',
    kind: 'violation',
    pointer,
    expected: 'y',
    actual,
  });
  const failAt = (row: string, finding: Finding) =>
    findings.add(
      aFinishedStep(
        `after:${row}`,
        'fail',
        [{ verdict: 'fail', requirements: [`patch.patchable.${row}`], findings: [finding] }],
        {
          scenario: 'PATCH',
        },
      ),
      () => ({}),
    );
  failAt('name', different('/name'));
  failAt('description', different('/description'));
  failAt('contact', different('/contact', [{}, {}]));
  expect(findings.problems().map(({ rows }) => [...rows])).toEqual([['name', 'description'], ['contact']]);
});
