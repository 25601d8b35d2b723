import type { Operation } from '../../src/core/exchange.ts';
import type { Requirement } from '../../src/core/requirement.ts';
import type { Phase } from '../../src/core/scenario.ts';

/** The seven resources, in the document's order. */
export const RESOURCES = [
  'PartyAccount',
  'BillingAccount',
  'SettlementAccount',
  'FinancialAccount',
  'BillingCycleSpecification',
  'BillFormat',
  'BillPresentationMedia',
] as const;

/** A step of a hand-built run: what it asks, the status of a good reply, and its checks with the requirement of each. */
export interface StepTemplate {
  readonly id: string;
  readonly title: string;
  readonly phase: Phase;
  readonly operation: Operation;
  readonly status: number;
  readonly query?: string;
  readonly body?: string;
  readonly checks: readonly (readonly [check: string, requirement: string])[];
}

export interface CaseTemplate {
  readonly id: string;
  readonly printedId: string;
  readonly title: string;
  readonly steps: readonly StepTemplate[];
}

/** The six test cases, cut down to what a report needs to have something to show. */
export const CASES: readonly CaseTemplate[] = [
  {
    id: 'TC_N1',
    printedId: 'TC_Trou_N1',
    title: 'Create with the minimum, list and retrieve',
    steps: [
      {
        id: 'create',
        title: 'Create with the minimum information',
        phase: 'steps',
        operation: 'create',
        status: 201,
        body: '{"name":"MyAccount-k3x9q2"}',
        checks: [
          ['status', 'TC_N1.create.status'],
          ['location', 'TC_N1.create.location'],
        ],
      },
      {
        id: 'list',
        title: 'List all',
        phase: 'steps',
        operation: 'list',
        status: 200,
        checks: [
          ['status', 'TC_N1.list.status'],
          ['contains', 'TC_N1.list.contains'],
        ],
      },
      {
        id: 'retrieve',
        title: 'Retrieve the created one',
        phase: 'steps',
        operation: 'retrieve',
        status: 200,
        checks: [
          ['status', 'TC_N1.retrieve.status'],
          ['matches', 'TC_N1.retrieve.match'],
        ],
      },
      {
        id: 'delete',
        title: 'Delete what was created',
        phase: 'postamble',
        operation: 'delete',
        status: 204,
        checks: [],
      },
    ],
  },
  {
    id: 'TC_N2',
    printedId: 'TC_Trou_N2',
    title: 'List with a filter',
    steps: [
      {
        id: 'create-a',
        title: 'Create the first of two',
        phase: 'preamble',
        operation: 'create',
        status: 201,
        body: '{"name":"MyAccount-k3x9q2-A","type":"joint"}',
        checks: [['status', 'create.status']],
      },
      {
        id: 'filter-type',
        title: 'List those of one type',
        phase: 'steps',
        operation: 'list',
        status: 200,
        query: 'type=joint',
        checks: [['filter', 'TC_N2.filter.type']],
      },
    ],
  },
  {
    id: 'TC_N3',
    printedId: 'TC_Trou_N3',
    title: 'Retrieve with attribute selection',
    steps: [
      {
        id: 'fields',
        title: 'Retrieve one attribute only',
        phase: 'steps',
        operation: 'retrieve',
        status: 200,
        query: 'fields=state',
        checks: [['only', 'TC_N3.fields.only']],
      },
    ],
  },
  {
    id: 'TC_N4',
    printedId: 'TC_Trou_N4',
    title: 'List with a filter and attribute selection',
    steps: [
      {
        id: 'filter-fields',
        title: 'List the active ones, two attributes only',
        phase: 'steps',
        operation: 'list',
        status: 200,
        query: 'state=Active&fields=id,state,type',
        checks: [['only', 'TC_N4.fields.only']],
      },
    ],
  },
  {
    id: 'TC_E1',
    printedId: 'TC_Trou_E1',
    title: 'Retrieve an unknown id',
    steps: [
      {
        id: 'retrieve',
        title: 'Retrieve an id that nothing has',
        phase: 'steps',
        operation: 'retrieve',
        status: 404,
        checks: [['status', 'TC_E1.status']],
      },
    ],
  },
  {
    id: 'TC_E2',
    printedId: 'TC_Trou_E2',
    title: 'Create without the mandatory name',
    steps: [
      {
        id: 'create',
        title: 'Create with an empty body',
        phase: 'steps',
        operation: 'create',
        status: 400,
        body: '{}',
        checks: [
          ['refused', 'TC_E2.status'],
          ['mentions', 'TC_E2.error'],
        ],
      },
    ],
  },
];

const TEXTS: Readonly<Record<string, string>> = {
  'TC_N1.create.status': 'A creation with the minimum information is answered with status 201.',
  'TC_N1.create.location': 'The reply to a creation has a Location header that names the new resource.',
  'TC_N1.list.status': 'A list is answered with status 200.',
  'TC_N1.list.contains': 'The list holds the created resource.',
  'TC_N1.retrieve.status': 'A retrieval is answered with status 200.',
  'TC_N1.retrieve.match': 'The retrieved resource matches the original request.',
  'create.status': 'A creation is answered with status 201.',
  'TC_N2.filter.type': 'A list filtered by type holds the resources of that type and no other.',
  'TC_N3.fields.only': 'A retrieval with attribute selection holds the requested attributes and no other.',
  'TC_N4.fields.only': 'A filtered list with attribute selection holds the requested attributes and no other.',
  'TC_E1.status': 'An unknown id is answered with status 404.',
  'TC_E2.status': 'A creation without a mandatory attribute is refused.',
  'TC_E2.error': 'The error says that the mandatory attribute is missing.',
};

/** The requirements that the cases cite, each for all seven resources. */
export const REQUIREMENTS: readonly Requirement[] = Object.entries(TEXTS).map(([id, text]) => ({
  id,
  kind: id.startsWith('TC_') ? 'test-case' : 'create',
  level: 'MUST',
  text,
  scope: 'connect',
  clauses: Object.fromEntries(RESOURCES.map((resource) => [resource, clauseOf(id, resource)])),
  rulings: id === 'TC_N1.create.location' ? ['AMB-R11'] : [],
}));

function clauseOf(id: string, resource: string): string {
  const testCase = CASES.find((c) => id.startsWith(`${c.id}.`));
  return testCase ? `API CONFORMANCE TEST SCENARIOS, ${testCase.printedId}` : `API POST OPERATION CONFORMANCE, ${resource}`;
}
