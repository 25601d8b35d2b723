import type { RunEvent } from '../../src/core/event.ts';
import type { Failure } from '../../src/core/exchange.ts';
import type { Requirement } from '../../src/core/requirement.ts';
import { type CaseTemplate, RESOURCES } from './cases.ts';
import { aFinding, aRun, type RunOptions } from './events.ts';

const ACCOUNTS = RESOURCES.slice(0, 4);

/** A run that shows each kind of verdict, remarks, residue and a reading. */
export function aFailingRun(): RunEvent[] {
  return aRun({
    operator: 'Quality department',
    notices: ['TLS certificates are not verified (--insecure).'],
    readings: [
      {
        ruling: 'AMB-R11',
        title: 'Location of a creation',
        option: 'default',
        options: ['default', 'literal'],
        meaning: 'a header whose path ends in resource and id',
      },
      {
        ruling: 'AMB-R03',
        title: 'Success status of DELETE',
        option: 'literal',
        options: ['default', 'literal'],
        meaning: 'only 200',
      },
    ],
    deviations: [
      {
        scenario: 'TC_N1',
        step: 'create',
        check: 'location',
        findings: [
          aFinding({ code: 'location.missing', where: 'header Location', expected: '…/partyAccount/17', ruling: 'AMB-R11' }),
        ],
      },
      {
        scenario: 'TC_N2',
        step: 'filter-type',
        resources: ACCOUNTS,
        findings: [
          aFinding({ code: 'filter.not-met', pointer: '/0/type', expected: 'joint', actual: 'individual' }),
          aFinding({ code: 'filter.not-met', pointer: '/1/type', expected: 'joint', actual: 'absent' }),
        ],
      },
      {
        scenario: 'TC_N3',
        step: 'fields',
        resources: ['BillFormat'],
        findings: [aFinding({ code: 'fields.no-witness', kind: 'undecided', where: 'body', expected: ['name', 'description'] })],
      },
      {
        scenario: 'TC_N4',
        step: 'filter-fields',
        resources: ACCOUNTS,
        verdict: 'blocked',
        reason: 'it needs T from TC_N2/choose, which did not pass (inconclusive)',
      },
      {
        scenario: 'TC_E1',
        step: 'retrieve',
        resources: ['BillFormat'],
        check: 'status',
        verdict: 'error',
        reason: 'the check status broke: out of paper',
      },
      {
        scenario: 'TC_E2',
        step: 'create',
        check: 'refused',
        findings: [
          aFinding({ code: 'status.tolerated', kind: 'remark', where: 'status', expected: 400, actual: 422, ruling: 'AMB-R62' }),
        ],
        outcome: { status: 422 },
      },
      {
        scenario: 'TC_E2',
        step: 'create',
        check: 'mentions',
        resources: ['BillFormat'],
        findings: [aFinding({ code: 'error.no-body', kind: 'remark', where: 'body', expected: 'name', ruling: 'AMB-R34' })],
      },
    ],
    residue: [
      { resource: 'PartyAccount', id: '17', reason: 'DELETE answered 405' },
      { resource: 'PartyAccount', id: '18', reason: 'DELETE answered 405' },
      { resource: 'BillFormat', id: '4', reason: 'DELETE answered 405' },
    ],
  });
}

/** Creation fails at one resource, and what needs it is blocked. */
export function aBlockedRun(): RunEvent[] {
  const reason = 'it needs IDmin from TC_N1/create, which did not pass (fail)';
  const resources = ['BillFormat'];
  return aRun({
    resources: ['PartyAccount', 'BillFormat'],
    deviations: [
      {
        scenario: 'TC_N1',
        step: 'create',
        check: 'status',
        resources,
        findings: [aFinding({ code: 'status.creation-refused', where: 'status', expected: 201, actual: 400, ruling: 'AMB-R24' })],
        outcome: { status: 400, body: { kind: 'json', value: { code: '60', reason: 'vendorKey is missing' }, bytes: 46 } },
      },
      { scenario: 'TC_N1', step: 'list', resources, verdict: 'blocked', reason },
      { scenario: 'TC_N1', step: 'retrieve', resources, verdict: 'blocked', reason },
      { scenario: 'TC_N2', step: 'create-a', resources, verdict: 'blocked', reason },
      { scenario: 'TC_N2', step: 'filter-type', resources, verdict: 'blocked', reason },
      { scenario: 'TC_N3', step: 'fields', resources, verdict: 'blocked', reason },
      { scenario: 'TC_N4', step: 'filter-fields', resources, verdict: 'blocked', reason },
    ],
  });
}

/** Nothing listens at the target. */
export function anUnreachableRun(): RunEvent[] {
  return aRun({
    ended: {
      after: 0,
      reason: 'unreachable',
      message:
        'sut.example:8080 refused the connection: nothing listens there. Start the server, or correct host and port in --target',
    },
  });
}

/** The target goes away in the middle. */
export function aRunCutShort(): RunEvent[] {
  const failure: Failure = {
    kind: 'failure',
    reason: 'reset',
    message: 'sut.example:8080 closed the connection without a reply. Its log should say why',
  };
  return aRun({
    resources: ['PartyAccount', 'BillFormat'],
    ended: { after: 3, reason: 'gone', message: failure.message },
    deviations: [
      {
        scenario: 'TC_N3',
        step: 'fields',
        cut: true,
        outcome: failure,
      },
    ],
  });
}

/** One scenario of one resource, with the prerequisite that it needs. */
export function aPartialRun(): RunEvent[] {
  return aRun({
    resources: ['BillFormat'],
    scenarios: ['TC_N1', 'TC_N2'],
    prerequisites: ['TC_N1'],
    part: { scenarios: ['TC_N2'], resources: ['BillFormat'] },
    target: { url: 'http://127.0.0.1:40404', embedded: true },
  });
}

const ROWS = ['creditLimit', 'description', 'billStructure.format', 'name', 'state'];

/** A scenario with a group of steps, one for each of five attributes, at all resources: a patch and the retrieval after it. */
export const SWEEP: CaseTemplate = {
  id: 'PATCH',
  printedId: 'PATCH',
  title: 'Patch every attribute once',
  steps: ROWS.flatMap((row) => [
    {
      id: `patch:${row}`,
      title: `Patch ${row}`,
      phase: 'steps' as const,
      operation: 'patch' as const,
      status: 200,
      body: '{}',
      checks: [['status', `patch.patchable.${row}`] as const],
    },
    {
      id: `after:${row}`,
      title: `Retrieve it after the patch of ${row}`,
      phase: 'steps' as const,
      operation: 'retrieve' as const,
      status: 200,
      checks: [['patched', `patch.patchable.${row}`] as const],
    },
  ]),
};

const SWEPT: readonly Requirement[] = ROWS.map((row) => ({
  id: `patch.patchable.${row}`,
  kind: 'patch',
  level: 'MUST',
  text: `A patch can change ${row}.`,
  scope: 'connect',
  clauses: Object.fromEntries(RESOURCES.map((resource) => [resource, `API PATCH, /${resource}, row ${row}`])),
  rulings: [],
}));

/** A group of steps that fails at all its rows but the last, at all resources, for the same reason. */
export function aRunOfRows(options: RunOptions = {}): RunEvent[] {
  return aRun({
    cases: [SWEEP],
    requirements: SWEPT,
    deviations: ROWS.slice(0, -1).map((row) => ({
      scenario: 'PATCH',
      step: `after:${row}`,
      findings: [aFinding({ code: 'value.different', pointer: `/${row}`, expected: 'new', actual: 'old' })],
    })),
    ...options,
  });
}
